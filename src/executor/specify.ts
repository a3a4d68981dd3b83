import {type Attributes, defaultFollowMs, type Expectation} from '../model/attributes.ts'
import {type Bound, bindShell, bindSql, inertWord, valueProblem} from '../model/bind.ts'
import {bindPsql} from '../model/bind-psql.ts'
import type {StepSpec} from '../model/driver.ts'
import {inputKey} from '../model/input.ts'
import type {BlockAction, Plan, PlannedStep} from '../model/plan.ts'
import {siteOf} from '../model/site.ts'
import type {Values} from './values.ts'

/** How long a block may take where its author does not say. */
export const defaultTimeoutMs = {shell: 3_600_000, sql: 60_000}

/** Whether its standard output is kept or compared: that must be the same in every window, and without one. */
function isKeptApart({attributes, interactive}: BlockAction): boolean {
  const {capture, captureSecret, expect = {}} = attributes
  if (capture !== undefined || captureSecret !== undefined || expect.json !== undefined) return true
  return interactive === undefined && Object.keys(expect).some(key => key !== 'exit')
}

/** What exactly a driver is to run for a step, its gaps filled from `values`; or why that cannot be said. */
export function specify(
  step: PlannedStep,
  action: BlockAction,
  needs: readonly string[],
  plan: Plan,
  values: Values,
  env: Record<string, string>,
): Bound<StepSpec> {
  const {attributes} = action
  const value = (name: string) => values.get(name)
  if (action.kind === 'sql' && action.client === undefined) {
    const identifiers = new Set(
      plan.inputs.flatMap(({name, type}) => (type === 'identifier' ? [inputKey(name)] : [])),
    )
    const isIdentifier = (name: string) => identifiers.has(inputKey(name))
    const {script, commands, placeholders, system} = action
    const bound = action.psql
      ? bindPsql(script, placeholders, value, isIdentifier)
      : bindSql(script, commands, placeholders, value, isIdentifier, system)
    if (!bound.ok) return bound
    const what = 'script' in bound.bound ? {statements: [], psql: bound.bound} : {statements: bound.bound}
    return {
      ok: true,
      bound: {
        kind: 'sql',
        ...(action.system ? {system: action.system} : {}),
        id: step.id,
        ...what,
        database: attributes.db ?? Object.keys(plan.databases)[0]!,
        write: attributes.write ?? false,
        autocommit: attributes.autocommit ?? false,
        acts: action.effect !== 'read' && action.effect !== 'local',
        maxAffected: attributes.maxAffected,
        lockTimeoutMs: attributes.lockTimeoutMs,
        timeoutMs: attributes.timeoutMs ?? defaultTimeoutMs.sql,
      },
    }
  }
  const bound = bindShell(action.script, action.placeholders, value, action.interpreter)
  if (!bound.ok) return bound
  // a gap and a variable may have one name: then both get the value
  const variables = Object.fromEntries(
    needs
      .filter(name => action.variables.includes(name) || action.nonEmpty.includes(name))
      .map(name => [name, values.get(name)!]),
  )
  const site = siteOf(attributes)
  const captured = values.capturedIn(action.script)
  for (const [name, text] of Object.entries(variables)) {
    const problem = valueProblem(action.interpreter, name, text, inertWord)
    if (problem) return {ok: false, problem}
  }
  for (const [name, text] of Object.entries(captured)) {
    const problem = valueProblem(action.interpreter, name, text)
    if (problem) return {ok: false, problem}
  }
  const line = firstLine(action)
  return {
    ok: true,
    bound: {
      kind: 'shell',
      id: step.id,
      script: bound.bound.script,
      variables: {...captured, ...variables, ...bound.bound.variables},
      env: {...env, RUNBOOK_STEP_ID: step.id},
      ...(action.nonEmpty.length > 0 ? {nonEmpty: action.nonEmpty} : {}),
      ...(site ? {site, needs: action.there ?? []} : {}),
      cwd: attributes.cwd,
      timeoutMs: attributes.timeoutMs ?? defaultTimeoutMs.shell,
      followMs: attributes.followMs ?? (action.endless ? defaultFollowMs : undefined),
      ...(line === undefined ? {} : {source: {name: plan.runbook.path.replace(/^.*[/\\]/, ''), line}}),
      ...(attributes.background ? {background: {ready: readyWhen(attributes)}} : {}),
      ...(attributes.interactive ? {interactive: true} : {}),
      ...(isKeptApart(action) ? {separate: true} : {}),
    },
  }
}

/** What must be printed before a block in the background is up. */
function readyWhen({expect}: Attributes): Pick<Expectation, 'text' | 'pattern'> {
  return {
    ...(expect?.text === undefined ? {} : {text: expect.text}),
    ...(expect?.pattern ? {pattern: expect.pattern} : {}),
  }
}

/** The line of the document at which the script begins; undefined where its lines do not follow each other there. */
function firstLine({script, commands, client, edited}: BlockAction): number | undefined {
  if (edited) return undefined
  const lines = new Set(
    commands.map(({place, start}) => place.start.line - (script.slice(0, start).split('\n').length - 1)),
  )
  return lines.size === 1 && client === undefined ? [...lines][0] : undefined
}
