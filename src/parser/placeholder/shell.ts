import {abroadIn} from './abroad.ts'
import {nameAt} from './address-rules.ts'
import {alternativesIn} from './alternative.ts'
import {bareNounsIn} from './bare-noun.ts'
import {bracketedIn, colonedIn, taskArguments} from './bracketed.ts'
import {capitalsIn} from './capital.ts'
import {cutOffTokens} from './cut-off-token.ts'
import {type Gap, gapAt, withoutGaps} from './gap.ts'
import {otherScriptIn} from './other-script.ts'
import {ownLabelIn} from './own-label.ts'
import {anyoneIn} from './people.ts'
import {isMetasyntactic} from './plausible-rules.ts'
import {takenForRedirections} from './redirection.ts'
import {occurrences} from './replaced.ts'
import {selfNamedIn} from './self-named.ts'
import {type ShellWord, shellWords} from './shell-word.ts'
import {gapsInSql} from './sql.ts'
import {standInsIn} from './stand-in.ts'
import {wholeNameIn} from './whole-name.ts'

/** A remote shell in a remote shell is as deep as anyone writes. */
const deepest = 3

/**
 * What a reader must fill in in a shell script that no marks set apart. `marked` are those that marks do, in order and apart;
 * `replaced` are words that the text around says are to be replaced.
 */
export function gapsInShell(
  text: string,
  marked: readonly Gap[],
  replaced: readonly string[],
  depth = 0,
): Gap[] {
  const readable = withoutGaps(text, marked, () => 'q')
  return [
    ...takenForRedirections(readable),
    ...shellWords(readable).flatMap(word => inWord(word, replaced, depth)),
  ]
}

function inWord(word: ShellWord, replaced: readonly string[], depth: number): Gap[] {
  const {text, start, role} = word
  switch (role) {
    case 'name':
      return []
    case 'sql':
    case 'shell':
    case 'script': {
      const quote = role === 'script' ? 0 : (/^(\$?(['"]))[\s\S]*\2$/.exec(text)?.[1]?.length ?? 0)
      const inner = text.slice(quote, quote > 0 ? -1 : undefined).replaceAll('\0', '0')
      if (role === 'sql') return shifted(gapsInSql(inner, replaced), start + quote)
      return depth < deepest ? shifted(gapsInShell(inner, [], replaced, depth + 1), start + quote) : []
    }
    case 'program':
      return standIns(word)
    default: {
      if (replaced.length === 0) return ownGaps(word)
      const found = occurrences(text, replaced).map(({word: one, start: at}) => gapAt(one, start + at))
      return [...labelledValue(word, replaced), ...found, ...ownGaps(word)]
    }
  }
}

/** Words in which nothing is to be filled in, with all that is known of them: a document has the same ones many times over. */
const plain = new Set<string>()
/** So many of them are kept, so long at most. */
const most = 4096
const longest = 256

/** What a word that is given to a program shows by itself. */
function ownGaps(word: ShellWord): Gap[] {
  const {text, role, label, program, acting, after, first, own} = word
  const key = JSON.stringify([text, role, label, program, acting, after, first, own])
  if (plain.has(key)) return []
  const found = finders.flatMap(find => find(word))
  if (found.length === 0 && key.length <= longest) {
    if (plain.size === most) plain.clear()
    plain.add(key)
  }
  return found
}

/** All that may be found in a word that is given to a program. Where it stands makes no difference to any of them. */
const finders: readonly ((word: ShellWord) => readonly Gap[])[] = [
  standIns,
  bracketedIn,
  taskArguments,
  colonedIn,
  selfNamedIn,
  wholeNameIn,
  abroadIn,
  anyoneIn,
  alternativesIn,
  ownLabelIn,
  bareNounsIn,
  otherScriptIn,
  cutOffTokens,
  capitalsIn,
]

/** `KEY=abc`, where the text around says that `KEY` is to be replaced. */
function labelledValue({text, start, label}: ShellWord, replaced: readonly string[]): Gap[] {
  if (label === undefined || label.length < 3 || !replaced.includes(label)) return []
  const value = /^(?:[A-Za-z_]\w*=)?(["']?)([^\s"'\0]+)\1$/.exec(text)?.[2]
  return value ? [gapAt(value, start + text.lastIndexOf(value), {name: label})] : []
}

function shifted(gaps: readonly Gap[], by: number): Gap[] {
  return gaps.map(gap => ({...gap, start: gap.start + by, end: gap.end + by}))
}

function standIns({text, start, role, label, program, own}: ShellWord): Gap[] {
  const found = standInsIn(text)
  // `--time-format YYYY-MM-DD` and `mktemp x.XXXXXX` are told what form to give.
  if (found.length === 0 || /format/i.test(label ?? '') || program === 'mktemp') return []
  const strict = role === 'code' || role === 'program' || (role === 'text' && /\s/.test(text))
  const leftOut = label === undefined && /^(?:\.{3}|…)$/.test(text)
  const called = leftOut ? 'what is left out' : nameFor(label, program)
  return (
    found
      .filter(({certain, nameless}) => !strict || leftOut || (certain && !nameless))
      .filter(({certain}) => certain || !own)
      // a file may well be about `foo` and `bar`
      .filter(({start: from, end}) => role !== 'document' || !isMetasyntactic(text.slice(from, end)))
      .map(({start: from, end, certain, nameless}) =>
        gapAt(text.slice(from, end), start + from, {
          certain,
          ...(nameless ? {name: called} : {name: nameAt(text, from, end) ?? text.slice(from, end)}),
        }),
      )
  )
}

/** What a value is called by where it stands. */
function nameFor(label: string | undefined, program: string | undefined): string {
  if (label !== undefined && label.length > 1) return label
  const of = program?.split('/').at(-1)
  return of ? (label ? `${of} -${label}` : `value for ${of}`) : 'value'
}
