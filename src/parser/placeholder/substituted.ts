import type {Gap} from './gap.ts'

/** `s/pattern/replacement/` as a script of `sed` has it, at the beginning of a word or behind another command of it. */
const substitution =
  /(?<=["';{\s])s([/|#,:@~!])((?:\\.|(?!\1)[^\\\n]){1,200})\1((?:\\.|(?!\1)[^\\\n]){1,500})\1[gIimMp\d]{0,5}(?=["';}\s]|$)/g

/**
 * Without what only names a mark in a file: in `sed 's/__HOST__/db7/'` the author says what `__HOST__` becomes. Where the
 * replacement is to be filled in too, both stay.
 */
export function withoutReplaced(gaps: readonly Gap[], text: string): readonly Gap[] {
  if (gaps.length === 0 || !/\bsed\b/.test(text)) return gaps
  const literal: {start: number; end: number}[] = []
  for (const {index, 2: from = '', 3: to = ''} of text.matchAll(substitution)) {
    const line = text.slice(text.lastIndexOf('\n', index) + 1, index)
    if (!/\bsed\b/.test(line)) continue
    const start = index + 2
    const middle = start + from.length + 1
    const isIn = (gap: Gap, at: number, length: number) => gap.start >= at && gap.end <= at + length
    if (!gaps.some(gap => isIn(gap, middle, to.length))) literal.push({start, end: start + from.length})
  }
  return gaps.filter(gap => !literal.some(({start, end}) => gap.start >= start && gap.end <= end))
}
