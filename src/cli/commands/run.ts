import process from 'node:process'
import {exitCodes, RunbookError} from '../../model/error.ts'
import {makePlan} from '../../model/make-plan.ts'
import {renderPlan} from '../../report/plan.ts'
import {complain, complainOfOpenFence, load, splitTarget} from '../documents/load.ts'
import {selectProcedure} from '../documents/select-procedure.ts'
import {execute} from '../run/execute.ts'
import {limited} from '../run/limited-plan.ts'
import {requirePrograms, warnOfPsql} from '../run/programs.ts'
import type {RunOptions} from '../run/run-options.ts'
import {requireTerminal} from '../terminal/operators.ts'
import {screenStream} from '../terminal/screen.ts'
import {screenStyle} from '../terminal/style.ts'

/** `runbook run FILE[#section]`: runs it, with a person or by policy, and gives the exit code of how it ended. */
export async function runCommand(target: string, options: RunOptions): Promise<number> {
  const {path, slug} = splitTarget(target)
  const loaded = await load(path)
  if (complain(loaded, 'errors')) return exitCodes.usage
  const {runbook} = loaded
  const known = new Set(Object.keys(process.env))
  if (options.dryRun) {
    const only =
      slug === undefined && runbook.procedures.length > 1
        ? runbook.procedures
        : [await selectProcedure(runbook, slug, undefined)]
    process.stdout.write(
      only
        .map(procedure => makePlan(runbook, procedure, known))
        .map(plan => limited(plan, options))
        .map(plan => renderPlan(plan, screenStyle(process.stdout)))
        .join('\n'),
    )
    return exitCodes.success
  }
  if (options.byHand && (options.yes || options.readOnly))
    throw new RunbookError(
      'usage',
      '--by-hand asks a person about every step, so it goes with neither --yes nor --read-only',
    )
  if (!options.yes) {
    if (options.alert === '-')
      throw new RunbookError(
        'usage',
        '--alert - takes standard input, where a person answers: write the alert to a file, or run with --yes',
      )
    requireTerminal()
    if (options.answers || options.allow.length > 0)
      throw new RunbookError(
        'usage',
        '--allow and --answers go with --yes; with a person, each step is asked about',
      )
  } else if (!runbook.settings.optedIn) {
    throw new RunbookError(
      'not-opted-in',
      `${path} was not written to run without a person; run it in a terminal, or add a \`runbook:\` key to its front matter`,
      {exitCode: exitCodes.refused},
    )
  } else if (complainOfOpenFence(loaded)) return exitCodes.usage
  const procedure = await selectProcedure(
    runbook,
    slug,
    options.yes
      ? undefined
      : async procedures =>
          (await import('../questions/choose-procedure.ts')).chooseProcedure(
            procedures,
            screenStream(options),
            options.plain,
          ),
  )
  const whole = makePlan(runbook, procedure, known)
  const plan = limited(whole, options)
  if (plan.steps.length === 0)
    throw new RunbookError('nothing-to-run', `${target}: nothing to run was found in this section`)
  if (options.replay) await (await import('../drill/replay.ts')).readRecording(options.replay, plan)
  else {
    requirePrograms(runbook.settings.requires)
    warnOfPsql(plan)
  }
  return execute(plan, loaded, options)
}
