import type {ShellSpec, Table} from '../model/driver.ts'
import {consentFor} from '../model/effect.ts'
import type {EventOf, RunEvent} from '../model/event.ts'
import type {BlockAction, Plan, PlannedStep} from '../model/plan.ts'
import {adhocScript, type Typed, typedIn} from './adhoc-shell.ts'
import {ask} from './ask.ts'
import {boundedText} from './drive.ts'
import {blocksOf} from './edit.ts'
import {latest} from './latest.ts'
import {msSince} from './ms-since.ts'
import type {Say} from './say.ts'
import {defaultTimeoutMs} from './specify.ts'
import type {RunState} from './state.ts'
import {knowSurroundings, stillThere} from './surroundings.ts'
import {knowPrinted, unkept} from './unkept.ts'
import type {World} from './world.ts'

/** How long somebody may work in a shell before it is ended. */
const longestShellMs = 24 * 3_600_000

/**
 * Runs what the operator types, off the document's script, in the session of the run: one command, or a shell at the
 * terminal. It is recorded, and what it sets and defines counts for the steps after it. True if anything was run.
 */
export async function* adhoc(
  command: string | undefined,
  step: PlannedStep,
  plan: Plan,
  state: RunState,
  world: World,
  say: Say,
): AsyncGenerator<RunEvent, boolean> {
  const by = world.operator.name
  const refuse = (message: string) => say('guard.triggered', {guard: 'off-script', message})
  if (!world.reread || !world.terminal) {
    yield refuse('there is no terminal for a shell')
    return false
  }
  if (world.facts.readonly) {
    yield refuse('this run only reads, so nothing off its script is run')
    return false
  }
  if (world.facts.byhand) {
    yield refuse('this run records what was done by hand, so nothing is run')
    return false
  }
  const read = (text: string) => world.reread!(offScript, text, blocksOf(plan, step, state))
  let action: BlockAction | undefined
  if (command !== undefined) {
    action = await read(command)
    const gap = action.placeholders[0]
    const problem = action.refusal ?? (gap && `\`${gap.text}\` is a gap: write what is meant`)
    if (problem) {
      yield refuse(problem)
      return false
    }
  }
  const spec = specOf(command, action, state, world)
  if (action && consentFor(action.effect) !== 'enter') {
    const empty =
      (await world.drivers.shell.emptyIn?.(spec, {
        signal: world.attemptSignal(),
        terminal: world.terminal,
      })) ?? []
    if (empty.length > 0) {
      yield refuse(
        `${empty.map(name => `$${name}`).join(' and ')} ${empty.length === 1 ? 'has' : 'have'} no value, and it would be used as it is`,
      )
      return false
    }
    const surroundings = yield* knowSurroundings(step, action, plan, state, world, say)
    if ('next' in surroundings) return false
    const word = plan.runbook.environment ?? world.facts.host.name
    const question = {
      kind: 'adhoc',
      step,
      action,
      target: [world.target(spec), ...surroundings.words].join('; '),
      consent: consentFor(action.effect),
      word,
    } as const
    const answer = yield* ask(question, world, say)
    if (answer.do !== 'run') return false
    if (yield* stillThere(step, action, plan, state, world, say)) return false
  }
  const number = state.nextAttempt('off-script')
  const began = world.now()
  yield say(
    'adhoc.started',
    {number, ...(action ? {text: command, effect: action.effect, reasons: action.reasons} : {})},
    by,
  )
  const output = world.output({...step, id: `${step.id}.off-script`}, number, {
    terminal: true,
    ...(action && unkept(action, world)),
  })
  const printed = action?.printsSecret === undefined ? undefined : boundedText()
  const news = latest<string>()
  const io = {
    signal: world.attemptSignal(),
    terminal: world.terminal,
    write: (bytes: Uint8Array, stream: 'stdout' | 'stderr') => {
      printed?.add(bytes)
      return output.write(bytes, stream)
    },
    table: (table: Table) => output.table(table),
    ...(command === undefined ? {written: news.give} : {}),
  }
  const running = world.drivers.shell.run(spec, io).finally(news.end)
  running.catch(() => {}) // awaited below
  let told = 0
  for (;;) {
    const written = await news.next()
    if (written === undefined) break
    for (const {text, time} of typedIn(written).slice(told)) {
      told++
      yield {...say('adhoc.typed', {number, text}, by), time}
    }
  }
  const result = await running
  const kept = await output.end()
  if (action && printed) knowPrinted(action, printed.text(), world)
  const typed: Typed[] =
    command === undefined
      ? typedIn(result.written ?? '')
      : [
          {
            time: began.toISOString(),
            text: command,
            ...(result.exitCode === undefined ? {} : {exitCode: result.exitCode}),
          },
        ]
  const finished: EventOf<'adhoc.finished'>['data'] = {
    number,
    outcome: result.outcome,
    durationMs: msSince(began, world),
    commands: typed,
    ...(kept ? {output: kept} : {}),
  }
  yield say('adhoc.finished', finished, by)
  state.edits.typed.push(...typed)
  return true
}

function specOf(
  command: string | undefined,
  action: BlockAction | undefined,
  {values}: RunState,
  {env}: World,
): ShellSpec {
  return {
    kind: 'shell',
    id: 'off-script',
    script: command ?? adhocScript,
    variables: command === undefined ? values.captures() : values.capturedIn(command),
    env,
    ...(action && action.nonEmpty.length > 0 ? {nonEmpty: action.nonEmpty} : {}),
    cwd: undefined,
    timeoutMs: command === undefined ? longestShellMs : defaultTimeoutMs.shell,
    followMs: undefined,
    ...(command === undefined ? {interactive: true} : {}),
  }
}

/** What a typed text is read as: a shell block without attributes. */
export const offScript = {
  id: 'off-script',
  kind: 'shell',
  language: 'bash',
  client: undefined,
  attributes: {},
  script: '',
  effect: 'read',
} as const
