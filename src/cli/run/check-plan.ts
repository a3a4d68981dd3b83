import {specify} from '../../executor/specify.ts'
import {Values} from '../../executor/values.ts'
import type {SqlDriver, SqlSpec} from '../../model/driver.ts'
import {isExplained, type Plan, type PlannedStep} from '../../model/plan.ts'
import {clean, oneLine} from '../../report/clean.ts'
import {openDrivers} from '../databases/drivers.ts'
import {onPath, psqlMissing} from './programs.ts'

/** What one check of a plan found; `text` may have several lines. */
export interface Finding {
  step: PlannedStep
  standing: 'good' | 'bad' | 'open'
  text: string
}

/** Asks each database whether it would take the plan's SQL and how it would carry it out; nothing of it is run. */
export async function* checkPlan(plan: Plan): AsyncGenerator<Finding> {
  const open = openDrivers(plan, 'check', '', true, () => {})
  const unreachable = new Map<string, string>()
  try {
    for (const step of plan.steps) {
      const {action} = step
      if (action.kind !== 'sql' || action.refusal || step.skip) continue
      if (action.psql)
        yield onPath('psql')
          ? {step, standing: 'open', text: 'not checked: psql runs it, which does not say what it would do'}
          : {step, standing: 'bad', text: psqlMissing}
      if (!isExplained(action)) continue
      if (action.placeholders.length > 0) {
        const names = [...new Set(action.placeholders.map(({text}) => text))].map(oneLine).join(', ')
        yield {step, standing: 'open', text: `not checked: ${names} has no value yet`}
        continue
      }
      const bound = specify(step, action, [], plan, new Values(), {})
      if (!bound.ok) yield {step, standing: 'bad', text: oneLine(bound.problem)}
      else if (bound.bound.kind === 'sql')
        yield {step, ...(await explained(bound.bound, open.drivers.sql, unreachable))}
    }
  } finally {
    await open.close()
  }
}

async function explained(
  spec: SqlSpec,
  driver: SqlDriver,
  unreachable: Map<string, string>,
): Promise<Omit<Finding, 'step'>> {
  const {database} = spec
  const why = unreachable.get(database)
  if (why !== undefined) return {standing: 'open', text: `not checked: ${why}`}
  const known = await driver.identify(database, {signal: new AbortController().signal})
  if (!known.ok) {
    const {outcome} = known
    const text = oneLine('detail' in outcome && outcome.detail ? outcome.detail : outcome.kind)
    unreachable.set(database, text)
    return {standing: 'open', text: `not checked: ${text}`}
  }
  const found = await driver.explain(spec, {})
  const lines = found.lines.map(clean)
  return found.ok
    ? {standing: 'good', text: lines.join('\n')}
    : {standing: 'bad', text: [...lines, clean(found.problem)].join('\n')}
}
