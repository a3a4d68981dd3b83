import type {DriverResult, RowSink, StepSpec, Table} from '../model/driver.ts'
import type {Output, RunEvent} from '../model/event.ts'
import type {BlockAction, PlannedStep} from '../model/plan.ts'
import {type Asks, questions} from './questions.ts'
import type {Say} from './say.ts'
import {terminalText} from './terminal-text.ts'
import {knowPrinted, unkept} from './unkept.ts'
import type {OutputKind, StepOutput, World} from './world.ts'

/** What a driver gave, and the beginning (a mebibyte) of what it printed; nothing of that where the author neither checks nor keeps it. */
export interface Driven {
  result: DriverResult
  /** Standard output and error. */
  text: string
  stdout: string
  /** What was kept; undefined if nothing was printed, or if it is left running. */
  output: Output | undefined
  open: StepOutput
}

/** Has a specification carried out by its driver, with its output going where it belongs; asks what the driver asks. */
export async function* drive(
  step: PlannedStep,
  action: BlockAction,
  spec: StepSpec,
  number: number,
  world: World,
  say: Say,
): AsyncGenerator<RunEvent, Driven> {
  const output = world.output(step, number, kindOf(action, spec, world))
  const room = isLookedAt(action) ? most : 0
  const [all, stdout] = [boundedText(room), boundedText(room)]
  const secret = action.attributes.captureSecret !== undefined
  const seen = (rows: readonly (readonly (string | null)[])[]) => {
    if (all.full() && stdout.full()) return
    // of a cell no more than there is room for
    const lines = rows.map(row => `${row.map(cell => cell?.slice(0, most)).join('\t')}\n`)
    const cells = Buffer.from(lines.join(''))
    for (const text of [all, stdout]) text.add(cells)
  }
  let streamed = false
  const io = {
    signal: world.attemptSignal(),
    terminal: world.terminal,
    write: (bytes: Uint8Array, stream: 'stdout' | 'stderr') => {
      all.add(bytes)
      if (stream === 'stdout') stdout.add(bytes)
      return secret && stream === 'stdout' ? undefined : output.write(bytes, stream)
    },
    rows: (columns: Table['columns']): RowSink => {
      streamed = true
      const kept = secret ? undefined : output.rows?.(columns)
      return {
        row(values) {
          seen([values])
          return kept?.row(values)
        },
        end: () => kept?.end(),
      }
    },
    table: (table: Table) => {
      if (!streamed) seen(table.rows.slice(0, 1000))
      streamed = false
      return secret ? undefined : output.table(table)
    },
  }
  const {run} = questions(step, spec, world, say)
  const settled: (asks: Asks) => Asks = ({decide, password}) => ({
    decide: async (...args) => {
      await output.settle?.()
      return decide(...args)
    },
    password: async database => {
      await output.settle?.()
      return password(database)
    },
  })
  const result: DriverResult = yield* run(asks =>
    spec.kind === 'shell'
      ? world.drivers.shell.run(spec, io)
      : world.drivers.sql.run(spec, {...io, ...settled(asks)}),
  )
  knowPrinted(action, stdout.text(), world)
  const {running, outcome} = result
  if (running && outcome.kind === 'success' && output.path !== undefined)
    result.outcome = {...outcome, detail: `${outcome.detail}, its output in ${output.path}`}
  return {
    result,
    text: world.terminal ? terminalText(all.text()) : all.text(),
    stdout: stdout.text(),
    output: running ? undefined : await output.end(),
    open: output,
  }
}

/** Whether what it prints decides anything, or is kept for later steps. */
function isLookedAt({attributes, printsSecret}: BlockAction): boolean {
  const {expect, capture, captureSecret} = attributes
  return [expect, capture, captureSecret, printsSecret].some(one => one !== undefined)
}

/** What kind of bytes a specification will give. */
function kindOf(action: BlockAction, spec: StepSpec, {terminal}: World): OutputKind {
  if (spec.kind !== 'shell') return {}
  const {background, separate, site} = spec
  return {
    quiet: background !== undefined,
    terminal: terminal !== undefined && !separate && !background && site === undefined,
    ...unkept(action, {terminal}),
  }
}

/** So much is kept for checks and captures. Unit: bytes. */
const most = 1 << 20

/** Keeps the beginning of what comes: `room` bytes, a mebibyte where nobody says. */
export function boundedText(room = most) {
  const chunks: Buffer[] = []
  return {
    full: () => room === 0,
    add(bytes: Uint8Array) {
      if (room === 0) return
      const part = Buffer.from(bytes.subarray(0, room))
      room -= part.length
      chunks.push(part)
    },
    text: () => Buffer.concat(chunks).toString(),
  }
}
