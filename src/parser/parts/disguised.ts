import type {Part} from '../part.ts'
import {analyseShell} from '../shell/analyse.ts'
import {stretches} from '../sql/lexer.ts'

/** Turns the direction of what is seen, so that it is not what is run. Nowhere in a command has it a place. */
const turns = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/
/** Is not seen. A joiner between two pictures is part of one picture. */
const unseen =
  /[\u00ad\u180e\u200b\u200c\u2060-\u2064\ufeff]|(?<!\p{Extended_Pictographic}|\ufe0f|[\u{1f3fb}-\u{1f3ff}])\u200d|\u200d(?!\p{Extended_Pictographic})/u
/** A blank to the eye, a letter to a shell and to PostgreSQL. */
const blank = '\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000'
/** Curved quotes quote nothing; a dash that is none begins no option. */
const looks = new RegExp(`[${blank}“”„‟‘’‚‛]|(?<=^|\\s)[\u2010-\u2015\u2212]`, 'gmu')
const any = new RegExp(
  `[${blank}\u00ad\u061c\u180e\u200b-\u200f\u2010-\u2015\u202a-\u202e\u2060-\u2069\u2212\ufeff“”„‟‘’‚‛]`,
)

/** Why a block must not run whose characters are not what they look like; `lineOf` gives the document's line of an offset of the script. */
export function disguisedIn(
  part: Part,
  text: string,
  lineOf: (offset: number) => number,
): string | undefined {
  if (part.kind === 'show' || !(any.test(text) || any.test(part.script))) return undefined
  const hidden = turns.exec(text) ?? unseen.exec(text)
  if (hidden) {
    const does = turns.test(hidden[0]) ? 'turns the direction of what is seen' : 'is not seen'
    return `it holds U+${codeOf(hidden[0])}, which ${does}: what runs would not be what is read; take it out (\`runbook lint\` says where)`
  }
  const plain = plainIn(part)
  for (const {0: found, index} of part.script.matchAll(looks)) {
    if (!plain(index)) continue
    const like = /[“”„‟‘’‚‛]/.test(found)
      ? 'a quote'
      : /[\u2010-\u2015\u2212]/.test(found)
        ? 'a hyphen'
        : 'a blank'
    return `line ${lineOf(index)} holds U+${codeOf(found)}, which looks like ${like} and is none, so that something else would run; \`runbook lint --fix\` mends it where that is certain`
  }
  return undefined
}

const codeOf = (text: string) => text.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')

/** Whether an offset of the script stands in plain code, rather than in quotes, a comment or a here-document. */
function plainIn({kind, script}: Part): (offset: number) => boolean {
  if (kind === 'sql') {
    const quoted = stretches(script)
    return offset => !quoted.some(({start, end}) => offset >= start && offset < end)
  }
  const {contextAt} = analyseShell(script)
  const comment = /(?:^|\s)#.*$/gm
  const comments = [...script.matchAll(comment)].map(
    ({0: all, index}) => [index, index + all.length] as const,
  )
  return offset => {
    const context = contextAt(offset)
    if (context === 'word') return true
    if (context !== 'comment') return false
    // outside of every word: a blank between two, or a comment
    return !comments.some(([start, end]) => offset >= start && offset < end)
  }
}
