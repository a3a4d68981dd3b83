import {run} from '../../../src/executor/run.ts'
import type {Given, World} from '../../../src/executor/world.ts'
import type {StepSpec} from '../../../src/model/driver.ts'
import type {RunEvent} from '../../../src/model/event.ts'
import type {Answer, Operator, Question} from '../../../src/model/operator.ts'
import type {BlockAction, NeededInput, Plan, PlannedStep} from '../../../src/model/plan.ts'
import type {Placeholder} from '../../../src/model/runbook.ts'
import type {Secret} from '../../../src/model/secret.ts'
import {blockAction} from '../../support/block-action.ts'
import {type BranchSketch, choiceSteps} from '../../support/choice-steps.ts'
import {fakeDrivers, type Scenes} from '../fake-drivers.ts'

const point = {line: 1, column: 1, offset: 0}
const place = {start: point, end: point}

/** A step that runs a block which only reads, with what a test changes. */
export function block(
  id: string,
  action: Partial<BlockAction> = {},
  more: Partial<PlannedStep> = {},
): PlannedStep {
  const script = action.script ?? `echo ${id}`
  return step(id, blockAction(script, action), more)
}

/** A step of a person, or any other. */
export function step(
  id: string,
  action: PlannedStep['action'],
  more: Partial<PlannedStep> = {},
): PlannedStep {
  return {
    id,
    number: 1,
    title: `The ${id}`,
    section: ['Do'],
    phase: undefined,
    prose: '',
    place,
    skip: undefined,
    conditions: [],
    branches: [],
    action,
    ...more,
  }
}

/** A choice and the steps of its branches. */
export function choice(
  id: string,
  branches: readonly BranchSketch[],
  {menu = false, ...more}: Partial<PlannedStep> & {menu?: boolean} = {},
): PlannedStep[] {
  return choiceSteps(action => step(id, action, more), branches, {menu})
}

/** The gap for an input in a script, as a word of it. */
export function gap(script: string, text: string): Placeholder {
  const start = script.indexOf(text)
  return {
    name: text.slice(1, -1),
    text,
    choices: undefined,
    certain: true,
    optional: false,
    context: 'word',
    place,
    start,
    end: start + text.length,
  }
}

export function plan(steps: readonly PlannedStep[], inputs: NeededInput[] = []): Plan {
  return {
    runbook: {path: 'backend.md', title: 'Backend', severity: undefined, environment: undefined},
    procedure: undefined,
    steps: steps.map((one, index) => ({...one, number: index + 1})),
    epilogue: '',
    inputs,
    databases: {main: {url: '$DATABASE_URL'}},
    target: [],
  }
}

/** An answer, or what gives one to the question. */
export type Line = Answer | ((question: Question) => Answer)

export interface Cast {
  scenes?: Scenes
  /** What the operator answers, in order. Running out of answers fails the test. */
  answers?: readonly Line[]
  operator?: Operator
  inputs?: Record<string, Given>
  /** Takes each event before the run goes on. */
  onEvent?: (event: RunEvent) => void
  redact?: (text: string) => string
  breakGlass?: string
  /** What comes from other processes once somebody listens. */
  others?: (take: (event: RunEvent) => void) => void
  /** After how long Ctrl-C ends each wait; undefined for one that lasts to its end. */
  interrupts?: readonly (number | undefined)[]
  /** How long the operator takes for each answer. */
  thinksMs?: number
}

/** What happened on stage. */
export interface Performance {
  events: RunEvent[]
  driven: StepSpec[]
  /** What was asked, as `KIND STEP`. */
  asked: string[]
  questions: Question[]
  /** Everything that was let through to the screen and the output files. */
  shown: string
  secrets: Secret[]
  waits: number[]
}

/** A world of fakes at 03:04:05 on a night in 2026, where time passes only by waiting and thinking; `abort` ends the run. */
export function stage({
  scenes = {},
  answers = [],
  operator,
  inputs = {},
  redact,
  interrupts = [],
  breakGlass,
  others,
  thinksMs = 0,
}: Cast) {
  const drivers = fakeDrivers(scenes)
  const aborting = new AbortController()
  let attempting = new AbortController()
  const stops = [...interrupts]
  const seen: Omit<Performance, 'events'> = {
    driven: drivers.fake.driven,
    asked: [],
    questions: [],
    shown: '',
    secrets: [],
    waits: [],
  }
  const lines = [...answers]
  let now = Date.parse('2026-01-02T03:04:05Z')
  const scripted: Operator = {
    name: 'alice',
    ask: async question => {
      const line = lines.shift()
      if (!line) throw new Error(`nobody answers ${question.kind} ${question.step.id}`)
      return typeof line === 'function' ? line(question) : line
    },
  }
  const person = operator ?? scripted
  const world: World = {
    drivers,
    operator: {
      name: person.name,
      ask: (question, signal) => {
        seen.asked.push(`${question.kind} ${question.step.id}`)
        seen.questions.push(question)
        now += thinksMs
        return person.ask(question, signal)
      },
    },
    now: () => new Date(now),
    signal: aborting.signal,
    attemptSignal: () => {
      attempting = new AbortController()
      return AbortSignal.any([attempting.signal, aborting.signal])
    },
    output: () => ({
      write: chunk => {
        seen.shown += Buffer.from(chunk).toString()
      },
      table: ({rows}) => {
        seen.shown += rows.map(row => `${row.join('\t')}\n`).join('')
      },
      end: async () => undefined,
    }),
    target: spec => (spec.kind === 'sql' ? `database ${spec.database}` : 'this machine'),
    addSecret: secret => void seen.secrets.push(secret),
    inputs,
    facts: {
      runbook: {path: 'backend.md', title: 'Backend', sha256: 'ab'},
      mode: 'attended',
      host: {name: 'ops-1'},
      tool: {version: '0.1.0'},
    },
    approving: {
      breakGlass,
      user: {name: 'root'},
      newCode: () => 'CODE42',
      onOther: take => {
        others?.(take)
        return () => {}
      },
    },
    env: {RUNBOOK_RUN_ID: 'r1'},
    wait: async ms => {
      seen.waits.push(ms)
      const stop = stops.shift()
      now += stop ?? ms
      if (stop !== undefined) attempting.abort('SIGINT')
    },
    ...(redact ? {redact, said: redact} : {}),
  }
  return {world, seen, abort: (signal: string) => aborting.abort(signal)}
}

/** Runs a plan to its end. */
export async function perform(what: Plan, cast: Cast = {}): Promise<Performance> {
  const {world, seen} = stage(cast)
  const events: RunEvent[] = []
  for await (const event of run(what, world)) {
    events.push(event)
    cast.onEvent?.(event)
  }
  return {...seen, events}
}

/** One line an event, without its time: for people, and for tests. */
export function told(events: readonly RunEvent[]): string[] {
  return events.map(event => {
    const about = [event.type, event.subject].filter(Boolean).join(' ')
    switch (event.type) {
      case 'run.started':
        return about
      case 'run.finished':
        return `${about} ${event.data.result}${event.data.reason ? `: ${event.data.reason}` : ''}`
      case 'prompt.answered':
        return `${about} ${event.data.question}: ${event.data.answer}${event.data.detail ? ` (${event.data.detail})` : ''}`
      case 'step.started':
        return `${about} #${event.data.attempt}`
      case 'step.finished': {
        const {kind, ...more} = event.data.outcome
        const detail = Object.values(more).join(' ')
        return `${about} #${event.data.attempt} ${kind}${detail ? `: ${detail}` : ''}`
      }
      case 'step.skipped':
        return `${about} by ${event.data.by}: ${event.data.reason}`
      default:
        return `${about} ${JSON.stringify(event.data)}`
    }
  })
}
