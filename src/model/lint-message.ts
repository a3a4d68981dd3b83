import type {Place} from './place.ts'

/** How bad something is, worst first: what keeps a runbook from being run, what is likely wrong, what could be better. */
export const severities = ['error', 'warning', 'info'] as const
export type Severity = (typeof severities)[number]

/** One replacement in a document, in UTF-16 offsets from after a byte order mark. */
export interface Edit {
  start: number
  end: number
  insert: string
}

/** What `runbook lint` says about one place of a document. */
export interface LintMessage {
  /** The rule's id. */
  rule: string
  severity: Severity
  /** "Unexpected X, expected Y". */
  text: string
  /** Undefined where it is about the document as a whole. */
  place: Place | undefined
  note: string | undefined
  /** What mends it, where that is certain. */
  fix: Edit[] | undefined
}

/** What a reader may want to know of a rule. */
export interface RuleInfo {
  id: string
  /** In documents with a `runbook:` key. */
  severity: Severity
  /** In all other documents. */
  elsewhere: Severity | 'off'
  /** One line, without a full stop. */
  summary: string
  /** Why it matters, in one or two sentences. */
  why: string
}

/** Where a rule is explained, from the root of the package. */
export const rulePage = (id: string): string => `docs/rules.md#${id}`

/** Whether the first is as bad as the second, or worse. */
export const atLeast = (severity: Severity, threshold: Severity): boolean =>
  severities.indexOf(severity) <= severities.indexOf(threshold)
