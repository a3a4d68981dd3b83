import type {Edit, RuleInfo, Severity} from '../../model/lint-message.ts'
import type {Place} from '../../model/place.ts'
import type {Fence, LintDocument} from './document.ts'

/** Says something about a place of the document, or about the whole of it; `least` where it is graver here than its rule is. */
export type Say = (
  text: string,
  place: Place | undefined,
  more?: {note?: string | undefined; fix?: Edit[] | undefined; least?: Severity | undefined},
) => void

/** A whole small document, and what is said about it: a rule's tests and its documentation. */
export interface Example {
  text: string
  /** `line:column text` each, in order, or what it must look like; none for a document that is right. */
  says: readonly (string | RegExp)[]
  /** The document with every fix of this rule applied; as it is where there is none. */
  fixed?: string
  /** Files that are there, for rules that look. */
  files?: readonly string[]
}

/** One thing that may be wrong with a runbook: data, and a pure function that looks for it. */
export interface Rule extends RuleInfo {
  examples: readonly Example[]
  check(document: LintDocument, say: Say): void
  /** Its fixes change what a block would run; else a fix that does so is not taken. */
  rewrites?: boolean
}

/** What the parser itself complains about under one id. */
export interface ParserRule extends Omit<Rule, 'check' | 'rewrites'> {
  /** Whether a warning of it is only information in a document that did not opt in. */
  mild?(text: string, fence: Fence | undefined, document: LintDocument): boolean
  /** What mends a complaint at this place, where that is certain. */
  fix?(document: LintDocument, place: Place): Edit[] | undefined
  /** Its fixes let a block run that could not be trusted before. */
  rewrites?: boolean
  /** Its fixes let settings be read that could not be: then more may be said. */
  reveals?: boolean
}
