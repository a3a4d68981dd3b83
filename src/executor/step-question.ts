import {renderBound} from '../model/bind.ts'
import type {SqlSpec, StepSpec} from '../model/driver.ts'
import type {RunEvent} from '../model/event.ts'
import type {StepQuestion} from '../model/operator.ts'
import type {BlockAction, Plan, PlannedStep} from '../model/plan.ts'
import {ask, type Decision} from './ask.ts'
import {knowCatalog} from './catalog.ts'
import {consentTo} from './consent-to.ts'
import {missingState} from './missing-state.ts'
import type {Next} from './next.ts'
import {questions} from './questions.ts'
import type {Say} from './say.ts'
import type {RunState} from './state.ts'
import {knowSurroundings} from './surroundings.ts'
import {knowTarget} from './target.ts'
import type {World} from './world.ts'

/**
 * What a person is asked before a block runs: its text with its values, where it would act, and what speaks against it. What it
 * does is as the server knows it. Else what comes next, where that is decided on the way.
 */
export async function* stepQuestion(
  step: PlannedStep,
  block: BlockAction,
  bound: StepSpec,
  plan: Plan,
  state: RunState,
  world: World,
  say: Say,
): AsyncGenerator<RunEvent, {question: StepQuestion; spec: StepSpec} | {next: Next}> {
  const known = yield* knowCatalog(step, block, bound, world, say)
  const {action, spec} = known
  const rendered = renderBound(action.script, action.placeholders, name => state.values.shown(name))
  let target = world.target(spec)
  const surroundings = yield* knowSurroundings(step, action, plan, state, world, say)
  if ('next' in surroundings) return surroundings
  if (spec.kind === 'sql' && (spec.write || spec.autocommit || spec.acts)) {
    const server = yield* knowTarget(step, spec, plan, state, world, say)
    if ('next' in server) return server
    target = `database ${spec.database}: ${server.words}${spec.psql ? ', through psql' : ''}`
  }
  const missing = missingState(step, plan.steps, state)
  if (missing.length > 0) yield say('guard.triggered', {guard: 'missing-state', message: missing.join('; ')})
  const notes = [...(spec.kind === 'sql' ? noWayBack(spec) : []), ...known.notes]
  const doubts = [...missing, ...placedElsewhere(action)]
  const question = {
    kind: 'step',
    step,
    action,
    rendered,
    target: [target, ...surroundings.words].join('; '),
    consent: consentTo(action, doubts),
    word: block.attributes.type ?? everyRowOf(action) ?? wordFor(spec, plan, step),
    rollback: state.canRollBack(),
    ...(notes.length > 0 ? {notes} : {}),
    ...(doubts.length > 0 ? {doubts} : {}),
    ...(known.learnt ? {learnt: known.learnt} : {}),
  } as const
  return {question, spec}
}

/** Asks it, and again with the server's plan for the query, as often as a person wants to see that. */
export async function* askOfStep(
  question: StepQuestion,
  spec: StepSpec,
  world: World,
  say: Say,
): AsyncGenerator<RunEvent, Decision> {
  let answer = yield* ask(question, world, say)
  while (answer.do === 'explain' && spec.kind === 'sql') {
    const {run} = questions(question.step, spec, world, say)
    const explained = yield* run(asks => world.drivers.sql.explain(spec, asks))
    answer = yield* ask({...question, explained}, world, say)
  }
  return answer
}

/** What is typed before a block destroys: where it would do so. */
function wordFor(spec: StepSpec, {runbook}: Plan, step: PlannedStep): string {
  if (spec.kind === 'sql') return spec.database
  return spec.site?.kind === 'host' ? spec.site.host : (runbook.environment ?? step.id)
}

/** The table of which every row is changed: whoever means that can type its name. */
function everyRowOf({commands}: BlockAction): string | undefined {
  return commands.find(({everyRowOf}) => everyRowOf !== undefined)?.everyRowOf
}

/** Words of the document that place it where this machine may not be. */
function placedElsewhere({placed}: BlockAction): string[] {
  return placed === undefined
    ? []
    : [
        `the document says where it is run: “${placed}”. Whether that is what this machine speaks to, it does not say`,
      ]
}

/** What is said before a change that nobody is asked about once more. */
function noWayBack({autocommit}: SqlSpec): string[] {
  return autocommit ? ['there is no way back: each statement stands as soon as it has run'] : []
}
