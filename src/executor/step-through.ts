import {renderBound} from '../model/bind.ts'
import type {RunEvent} from '../model/event.ts'
import type {Outcome} from '../model/outcome.ts'
import type {BlockAction, Plan, PlannedStep} from '../model/plan.ts'
import {siteOf} from '../model/site.ts'
import {ask} from './ask.ts'
import type {AttemptEnd} from './attempt.ts'
import {consentTo} from './consent-to.ts'
import {drive} from './drive.ts'
import {blocksOf} from './edit.ts'
import {emptyIn} from './fill-input.ts'
import {msSince} from './ms-since.ts'
import type {Say} from './say.ts'
import {specify} from './specify.ts'
import type {RunState} from './state.ts'
import {knowSurroundings, stillThere} from './surroundings.ts'
import type {World} from './world.ts'

/**
 * Runs a block's commands one by one, each read, shown and asked about by itself, as one attempt. Undefined where the
 * block cannot be taken apart, and it was said why.
 */
export async function* stepThrough(
  step: PlannedStep,
  action: BlockAction,
  needs: readonly string[],
  plan: Plan,
  state: RunState,
  world: World,
  say: Say,
): AsyncGenerator<RunEvent, AttemptEnd | undefined> {
  const {reread, separate} = world
  const found = separate && reread ? (whole(action) ?? separate(action)) : {problem: 'nothing reads it here'}
  if ('problem' in found) {
    yield say('guard.triggered', {
      guard: 'step-through',
      message: `it is not stepped through: ${found.problem}`,
    })
    return undefined
  }
  const {texts} = found
  const by = world.operator.name
  const attempt = state.nextAttempt(step.id)
  const began = world.now()
  const {kind, effect, reasons, language, script} = action
  const {title, section} = step
  const of = texts.length
  yield say(
    'step.started',
    {attempt, title, section, kind, effect, reasons, language, text: script, parts: of},
    by,
  )
  let ran = 0
  let outcome: Outcome | undefined
  let exitCode: number | undefined
  for (const [index, text] of texts.entries()) {
    const number = index + 1
    const told = (detail: string): Outcome => ({
      kind: 'failure',
      detail: `command ${number} of ${of}: ${detail}`,
    })
    const part = await reread!({...action, id: step.id}, text, blocksOf(plan, step, state))
    const specified = specify(
      step,
      {...part, edited: {diff: '', was: effect}},
      needs,
      plan,
      state.values,
      world.env,
    )
    const problem = part.refusal ?? (specified.ok ? undefined : specified.problem)
    if (!specified.ok || problem !== undefined) {
      outcome = told(problem ?? '')
      break
    }
    const spec = specified.bound
    const empty = await emptyIn(spec, world)
    if (empty.length > 0) {
      outcome = told(`${empty.map(name => `$${name}`).join(' and ')} has no value`)
      break
    }
    const surroundings = yield* knowSurroundings(step, part, plan, state, world, say)
    if ('next' in surroundings) {
      outcome = {kind: 'cancelled', detail: `left at command ${number} of ${of}`}
      break
    }
    const {edited: _, ...shown} = part
    const answer = yield* ask(
      {
        kind: 'part',
        step,
        number,
        of,
        action: shown,
        rendered: renderBound(part.script, part.placeholders, name => state.values.shown(name)),
        target: [world.target(spec), ...surroundings.words].join('; '),
        consent: consentTo(part),
        word: part.attributes.type ?? plan.runbook.environment ?? step.id,
      },
      world,
      say,
    )
    if (answer.do === 'skip') continue
    if (answer.do !== 'run') {
      const detail = `left at command ${number} of ${of}`
      outcome = {kind: 'cancelled', detail}
      break
    }
    if (yield* stillThere(step, part, plan, state, world, say)) {
      outcome = {kind: 'cancelled', detail: `left at command ${number} of ${of}`}
      break
    }
    const since = world.now()
    const driven = yield* drive({...step, id: `${step.id}.${attempt}`}, part, spec, number, world, say)
    const {result, output} = driven
    exitCode = result.exitCode
    state.leaves(part, result.outcome.kind === 'success')
    yield say('part.finished', {
      attempt,
      part: number,
      text,
      outcome: result.outcome,
      durationMs: msSince(since, world),
      ...(output ? {output} : {}),
      ...(exitCode === undefined ? {} : {process: {exit: {code: exitCode}}}),
    })
    if (result.outcome.kind !== 'success') {
      outcome = result.outcome
      break
    }
    ran++
  }
  outcome ??=
    ran === of
      ? {kind: 'success'}
      : {kind: 'success', by: 'operator', detail: `${ran} of ${of} commands were run, the others passed over`}
  const ended =
    outcome.kind === 'failure' && exitCode !== undefined ? {process: {exit: {code: exitCode}}} : {}
  yield say('step.finished', {attempt, outcome, durationMs: msSince(began, world), ...ended})
  const succeeded = outcome.kind === 'success'
  state.verdicts.set(step.id, succeeded ? 'met' : 'failed')
  if (succeeded) state.succeeded(step.id)
  return {outcome, value: '', values: [], unmet: false, again: undefined}
}

/** Why a block is only run as a whole; undefined if it may be taken apart. */
function whole({kind, client, attributes}: BlockAction): {problem: string} | undefined {
  const {expect, capture, captureSecret, untilMs, background, interactive, cwd, approve} = attributes
  if (kind === 'sql' || client !== undefined) return {problem: 'it is not a shell block'}
  if (approve) return {problem: 'a second person agrees to it as a whole'}
  if (siteOf(attributes)) return {problem: 'it runs elsewhere'}
  if (expect || capture || captureSecret || untilMs)
    return {problem: 'its author checks or keeps what all of it prints'}
  if (background || interactive) return {problem: 'it is marked `background` or `interactive`'}
  return cwd === undefined ? undefined : {problem: 'it is marked `cwd`, where each command would begin'}
}
