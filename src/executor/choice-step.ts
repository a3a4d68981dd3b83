import {worst} from '../model/effect.ts'
import type {RunEvent} from '../model/event.ts'
import type {OfferedBranch} from '../model/operator.ts'
import type {ChoiceAction, Plan, PlannedBranch, PlannedStep} from '../model/plan.ts'
import {ask} from './ask.ts'
import {msSince} from './ms-since.ts'
import {afterAnswer, type Next, on} from './next.ts'
import type {Say} from './say.ts'
import type {RunState} from './state.ts'
import type {World} from './world.ts'

/** Asks which of some alternatives is done. What is not picked is passed over when the run comes to it. */
export async function* choiceStep(
  step: PlannedStep,
  action: ChoiceAction,
  plan: Plan,
  state: RunState,
  world: World,
  say: Say,
): AsyncGenerator<RunEvent, Next> {
  const since = world.now()
  const {menu, branches} = action
  const offered = branches.map(branch => offer(step, branch, plan, state))
  const answer = yield* ask({kind: 'choice', step, menu, branches: offered}, world, say)
  if (answer.do !== 'choose' || !isOffered(answer.branches, action))
    return yield* afterAnswer(answer, state, say, world)
  const picked = answer.branches.map(index => branches[index]!)
  const attempt = state.nextAttempt(step.id, {acts: picked.some(({link}) => link)})
  const by = world.operator.name
  yield say('step.started', {attempt, title: step.title, section: step.section, kind: 'choice'}, by)
  yield say(
    'step.finished',
    {
      attempt,
      outcome: {kind: 'success', by: 'operator', detail: picked.map(titleOf).join(', ') || 'none of these'},
      durationMs: msSince(since, world),
    },
    by,
  )
  state.picks.pick(step.id, answer.branches)
  state.verdicts.set(step.id, picked.length > 0 ? 'met' : 'unmet')
  return on
}

/** What a person must know of a branch before picking it. */
function offer(
  choice: PlannedStep,
  {title, link, steps: ids}: PlannedBranch,
  plan: Plan,
  state: RunState,
): OfferedBranch {
  const inside = plan.steps.filter(({id}) => ids.includes(id))
  const effects = inside.flatMap(({action, skip}) =>
    'effect' in action && action.refusal === undefined && !skip ? [action.effect] : [],
  )
  const conditions = conditionsOf(inside, choice)
  const holds = conditions.every(condition => state.conditionProblem(condition) === undefined)
  const known = conditions.every(({step}) => state.verdicts.has(step))
  const text = conditions.map(({step, state}) => `${step} is ${state}`).join(' and ')
  return {
    title,
    effect: effects.length > 0 ? worst(effects) : undefined,
    steps: ids.length,
    link,
    ...(conditions.length > 0 && known ? {only: {text, holds}} : {}),
  }
}

/** What all steps of a branch depend on and its choice does not: the branch itself does. */
function conditionsOf(inside: readonly PlannedStep[], choice: PlannedStep): PlannedStep['conditions'] {
  const [first, ...others] = inside
  const has = ({conditions}: PlannedStep, {step, state}: PlannedStep['conditions'][number]) =>
    conditions.some(one => one.step === step && one.state === state)
  return (first?.conditions ?? []).filter(
    condition => !has(choice, condition) && others.every(other => has(other, condition)),
  )
}

function isOffered(picked: readonly number[], {menu, branches}: ChoiceAction): boolean {
  return (
    (menu || picked.length <= 1) &&
    new Set(picked).size === picked.length &&
    picked.every(index => branches[index] !== undefined)
  )
}

function titleOf({title, link}: PlannedBranch): string {
  if (!link) return title
  return `${title} (leads to ${link.path}${link.anchor === undefined ? '' : `#${link.anchor}`})`
}
