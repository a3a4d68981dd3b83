import type {LintMessage} from '../model/lint-message.ts'
import type {LintReporter} from './lint-reporter.ts'
import {workflowCommand} from './workflow-command.ts'

const commands = {error: 'error', warning: 'warning', info: 'notice'} as const

/** Workflow commands of GitHub Actions, which show each message beside its line of a change. */
export const githubReporter: LintReporter = {
  begin: '',
  file: ({path, messages}) => messages.map(message => `${commandOf(path, message)}\n`).join(''),
  end: () => '',
}

function commandOf(path: string, {severity, rule, text, note, place}: LintMessage): string {
  const properties: [string, string | number][] = [
    ['file', path.replace(/^(?:\.\/+)+/, '')], // as the change names it
    ...(place
      ? ([
          ['line', place.start.line],
          ['endLine', place.end.line],
          // columns of an annotation over several lines are refused
          ...(place.end.line === place.start.line
            ? ([
                ['col', place.start.column],
                ['endColumn', place.end.column],
              ] as const)
            : []),
        ] as [string, number][])
      : []),
    ['title', `runbook lint: ${rule}`],
  ]
  return workflowCommand(commands[severity], properties, note ? `${text}\n${note}` : text)
}
