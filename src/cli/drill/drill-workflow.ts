import {appendFileSync} from 'node:fs'
import {type DrillReport, drillsAsMarkdown} from '../../report/drills.ts'
import {workflowCommand} from '../../report/workflow-command.ts'

/** What GitHub Actions is told of scenarios. */
export interface DrillWorkflow {
  /** From here on, nothing that is printed is a command. */
  begin(): void
  /** Marks what was not as expected at its file, and writes the job's summary. */
  end(reports: readonly DrillReport[]): void
}

/** Undefined where no workflow of GitHub Actions runs us. `token` is what nobody can guess. */
export function drillWorkflow(
  env: Readonly<Record<string, string | undefined>>,
  token: string,
  show: (text: string) => void,
): DrillWorkflow | undefined {
  if (env.GITHUB_ACTIONS !== 'true') return undefined
  return {
    begin: () => show(`${workflowCommand('stop-commands', [], token)}\n`),
    end(reports) {
      show(`${workflowCommand(token, [], '')}\n`)
      for (const {file, name, problems} of reports) {
        if (problems.length === 0) continue
        show(
          `${workflowCommand(
            'error',
            [
              ['file', file],
              ['title', name],
            ],
            problems.join('\n'),
          )}\n`,
        )
      }
      if (env.GITHUB_STEP_SUMMARY) appendFileSync(env.GITHUB_STEP_SUMMARY, drillsAsMarkdown(reports))
    },
  }
}
