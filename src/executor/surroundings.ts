import type {EventOf, RunEvent} from '../model/event.ts'
import type {BlockAction, Plan, PlannedStep} from '../model/plan.ts'
import type {TargetCheck} from '../model/settings.ts'
import {ask} from './ask.ts'
import {afterAnswer, type Next} from './next.ts'
import {matchesWithin} from './pattern.ts'
import {probe} from './probe.ts'
import type {Say} from './say.ts'
import type {RunState} from './state.ts'
import type {World} from './world.ts'

/** The name of what is asked, in the record. */
const system = 'the system'

/** Takes from the record what the system said first: it holds for a resumed run too. What was masked there cannot be compared. */
export function recallSurroundings(
  {target, verdict, observed}: EventOf<'target.checked'>['data'],
  {pinned}: RunState,
): void {
  if (target !== system || verdict !== 'met') return
  for (const [name, said] of Object.entries(observed)) if (!said.includes('‹')) pinned.set(name, said)
}

/** For so long what the system said counts: whoever thinks longer may have switched it in another terminal meanwhile. */
const freshMs = 5000

type Asked = [
  step: PlannedStep,
  action: Pick<BlockAction, 'effect'>,
  plan: Plan,
  state: RunState,
  world: World,
  say: Say,
]

/**
 * Before something is changed, the system is asked whether it is the declared target, each time: another terminal may have
 * switched it. What it said first holds for the rest of the run. Gives the answers in words, empty where nothing was
 * declared, or what comes next instead of the step.
 */
export async function* knowSurroundings(
  ...asked: Asked
): AsyncGenerator<RunEvent, {words: string[]} | {next: Next}> {
  const [step, , , state, world, say] = asked
  for (;;) {
    const found = yield* compare(...asked)
    if (world.signal.aborted) return {next: {go: 'on'}}
    if (!('wrong' in found)) return found
    if (world.facts.mode === 'unattended') return {next: {go: 'end', result: 'refused', reason: found.wrong}}
    state.failed.add(step.id)
    const outcome = {kind: 'failure', detail: found.wrong} as const
    const answer = yield* ask({kind: 'failure', step, outcome, rollback: state.canRollBack()}, world, say)
    if (answer.do === 'retry') continue
    if (answer.do === 'continue') return {next: {go: 'on'}}
    return {next: yield* afterAnswer(answer, state, say, world)}
  }
}

/** Asks again right before something begins, where that is not what was just asked; gives what comes next instead, if it is another target. */
export async function* stillThere(...asked: Asked): AsyncGenerator<RunEvent, Next | undefined> {
  if (isFresh(asked)) return undefined
  const found = yield* knowSurroundings(...asked)
  return 'next' in found ? found.next : undefined
}

/** The same between two tries, where nobody is asked: gives how it is another target. */
export async function* wentElsewhere(...asked: Asked): AsyncGenerator<RunEvent, string | undefined> {
  if (isFresh(asked)) return undefined
  const found = yield* compare(...asked)
  return 'wrong' in found ? found.wrong : undefined
}

function isFresh([, , , {systemAskedAt}, {now}]: Asked): boolean {
  return systemAskedAt !== undefined && now().getTime() - systemAskedAt < freshMs
}

async function* compare(
  ...[, {effect}, {target}, state, world, say]: Asked
): AsyncGenerator<RunEvent, {words: string[]} | {wrong: string}> {
  if (target.length === 0 || effect === 'read' || effect === 'local') return {words: []}
  const observed: Record<string, string> = {}
  const wrong: string[] = []
  for (const check of target) {
    const said = await probe(check.command, world)
    if (world.signal.aborted) return {words: []}
    observed[check.name] = said.ok ? said.text : `could not be asked: ${said.problem}`
    const problem = said.ok ? difference(check, said.text, state.pinned) : observed[check.name]
    if (problem) wrong.push(`${check.name}: ${problem}`)
  }
  const known = JSON.stringify(Object.fromEntries(state.pinned)) === JSON.stringify(observed)
  if (wrong.length === 0 && !known)
    for (const [name, value] of Object.entries(observed)) state.pinned.set(name, value)
  const told = known && state.systemAskedAt !== undefined
  if (wrong.length > 0 || !told)
    yield say('target.checked', {
      target: system,
      observed,
      expected: Object.fromEntries(target.map(({name, expected}) => [name, expectedText(expected)])),
      verdict: wrong.length > 0 ? 'unmet' : 'met',
    })
  state.systemAskedAt = wrong.length > 0 ? undefined : world.now().getTime()
  if (wrong.length === 0) return {words: target.map(({name}) => `${name} ${observed[name] || '(nothing)'}`)}
  const message = `this is not the declared target: ${wrong.join('; ')}`
  yield say('guard.triggered', {guard: 'target', message})
  return {wrong: message}
}

function difference(
  {name, expected}: TargetCheck,
  said: string,
  pinned: ReadonlyMap<string, string>,
): string | undefined {
  const first = pinned.get(name)
  const fits =
    typeof expected === 'string'
      ? said === expected
      : matchesWithin(expected.source, expected.flags, said) === true
  if (!fits) return `expected ${expectedText(expected)}, it says ${said || 'nothing'}`
  if (first !== undefined && first !== said) return `it said ${first || 'nothing'} before, and now ${said}`
  return undefined
}

function expectedText(expected: TargetCheck['expected']): string {
  return typeof expected === 'string' ? expected || 'nothing' : String(expected)
}
