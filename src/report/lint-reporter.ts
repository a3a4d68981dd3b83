import type {LintMessage, Severity} from '../model/lint-message.ts'

/** What was found in one file; `line` gives one of its lines by number, from 1, without its end. */
export interface LintedFile {
  path: string
  messages: readonly LintMessage[]
  line(number: number): string
}

/** What was found in all files. */
export interface LintSummary extends Record<Severity, number> {
  files: number
  /** Messages that `--fix` would mend. */
  fixable: number
  /** Messages less severe than what was asked for, which are not shown. */
  hidden: number
  /** Files that could not be read. */
  unreadable: number
}

/** Texts to be printed one after the other: a head, a part for each file as it is ready, an end. */
export interface LintReporter {
  begin: string
  file(file: LintedFile): string
  end(summary: LintSummary): string
}
