import type {LintDocumentJson} from '../model/lint-document.ts'
import {rulePage} from '../model/lint-message.ts'
import type {LintReporter} from './lint-reporter.ts'

type FileJson = LintDocumentJson['files'][number]

/** One JSON document, piece by piece: a line for each file. */
export function jsonReporter(schema: LintDocumentJson['schema']): LintReporter {
  let first = true
  return {
    begin: `{"schema":${JSON.stringify(schema)},"files":[`,
    file({path, messages}) {
      const described: FileJson = {
        path,
        messages: messages.map(({rule, severity, text, note, place, fix}) => ({
          rule,
          severity,
          text,
          note: note ?? null,
          place: place ? {start: place.start, end: place.end} : null,
          url: rulePage(rule),
          fix: fix ?? null,
        })),
      }
      const comma = first ? '' : ','
      first = false
      return `${comma}\n${JSON.stringify(described)}`
    },
    end({files, error, warning, info, fixable, hidden}) {
      const summary: LintDocumentJson['summary'] = {
        files,
        errors: error,
        warnings: warning,
        infos: info,
        fixable,
        hidden,
      }
      return `\n],"summary":${JSON.stringify(summary)}}\n`
    },
  }
}
