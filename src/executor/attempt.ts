import {hash} from 'node:crypto'
import type {ShellSpec, SqlSpec, StepSpec} from '../model/driver.ts'
import type {EventOf, RunEvent} from '../model/event.ts'
import type {Outcome} from '../model/outcome.ts'
import type {BlockAction, PlannedStep} from '../model/plan.ts'
import type {Site} from '../model/site.ts'
import {readStepValues} from '../model/step-output.ts'
import type {LeftRunning} from './background.ts'
import {drive} from './drive.ts'
import {evaluate, expectsExit, valueToKeep} from './expectations.ts'
import {inWords} from './found-nothing.ts'
import {msSince} from './ms-since.ts'
import type {Say} from './say.ts'
import type {World} from './world.ts'

/** How an attempt ended, and what it left for later steps. */
export interface AttemptEnd {
  outcome: Outcome
  /** What `capture` keeps: of standard output the first mebibyte. */
  value: string
  /** What it wrote to `$RUNBOOK_OUTPUT`, by name. */
  values: readonly [name: string, value: string][]
  unmet: boolean
  again: Again | undefined
  /** Where it is left running. */
  left?: LeftRunning
}

/** What is planned after a try: nothing, or another one. */
export type Again = NonNullable<EventOf<'step.finished'>['data']['again']>

/** Runs a block once: its start is yielded before anything happens, its checks and its end after. */
export async function* attempt(
  step: PlannedStep,
  action: BlockAction,
  spec: StepSpec,
  number: number,
  world: World,
  say: Say,
  planned: (outcome: Outcome) => Again | undefined,
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
      ...(spec.kind === 'sql' ? {db: databaseFacts(spec)} : siteFacts(spec.site)),
    },
    world.operator.name,
  )
  const {result, text, stdout, output, open} = yield* drive(step, action, spec, number, world, say)
  const {running} = result
  const secret = action.printsSecret !== undefined
  const checks = evaluate(action.attributes, result, {text, stdout, shown: action.seen, secret}, world.said)
  for (const check of checks) yield say('check.evaluated', {attempt: number, ...check})
  const unmet = checks.filter(({verdict}) => verdict === 'unmet')
  const expected = result.outcome.kind === 'failure' && expectsExit(action.attributes, result.exitCode)
  let outcome: Outcome =
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
        : inWords(result, action, text)
  const values = readStepValues(result.written ?? '')
  if (outcome.kind === 'success' && !values.ok) outcome = {kind: 'failure', detail: values.problem}
  if (running && outcome.kind !== 'success') await running.end()
  const left = running && outcome.kind === 'success'
  const results = open.results?.() ?? []
  const {exitCode, rows, affected, statusCode} = result
  const again = planned(outcome)
  yield say('step.finished', {
    attempt: number,
    outcome,
    durationMs: msSince(began, world),
    ...(output ? {output} : {}),
    ...(results.length > 0 ? {results: [...results]} : {}),
    ...(left ? {background: {pid: running.pid}} : {}),
    ...(exitCode === undefined ? {} : {process: {exit: {code: exitCode}}}),
    ...(rows === undefined && affected === undefined && statusCode === undefined
      ? {}
      : {
          db: {
            response: {
              ...(rows === undefined ? {} : {returned_rows: rows}),
              ...(affected === undefined ? {} : {affected_rows: affected}),
              ...(statusCode === undefined ? {} : {status_code: statusCode}),
            },
          },
        }),
    ...(again ? {again} : {}),
  })
  return {
    outcome,
    again,
    value: valueToKeep(result, stdout),
    values: values.ok ? values.values : [],
    unmet: unmet.length > 0,
    ...(left ? {left: {running, attempt: number, began, close: () => open.end()}} : {}),
  }
}

/** What of a block for a database is recorded, values apart. */
function databaseFacts({database, system, statements, psql}: SqlSpec) {
  const text = psql ? psql.script : statements.map(one => one.text).join(';\n')
  return {namespace: database, system: {name: system ?? 'postgresql'}, query: {text}}
}

/** Where it runs, if not here, for the record. */
function siteFacts(site: Site | undefined): Pick<EventOf<'step.started'>['data'], 'server' | 'exec'> {
  if (site === undefined) return {}
  return site.kind === 'host' ? {server: {address: site.host}} : {exec: {prefix: site.prefix}}
}

/** SHA-256 of everything that decides what runs: what consent was given to. For the record secrets are masked first, or a weak one could be guessed. */
export function digestOf(spec: StepSpec, {redact = text => text}: Pick<World, 'redact'> = {}): string {
  return hash('sha256', redact(JSON.stringify(spec.kind === 'shell' ? deciding(spec) : spec)))
}

/** What of a block decides what it does; where it stands, and what the run sets for each block, does not. */
const deciding = ({env: _, source: __, ...spec}: ShellSpec) => spec
