import type {Edit} from '../../model/lint-message.ts'
import type {Place} from '../../model/place.ts'
import {kindOf} from '../language.ts'
import type {Fence, LintDocument} from './document.ts'

/** The place of a fence's opening line. */
export function openingOf({place: {start}}: Fence, document: LintDocument): Place {
  const {text, start: from} = document.line(start.line)
  return document.place(start.offset, from + text.length)
}

/** Where the language of a fence stands, or would stand. */
export function languageOf(fence: Fence, document: LintDocument): Place {
  const marks = /^[`~]*[ \t]*/.exec(document.at(openingOf(fence, document)))![0].trimEnd()
  const line = document.at(openingOf(fence, document))
  const language = fence.line?.language ?? ''
  const from = language === '' ? marks.length : line.indexOf(language, marks.length)
  const start = fence.place.start.offset + from
  return document.place(start, start + language.length)
}

/** Gives a fence another language. */
export function retagged(fence: Fence, document: LintDocument, language: string): Edit[] {
  const {start, end} = languageOf(fence, document)
  return [{start: start.offset, end: end.offset, insert: language}]
}

/** Whether a fence is tagged as shell commands. */
export function isShellFence({line}: Fence): boolean {
  return line !== undefined && kindOf(line.language.toLowerCase()).kind === 'shell'
}
