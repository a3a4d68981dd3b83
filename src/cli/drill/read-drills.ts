import {existsSync} from 'node:fs'
import {dirname, join, resolve} from 'node:path'
import process from 'node:process'
import {parseDuration} from '../../model/duration.ts'
import {RunbookError} from '../../model/error.ts'
import {makePlan} from '../../model/make-plan.ts'
import type {Plan} from '../../model/plan.ts'
import {
  environmentSchema,
  type Scenario,
  type ScenarioFile,
  scenarioFileSchema,
} from '../../model/scenario.ts'
import {didYouMean} from '../../parser/suggest.ts'
import {messageLine} from '../../report/message-line.ts'
import {type Loaded, load} from '../documents/load.ts'
import {selectProcedure} from '../documents/select-procedure.ts'
import {answersOf} from '../given/answers.ts'
import type {Drill, PlacedEnvironment} from './drill.ts'
import {type PlacedYaml, readPlaced} from './placed-yaml.ts'
import {checked} from './slips.ts'

/** How long a scenario may take where its file does not say. */
const timeLimitMs = 5 * 60_000

/** The scenarios of a file, checked against their runbook; and what is wrong with them, a line each. */
export async function readDrills(file: string): Promise<{drills: Drill[]; slips: string[]}> {
  try {
    const yaml = readPlaced(file)
    const read = checked(scenarioFileSchema, yaml)
    if (!read.ok) return {drills: [], slips: read.slips}
    return await fromFile(file, read.data, yaml)
  } catch (error) {
    if (!(error instanceof RunbookError)) throw error
    return {drills: [], slips: [error.message]}
  }
}

async function fromFile(file: string, data: ScenarioFile, yaml: PlacedYaml) {
  const loaded = await load(runbookOf(file, data, yaml))
  const {runbook, messages} = loaded
  const slips = messages.filter(({fatal}) => fatal).map(message => messageLine({path: runbook.path, message}))
  if (!runbook.settings.optedIn)
    slips.push(
      `${runbook.path}: it was not written to run without a person; add a \`runbook:\` key to its front matter`,
    )
  if (data.environment === undefined && data.scenarios.some(({replay}) => replay === undefined))
    slips.push(
      `${yaml.place([])}: expected \`environment:\`, where it is practised, or \`replay:\` in each scenario`,
    )
  const found = environmentOf(file, data, yaml)
  if (!found.ok) slips.push(...found.slips)
  if (slips.length > 0 || !found.ok) return {drills: [], slips}
  const drills: Drill[] = []
  for (const [index, scenario] of data.scenarios.entries()) {
    const at = ['scenarios', index]
    if (data.scenarios.slice(0, index).some(({name}) => name === scenario.name))
      slips.push(`${yaml.place([...at, 'name'])}: unexpected second scenario of this name`)
    const plan = await planOf(loaded, scenario.procedure ?? data.procedure, yaml.place([...at, 'procedure']))
    const drill = drillOf(file, data, scenario, plan, found.environment, runbook.settings.secrets)
    slips.push(...strangers(scenario, drill, [...at], yaml), ...unanswerable(scenario, plan, at, yaml))
    drills.push(drill)
  }
  slips.push(...unknownShared(data, drills, yaml))
  return {drills: slips.length > 0 ? [] : drills, slips}
}

function runbookOf(file: string, {runbook}: ScenarioFile, {place}: PlacedYaml): string {
  const path = runbook === undefined ? file.replace(/\.test\.ya?ml$/, '.md') : join(dirname(file), runbook)
  if (existsSync(path)) return path
  throw new RunbookError(
    'scenario',
    `${place(['runbook'])}: there is no ${path}; \`runbook:\` names the runbook, from this file's folder`,
  )
}

function environmentOf(file: string, {environment}: ScenarioFile, yaml: PlacedYaml) {
  const placed = (from: string, read: NonNullable<typeof environment>): PlacedEnvironment => {
    const {directory, ...rest} = read as Exclude<typeof read, string>
    return {...rest, directory: directory === undefined ? process.cwd() : resolve(dirname(from), directory)}
  }
  if (typeof environment !== 'string')
    return {ok: true, environment: environment && placed(file, environment)} as const
  const path = join(dirname(file), environment)
  if (!existsSync(path))
    return {ok: false, slips: [`${yaml.place(['environment'])}: there is no ${path}`]} as const
  const read = checked(environmentSchema, readPlaced(path))
  return read.ok ? ({ok: true, environment: placed(path, read.data)} as const) : read
}

async function planOf({runbook}: Loaded, slug: string | undefined, place: string): Promise<Plan> {
  const procedure = await selectProcedure(runbook, slug, undefined).catch(error => {
    if (!(error instanceof RunbookError)) throw error
    throw new RunbookError('scenario', `${place}: ${error.message}`, {cause: error})
  })
  return makePlan(runbook, procedure, new Set())
}

function drillOf(
  file: string,
  data: ScenarioFile,
  scenario: Scenario,
  plan: Plan,
  environment: PlacedEnvironment | undefined,
  secrets: readonly string[],
): Drill {
  const ids = new Set(plan.steps.map(({id}) => id))
  const limit = scenario['time-limit'] ?? data['time-limit']
  const waits = scenario.waits ?? data.waits
  const shared = Object.entries(data.answers ?? {}).filter(([id]) => ids.has(id))
  return {
    file,
    name: scenario.name,
    runbook: plan.runbook.path,
    slug: scenario.procedure ?? data.procedure,
    plan,
    environment,
    replay: scenario.replay === undefined ? undefined : join(dirname(file), scenario.replay),
    inputs: Object.fromEntries(
      Object.entries({...data.inputs, ...scenario.inputs}).map(([name, value]) => [name, String(value)]),
    ),
    secrets,
    answers: {...Object.fromEntries(shared), ...scenario.answers},
    allow: [...(data.allow ?? []), ...(scenario.allow ?? [])],
    breakGlass: scenario['break-glass'] ?? data['break-glass'],
    timeLimitMs: limit === undefined ? timeLimitMs : parseDuration(limit)!,
    waitsAtMostMs: waits === undefined ? undefined : parseDuration(waits),
    faults: scenario.faults ?? [],
    before: scenario.before === undefined ? [] : [scenario.before].flat(),
    at: scenario.at ?? {},
    expect: scenario.expect ?? {},
  }
}

/** Steps that the plan does not have, and what cannot be done with this environment. */
function strangers(scenario: Scenario, {plan, environment}: Drill, at: PropertyKey[], {place}: PlacedYaml) {
  const ids = plan.steps.map(({id}) => id)
  const {expect = {}} = scenario
  const named: PropertyKey[][] = [
    ...(['reached', 'not-reached'] as const).flatMap(key =>
      (expect[key] ?? []).map((_, index) => ['expect', key, index]),
    ),
    ...Object.keys(expect.steps ?? {}).map(id => ['expect', 'steps', id]),
    ...Object.keys(scenario.at ?? {}).map(id => ['at', id]),
    ...Object.keys(scenario.answers ?? {}).map(id => ['answers', id]),
  ]
  const slips = named.flatMap(path => {
    const id = String(
      typeof path.at(-1) === 'number' ? expect[path[1] as 'reached']![path.at(-1) as number] : path.at(-1),
    )
    return ids.includes(id)
      ? []
      : [`${place([...at, ...path], 'key')}: the plan has no step \`${id}\`${didYouMean(id, ids)}`]
  })
  const breaks = [
    ...(scenario.faults ?? []),
    ...Object.values(scenario.at ?? {}).flatMap(({fault}) => fault ?? []),
  ]
  if (breaks.length > 0 && environment && environment.break === undefined)
    slips.push(`${place([...at, 'name'])}: no fault can be brought about: the environment has no \`break:\``)
  const real = (['faults', 'before', 'at'] as const).filter(key => scenario[key] !== undefined)
  if (scenario.replay !== undefined && (real.length > 0 || expect.end !== undefined))
    slips.push(
      `${place([...at, 'replay'], 'key')}: unexpected \`${real[0] ?? 'end'}\` beside \`replay\`, with which nothing is run`,
    )
  return slips
}

function unanswerable(
  {answers = {}}: Scenario,
  plan: Plan,
  at: PropertyKey[],
  {place}: PlacedYaml,
): string[] {
  const ids = new Set(plan.steps.map(({id}) => id))
  return Object.entries(answers)
    .filter(([id]) => ids.has(id))
    .flatMap(([id, given]) => slipOf({[id]: given}, plan, place([...at, 'answers', id])))
}

function unknownShared(
  {answers = {}}: ScenarioFile,
  drills: readonly Drill[],
  {place}: PlacedYaml,
): string[] {
  return Object.entries(answers).flatMap(([id, given]) => {
    const plan = drills.find(({plan}) => plan.steps.some(step => step.id === id))?.plan
    if (plan) return slipOf({[id]: given}, plan, place(['answers', id]))
    const ids = drills.flatMap(({plan}) => plan.steps.map(step => step.id))
    return [`${place(['answers', id], 'key')}: the plan has no step \`${id}\`${didYouMean(id, ids)}`]
  })
}

function slipOf(steps: ScenarioFile['answers'], plan: Plan, place: string): string[] {
  try {
    answersOf({steps}, plan, place)
    return []
  } catch (error) {
    if (!(error instanceof RunbookError)) throw error
    return [error.message]
  }
}
