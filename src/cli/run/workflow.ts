import {appendFileSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {runFiles} from '../../journal/run-directory.ts'
import type {Run} from '../../model/fold.ts'
import type {Plan} from '../../model/plan.ts'
import {oneLine} from '../../report/clean.ts'
import {isBroken, resultText, standingOf, standingText} from '../../report/status.ts'
import {workflowCommand} from '../../report/workflow-command.ts'

/** A larger summary of a job's step is refused. Unit: bytes. */
const largestSummary = 1024 * 1024

/** Tells a workflow of GitHub Actions how a run without a person went. */
export interface Workflow {
  /** From now on, what steps print is no command to the workflow. */
  begin(): void
  /** Marks the steps that failed at their lines, and adds the incident log to the job's summary. */
  end(plan: Plan, run: Run, dir: string): void
}

/** Undefined where no workflow of GitHub Actions runs us. `token` is what nobody can guess; `show` writes to the workflow's log. */
export function workflowOf(
  env: Readonly<Record<string, string | undefined>>,
  token: string,
  show: (text: string) => void,
): Workflow | undefined {
  if (env.GITHUB_ACTIONS !== 'true') return undefined
  return {
    begin: () => show(`${workflowCommand('stop-commands', [], token)}\n`),
    end(plan, run, dir) {
      show(`${workflowCommand(token, [], '')}\n`)
      for (const line of annotations(plan, run)) show(`${line}\n`)
      if (env.GITHUB_STEP_SUMMARY) summarise(env.GITHUB_STEP_SUMMARY, dir, show)
    },
  }
}

function annotations(plan: Plan, run: Run): string[] {
  const {text, standing} = resultText(run)
  const file = ['file', plan.runbook.path] as const
  const failed = run.steps.filter(step => isBroken(standingOf(step)))
  const lines = failed.map(step => {
    const place = plan.steps.find(({id}) => id === step.listed.id)?.place
    const at = place ? ([['line', place.start.line]] as const) : []
    const title = ['title', `step ${step.listed.number} ${oneLine(step.listed.title)}`] as const
    return workflowCommand('error', [file, ...at, title], standingText(step))
  })
  if (lines.length > 0 || standing === 'success') return lines
  return [workflowCommand('error', [file, ['title', 'runbook run']], text)]
}

function summarise(path: string, dir: string, show: (text: string) => void): void {
  try {
    const text = readFileSync(join(dir, runFiles.incident))
    if (text.length <= largestSummary) appendFileSync(path, text)
    else appendFileSync(path, `The incident log is too long to be shown here: ${dir}/${runFiles.incident}\n`)
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? 'unknown'
    show(
      `${workflowCommand('warning', [['title', 'runbook run']], `the summary could not be written (${why})`)}\n`,
    )
  }
}
