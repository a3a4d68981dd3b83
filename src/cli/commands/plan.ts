import process from 'node:process'
import {describePlan} from '../../model/describe-plan.ts'
import {exitCodes} from '../../model/error.ts'
import {makePlan} from '../../model/make-plan.ts'
import {renderPlan} from '../../report/plan.ts'
import {complain, findProcedure, load, splitTarget} from '../load.ts'
import {screenStyle} from '../style.ts'

/** `runbook plan FILE[#section]`: prints what a run would do. */
export async function planCommand(target: string, {json}: {json: boolean}): Promise<number> {
  const {path, slug} = splitTarget(target)
  const loaded = await load(path)
  const {runbook, messages, sha256} = loaded
  const only = slug === undefined ? undefined : findProcedure(runbook, slug)
  const known = new Set(Object.keys(process.env))
  const procedures = only ? [only] : runbook.procedures
  if (json) {
    process.stdout.write(
      `${JSON.stringify(describePlan({runbook, procedures, messages, sha256, known}), undefined, 2)}\n`,
    )
    return messages.some(({fatal}) => fatal) ? exitCodes.usage : exitCodes.success
  }
  const wrong = complain(loaded)
  const handbook = procedures.length > 1
  const plans = procedures.map(procedure =>
    makePlan(runbook, handbook || only ? procedure : undefined, known),
  )
  process.stdout.write(plans.map(plan => renderPlan(plan, screenStyle(process.stdout))).join('\n'))
  if (procedures.length === 0)
    process.stdout.write(`${path}: nothing to run was found: no fenced block, checklist or instruction\n`)
  return wrong ? exitCodes.usage : exitCodes.success
}
