import type {LintMessage} from '../model/lint-message.ts'
import {clean} from './clean.ts'
import type {LintReporter} from './lint-reporter.ts'

const commands = {error: 'error', warning: 'warning', info: 'notice'} as const

/** Workflow commands of GitHub Actions, which show each message beside its line of a change. */
export const githubReporter: LintReporter = {
  begin: '',
  file: ({path, messages}) => messages.map(message => `${commandOf(path, message)}\n`).join(''),
  end: () => '',
}

function commandOf(path: string, {severity, rule, text, note, place}: LintMessage): string {
  const properties: [string, string | number][] = [
    ['file', path],
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
  const list = properties.map(([name, value]) => `${name}=${escapedProperty(String(value))}`).join(',')
  return `::${commands[severity]} ${list}::${escaped(note ? `${text}\n${note}` : text)}`
}

/** As `@actions/core` does it. */
function escaped(text: string): string {
  return clean(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
