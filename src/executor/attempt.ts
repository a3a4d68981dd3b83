import {createHash} from 'node:crypto'
import type {DriverResult, StepSpec, Table} from '../model/driver.ts'
import type {EventOf, RunEvent} from '../model/event.ts'
import type {Outcome} from '../model/outcome.ts'
import type {BlockAction, PlannedStep} from '../model/plan.ts'
import {evaluate, expectsExit} from './expectations.ts'
import {terminalText} from './terminal-text.ts'
import type {World} from './world.ts'

/** Makes an event about a step, dated now. */
export type Say = <T extends RunEvent['type']>(type: T, data: EventOf<T>['data'], by?: string) => RunEvent

/** How an attempt ended, and what it left for later steps. */
export interface AttemptEnd {
  outcome: Outcome
  /** What it printed on standard output (the first mebibyte), for captures. */
  stdout: string
  value: string | undefined
  unmet: boolean
}

/** Runs a block once: its start is yielded before anything happens, its checks and its end after. */
export async function* attempt(
  step: PlannedStep,
  action: BlockAction,
  spec: StepSpec,
  number: number,
  world: World,
  say: Say,
): AsyncGenerator<RunEvent, AttemptEnd> {
  const began = world.now()
  yield say(
    'step.started',
    {
      attempt: number,
      title: step.title,
      section: step.section,
      kind: action.kind,
      effect: action.effect,
      reasons: action.reasons,
      language: action.language,
      text: action.script,
      sha256: digestOf(spec, world),
      ...(spec.kind === 'sql' ? {db: {namespace: spec.database}} : {}),
    },
    world.operator.name,
  )
  const {result, text, stdout, output} = await drive(step, action, spec, number, world)
  const checks = evaluate(action.attributes, result, text, world.redact)
  for (const check of checks) yield say('check.evaluated', {attempt: number, ...check})
  const unmet = checks.filter(({verdict}) => verdict === 'unmet')
  const expected = result.outcome.kind === 'failure' && expectsExit(action.attributes, result.exitCode)
  const outcome: Outcome =
    unmet.length > 0
      ? {
          kind: 'failure',
          detail: unmet.map(check => `expected ${check.expected}, saw ${check.observed}`).join('; '),
        }
      : expected
        ? {
            kind: 'success',
            detail: result.outcome.kind === 'failure' ? `${result.outcome.detail}, as expected` : '',
          }
        : result.outcome
  const {exitCode, rows, affected} = result
  yield say('step.finished', {
    attempt: number,
    outcome,
    durationMs: world.now().getTime() - began.getTime(),
    ...(output ? {output} : {}),
    ...(exitCode === undefined ? {} : {process: {exit: {code: exitCode}}}),
    ...(rows === undefined && affected === undefined
      ? {}
      : {
          db: {
            response: {
              ...(rows === undefined ? {} : {returned_rows: rows}),
              ...(affected === undefined ? {} : {affected_rows: affected}),
            },
          },
        }),
  })
  return {outcome, stdout, value: result.value, unmet: unmet.length > 0}
}

/** SHA-256 of everything that decides what runs: what consent was given to. Secrets are masked first, or a weak one could be guessed. */
export function digestOf(spec: StepSpec, {redact = text => text}: Pick<World, 'redact'>): string {
  const what = spec.kind === 'shell' ? {...spec, env: undefined} : spec
  return createHash('sha256')
    .update(redact(JSON.stringify(what)))
    .digest('hex')
}

async function drive(step: PlannedStep, action: BlockAction, spec: StepSpec, number: number, world: World) {
  const output = world.output(step, number)
  const [all, stdout] = [boundedText(), boundedText()]
  const secret = action.attributes.captureSecret !== undefined
  const io = {
    signal: world.attemptSignal(),
    terminal: world.terminal,
    write: (bytes: Uint8Array, stream: 'stdout' | 'stderr') => {
      all.add(bytes)
      if (stream === 'stdout') stdout.add(bytes)
      return secret && stream === 'stdout' ? undefined : output.write(bytes, stream)
    },
    table: (table: Table) => {
      const cells = table.rows.slice(0, 1000).map(row => `${row.join('\t')}\n`)
      for (const text of [all, stdout]) text.add(Buffer.from(cells.join('')))
      return secret ? undefined : output.table(table)
    },
  }
  const result: DriverResult =
    spec.kind === 'shell' ? await world.drivers.shell.run(spec, io) : await world.drivers.sql.run(spec, io)
  const seen = world.terminal ? terminalText(all.text()) : all.text()
  return {result, text: seen, stdout: stdout.text(), output: await output.end()}
}

/** Keeps the first mebibyte of what comes. */
function boundedText() {
  const chunks: Buffer[] = []
  let room = 1 << 20
  return {
    add(bytes: Uint8Array) {
      if (room === 0) return
      const part = Buffer.from(bytes.subarray(0, room))
      room -= part.length
      chunks.push(part)
    },
    text: () => Buffer.concat(chunks).toString(),
  }
}
