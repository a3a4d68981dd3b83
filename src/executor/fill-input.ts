import type {StepSpec} from '../model/driver.ts'
import type {RunEvent} from '../model/event.ts'
import {inputKey} from '../model/input.ts'
import type {Offered} from '../model/operator.ts'
import type {NeededInput, Plan, PlannedStep} from '../model/plan.ts'
import {isSecretName, secretsOf} from '../model/secret.ts'
import {ask} from './ask.ts'
import {inputProblem} from './input.ts'
import {afterAnswer, type Next} from './next.ts'
import {probe} from './probe.ts'
import type {Say} from './say.ts'
import type {RunState} from './state.ts'
import type {Given, World} from './world.ts'

/** Sees to it that a needed value is there; gives what comes next only where it is not. */
export async function* fillInput(
  name: string,
  step: PlannedStep,
  plan: Plan,
  state: RunState,
  world: World,
  say: Say,
): AsyncGenerator<RunEvent, Next | undefined> {
  if (state.values.has(name)) return undefined
  const needed = neededAs(name, 'placeholder', plan, state)
  const given = world.inputs[needed.name]
  if (given !== undefined && !inputProblem(needed, given.value)) {
    yield kept(name, needed, given.value, given.source, state, world, say)
    return undefined
  }
  return yield* askFor(name, needed, {}, step, state, world, say)
}

/** Gives an input or a capture another value; false where that is none that it takes. */
export async function* setValue(
  name: string,
  value: string,
  plan: Plan,
  state: RunState,
  world: World,
  say: Say,
): AsyncGenerator<RunEvent, boolean> {
  const needed = neededAs(name, 'variable', plan, state)
  if (inputProblem(needed, value)) return false
  yield kept(name, needed, value, 'operator', state, world, say, state.values.isCaptured(name))
  return true
}

/** Names of the variables that a block must not find empty, and would. */
export async function emptyIn(spec: StepSpec, world: World): Promise<string[]> {
  if (spec.kind !== 'shell' || !spec.nonEmpty) return []
  return (
    (await world.drivers.shell.emptyIn?.(spec, {signal: world.attemptSignal(), terminal: world.terminal})) ??
    []
  )
}

/** Says that a block was not started because of empty variables, and asks for their values; gives what comes next where none is given. */
export async function* fillEmpty(
  names: readonly string[],
  step: PlannedStep,
  plan: Plan,
  state: RunState,
  world: World,
  say: Say,
): AsyncGenerator<RunEvent, Next | undefined> {
  if (world.signal.aborted) return {go: 'on'}
  const variables = names.map(name => `$${name}`).join(' and ')
  const message =
    names.length === 1
      ? `${variables} has no value, and ${step.id} would use it as it is`
      : `${variables} have no value, and ${step.id} would use them as they are`
  yield say('guard.triggered', {guard: 'empty-variable', message: `${message}: it was not started`})
  for (const name of names) {
    const next = yield* askFor(
      name,
      neededAs(name, 'variable', plan, state),
      {empty: true},
      step,
      state,
      world,
      say,
    )
    if (next) return next
  }
  return undefined
}

/** The input as it is declared; secret, too, where a step was to capture it as one, or the value that it had was. */
function neededAs(
  name: string,
  kind: NeededInput['kind'],
  {inputs, steps}: Plan,
  state: RunState,
): NeededInput {
  const isSame = (other: string) => inputKey(other) === inputKey(name)
  const known = inputs.find(input => isSame(input.name)) ?? {name, kind}
  const isCaptured = steps.some(
    ({action}) => 'attributes' in action && isSame(action.attributes.captureSecret ?? ''),
  )
  const isSecret = isCaptured || state.isLostSecret(name) || state.values.isSecret(name)
  return isSecret ? {...known, secret: true} : known
}

async function* askFor(
  name: string,
  needed: NeededInput,
  why: {empty?: true},
  step: PlannedStep,
  state: RunState,
  world: World,
  say: Say,
): AsyncGenerator<RunEvent, Next | undefined> {
  let offered: Offered | undefined
  for (;;) {
    const about = {...why, ...(offered ? {offered} : {})}
    const answer = yield* ask({kind: 'input', step, input: needed, ...about}, world, say)
    if (answer.do === 'offer' && needed.choicesFrom !== undefined) {
      offered = await offer(needed.choicesFrom, world)
      continue
    }
    if (answer.do !== 'value') return yield* afterAnswer(answer, state, say, world)
    if (inputProblem(needed, answer.value)) continue
    yield kept(name, needed, answer.value, 'operator', state, world, say, why.empty)
    return undefined
  }
}

/** More lines are no help to choose. */
const mostOffered = 200

async function offer(command: string, world: World): Promise<Offered> {
  const said = await probe(command, world)
  if (!said.ok) return {lines: [], problem: said.problem}
  const lines = said.text.split('\n').map(line => line.trim())
  return {lines: [...new Set(lines)].filter(line => line !== '').slice(0, mostOffered)}
}

function kept(
  name: string,
  needed: NeededInput,
  value: string,
  source: Given['source'] | 'operator',
  state: RunState,
  world: World,
  say: Say,
  replaces = false,
): RunEvent {
  const parts = secretsOf({[name]: value}) // an address may carry a password, whatever its name says
  const declared = needed.secret ?? isSecretName(name)
  const secret = declared || parts.length > 0
  if (replaces)
    state.values.capture(name, value, secret) // also instead of an empty value that was captured
  else state.values.set(name, value, secret)
  for (const part of parts.length > 0 || !secret ? parts : [{name, value}]) world.addSecret(part)
  return say(
    'input.set',
    {
      name: needed.name,
      ...(secret ? {} : {value}),
      secret,
      source,
      ...(replaces ? {variable: name} : {}),
    },
    source === 'operator' ? world.operator.name : undefined,
  )
}
