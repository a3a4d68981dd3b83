import {abroadIn} from './abroad.ts'
import {nameAt} from './address-rules.ts'
import {alternativesIn} from './alternative.ts'
import {bareNounsIn} from './bare-noun.ts'
import {bracketedIn, colonedIn, taskArguments} from './bracketed.ts'
import {capitalsIn} from './capital.ts'
import {cutOffNames, cutOffTokens} from './cut-off-token.ts'
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
      const found: Gap[] = []
      if (replaced.length > 0) {
        found.push(...labelledValue(word, replaced))
        for (const {word: one, start: at} of occurrences(text, replaced)) found.push(gapAt(one, start + at))
      }
      for (const find of finders) {
        const gaps = find(word)
        if (gaps.length > 0) found.push(...gaps)
      }
      return found
    }
  }
}

/** All that may be found in a word that is given to a program. */
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
  cutOffNames,
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
