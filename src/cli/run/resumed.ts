import {basename} from 'node:path'
import {type Resumption, resumptionOf} from '../../executor/resumption.ts'
import type {RunMemory} from '../../executor/run-memory.ts'
import type {Given} from '../../executor/world.ts'
import {exitCodes, RunbookError} from '../../model/error.ts'
import type {RunEvent} from '../../model/event.ts'
import {inputKey} from '../../model/input.ts'
import type {Answer} from '../../model/operator.ts'
import type {Plan} from '../../model/plan.ts'
import {quoted} from '../questions/picked.ts'

/** A run that is gone on with. */
export interface Resumed {
  dir: string
  runId: string
  source: string
  memory: RunMemory
  /** Number of the last record when it was read. */
  sequence: number
  /** What was given before the run, without secrets. */
  given: Record<string, Given>
  resumption: Resumption
  /** The state that the shell session begins with; undefined where none was kept. */
  session: string | undefined
  /** What the operator must know before anything else. */
  notes: string[]
  /** What is said, without a person, of steps that nobody saw end. */
  say: Answer | undefined
}

/** Whether a run that ended has something left to do. */
export function isOpen(plan: Plan, events: readonly RunEvent[], sha256: string): boolean {
  return resumptionOf(plan, events, sha256).replay.at < plan.steps.length
}

/** What to type to go on with a run. */
export function resumeCommand(dir: string): string {
  return `runbook resume ${quoted(dir)}`
}

/** A plan that also takes values which the run had, and which are lost. */
export function withLost(plan: Plan, {resumption, memory}: Resumed): Plan {
  const {state} = resumption.replay
  const before = memory.events().flatMap(event => {
    if (event.type === 'run.resumed') return event.data.lost ?? []
    return event.type === 'input.set' && event.data.value === undefined ? [event.data.name] : []
  })
  const known = new Set(plan.inputs.map(({name}) => inputKey(name)))
  const more = [...new Set([...resumption.lost, ...before])].filter(name => !known.has(inputKey(name)))
  const lost = more.map(name => ({name, kind: 'variable' as const}))
  return {
    ...plan,
    inputs: [...plan.inputs, ...lost].map(input =>
      state.isLostSecret(input.name) ? {...input, secret: true} : input,
    ),
  }
}

/** Somebody else has the run. */
export function goesOn(dir: string, operator: string | undefined): RunbookError {
  return new RunbookError(
    'run-goes-on',
    `${basename(dir)}: the run still goes on${operator ? `, by ${operator}` : ''}; watch it with runbook watch ${quoted(dir)}`,
    {exitCode: exitCodes.refused},
  )
}

/** Somebody wrote to the record between its reading and its taking: what is remembered is not what it says. */
export function grown(dir: string): RunbookError {
  return new RunbookError(
    'run-goes-on',
    `${basename(dir)}: something was added to its record meanwhile; resume it again`,
    {exitCode: exitCodes.refused},
  )
}
