import process from 'node:process'
import {describePlan} from '../../model/describe-plan.ts'
import {exitCodes} from '../../model/error.ts'
import {makePlan} from '../../model/make-plan.ts'
import type {Plan} from '../../model/plan.ts'
import {oneLine} from '../../report/clean.ts'
import {renderPlan} from '../../report/plan.ts'
import {complain, findProcedure, load, splitTarget} from '../documents/load.ts'
import {selectProcedure} from '../documents/select-procedure.ts'
import {screenStyle} from '../terminal/style.ts'

/** What was asked of `runbook plan` on the command line. */
export interface PlanOptions {
  json: boolean
  check: boolean
  checklist: boolean
  answers: boolean
  input: string[]
  inputFile?: string | undefined
}

/** `runbook plan FILE[#section]`: prints what a run would do. */
export async function planCommand(target: string, options: PlanOptions): Promise<number> {
  const {json, check} = options
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
  if (options.checklist || options.answers) {
    if (complain(loaded, 'errors')) return exitCodes.usage
    const {printChecklist, printAnswers} = await import('../documents/print-plan.ts')
    if (options.answers)
      printAnswers(target, makePlan(runbook, await selectProcedure(runbook, slug, undefined), known))
    else
      printChecklist(
        target,
        procedures.length > 1 || only
          ? procedures.map(one => makePlan(runbook, one, known))
          : [makePlan(runbook, undefined, known)],
        options,
      )
    return exitCodes.success
  }
  const wrong = complain(loaded)
  const handbook = procedures.length > 1
  const plans = procedures.map(procedure =>
    makePlan(runbook, handbook || only ? procedure : undefined, known),
  )
  process.stdout.write(plans.map(plan => renderPlan(plan, screenStyle(process.stdout))).join('\n'))
  const refused = check && (await showChecks(plans))
  if (procedures.length === 0)
    process.stdout.write(`${path}: nothing to run was found: no fenced block, checklist or instruction\n`)
  if (wrong) return exitCodes.usage
  return refused ? exitCodes.failed : exitCodes.success
}

/** Prints what the databases say of the plans' SQL; gives whether they refuse any of it. */
async function showChecks(plans: readonly Plan[]): Promise<boolean> {
  const {checkPlan} = await import('../run/check-plan.ts')
  const {colors} = screenStyle(process.stdout)
  const marks = {good: colors.green('✓'), bad: colors.red('✗'), open: colors.yellow('?')}
  let bad = false
  let none = true
  process.stdout.write('\nChecked on the databases, without running anything:\n')
  for (const plan of plans) {
    for await (const {step, standing, text} of checkPlan(plan)) {
      none = false
      bad ||= standing === 'bad'
      const lines = text.split('\n').map(line => `      ${colors.dim(line)}\n`)
      process.stdout.write(`  ${marks[standing]} ${step.number} ${oneLine(step.title)}\n${lines.join('')}`)
    }
  }
  if (none) process.stdout.write('  nothing: there is no SQL that would run\n')
  return bad
}
