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

/**
 * Before something is changed, the system is asked whether it is the declared target, each time: another terminal may have
 * switched it. What it said first holds for the rest of the run. Gives the answers in words, empty where nothing was
 * declared, or what comes next instead of the step.
 */
export async function* knowSurroundings(
  step: PlannedStep,
  {effect}: BlockAction,
  {target}: Plan,
  state: RunState,
  world: World,
  say: Say,
): AsyncGenerator<RunEvent, {words: string[]} | {next: Next}> {
  if (target.length === 0 || effect === 'read' || effect === 'local') return {words: []}
  for (;;) {
    const observed: Record<string, string> = {}
    const wrong: string[] = []
    for (const check of target) {
      const said = await probe(check.command, world)
      if (world.signal.aborted) return {next: {go: 'on'}}
      observed[check.name] = said.ok ? said.text : `could not be asked: ${said.problem}`
      const problem = said.ok ? difference(check, said.text, state.pinned) : observed[check.name]
      if (problem) wrong.push(`${check.name}: ${problem}`)
    }
    const known = JSON.stringify(Object.fromEntries(state.pinned)) === JSON.stringify(observed)
    if (wrong.length === 0 && !known)
      for (const [name, value] of Object.entries(observed)) state.pinned.set(name, value)
    if (wrong.length > 0 || !known)
      yield say('target.checked', {
        target: system,
        observed,
        expected: Object.fromEntries(target.map(({name, expected}) => [name, expectedText(expected)])),
        verdict: wrong.length > 0 ? 'unmet' : 'met',
      })
    if (wrong.length === 0) return {words: target.map(({name}) => `${name} ${observed[name] || '(nothing)'}`)}
    const message = `this is not the declared target: ${wrong.join('; ')}`
    yield say('guard.triggered', {guard: 'target', message})
    if (world.facts.mode === 'unattended') return {next: {go: 'end', result: 'refused', reason: message}}
    state.failed.add(step.id)
    const outcome = {kind: 'failure', detail: message} as const
    const answer = yield* ask({kind: 'failure', step, outcome, rollback: state.canRollBack()}, world, say)
    if (answer.do === 'retry') continue
    if (answer.do === 'continue') return {next: {go: 'on'}}
    return {next: yield* afterAnswer(answer, state, say, world)}
  }
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
