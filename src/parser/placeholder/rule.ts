import {late} from '../late.ts'

/** How one kind of stand-in is written. */
export interface Rule {
  /** What any text of it holds, whatever its case: sources of a regular expression that is fast to look for. */
  hint: string
  pattern: () => RegExp
  /** Its text says nothing about what it is. */
  nameless?: boolean
  /** Where more than the pattern has to hold. */
  holds?(text: string): boolean
}

/** Sources of regular expressions for whole words; an expansion is blanked out with `\0`, and a word behind one is a part of it. */
export const begins = String.raw`(?<![\p{L}\p{N}_$%\0\\-])`
export const ends = String.raw`(?![\p{L}\p{N}_-])`
/** Up to 60 characters of one word: enough for a name, and bounded. */
export const some = String.raw`[\p{L}\p{N}_-]{0,60}`

/** A regular expression of such sources. */
export function pattern(source: string, flags = 'gu'): () => RegExp {
  return late(source, flags)
}
