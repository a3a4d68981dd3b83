import {accountsIn} from './account.ts'
import {apart, clearOf, type Gap, gapAt} from './gap.ts'
import {markedGaps} from './marked.ts'
import {anyOfAKind} from './plausible-rules.ts'
import {occurrences} from './replaced.ts'
import {standInsIn} from './stand-in.ts'
import {isNoun, partsOf} from './vocabulary.ts'

/** Languages in which `<name>`, or what stands in braces, is a part of the program. */
const tagged =
  /^(?:x?html?|xml|svg|xslt?|xaml|jsx|tsx|vue|svelte|astro|erb|php|jsp|aspx?|mermaid|plantuml|puml|dot|diff|patch|rust|rs|java|kotlin|kt|scala|swift|dart|c|cc|cpp|c\+\+|h|hpp|cs|csharp|typescript|ts|javascript|js|jinja2?|j2|handlebars|hbs|liquid|mustache|go-template|gotmpl|tmpl|regex|bnf|ebnf|abnf)$/
/** `<name>[NAME]</name>`, `'pool/[IMAGE]'`: what XML itself has in brackets begins with `<![`. */
const inMarkup = () => /(?<=[>"'/=-])\[(\p{Lu}[\p{Lu}\p{N}_-]{1,40})\](?=[<"'/.:])/gu
/** Longer files are no text that one fills in by hand. */
const longest = 50_000

/** What a form of a date is made of, words that a remark begins with, and what says nothing. */
const unmeant = /^.$|^[ymdhsajtz:_/. -]+$|^(?:todo|fixme|tbd|placeholder)$/i
/** `{ old database url }`, `{app_name}`: `name: {a b}` means nothing to any program. */
const braced = () =>
  /(?<=[\s:=>"'/@._-])\{ ?(\p{L}[\p{L}\p{N}_-]{0,60}(?: \p{L}[\p{L}\p{N}_-]{0,60}){0,7}) ?\}(?![\p{L}\p{N}}])/gu
/** `name: <>`: what is missing is called by its key. */
const emptied = () =>
  /(?<=^|[\s"'])(\p{L}[\p{L}\p{N}_-]{0,60})["']?[ \t]*[:=][ \t]*["']?<>(?=["']?,?[ \t]*\r?$)/gmu
const code = /^(?:print|printf|echo|return|import|export|if|for|while|do|get|set)\b/
const inBrackets = () =>
  /(?<=^|[\s:"'(@/-])\[([\p{L}\p{N}][^[\]\n<>$|]{0,100})\](?![\p{L}\p{N}([]|:(?!\s))/gmu
/** `Frontend/Backend`, `Investigating / Resolved`: one of these; `y/N` is what a program asks. */
const eitherOf =
  /^\p{L}[\p{L}' -]{2,40}(?: \/ \p{L}[\p{L}' -]{2,40}){1,6}$|^\p{Lu}[\p{L}' ]{2,40}(?:\/\p{Lu}[\p{L}' ]{2,40}){1,6}$/u
/** `X`, `1-2 hours`: how many, beside others. */
const amount = /^[XN]$|^\d{1,3}(?:-\d{1,3})? \p{Ll}{3,10}$/u

/**
 * What a reader must fill in in a text that is only shown, such as a file to be made or a message to be sent, in order and apart. Only
 * what cannot be meant as it stands: nobody says which words of such a text are values.
 */
export function gapsInShown(text: string, language: string): Gap[] {
  if (text.length > longest) return []
  if (/^(?:x?html?|xml|svg)$/.test(language))
    return [...text.matchAll(inMarkup())].map(({0: mark, 1: name, index}) =>
      gapAt(mark, index, {name: name!}),
    )
  if (tagged.test(language)) return []
  const marked = markedGaps(text, 'shell').filter(gap => isOfAText(gap, text))
  const sure = standInsIn(text)
    .filter(
      ({start, end, certain, nameless}) => certain && !nameless && !unmeant.test(text.slice(start, end)),
    )
    .map(({start, end}) => gapAt(text.slice(start, end), start))
  const any = [...text.matchAll(anyOfAKind.pattern())]
    .filter(([word]) => /^existing/i.test(word) && anyOfAKind.holds!(word))
    .map(({0: word, index}) => gapAt(word, index, {certain: false}))
  const empty = [...text.matchAll(emptied())].map(({0: mark, 1: name, index}) =>
    gapAt('<>', index + mark.lastIndexOf('<'), {name: name!}),
  )
  const found = apart([...marked, ...clearOf([...sure, ...any, ...empty, ...quotedAccounts(text)], marked)])
  return apart([...found, ...clearOf([...inBraces(text), ...alikeIn(text, found)], found)])
}

function quotedAccounts(text: string): Gap[] {
  return occurrences(text, accountsIn(text))
    .filter(
      ({word, start}) => /["']/.test(text[start - 1] ?? '') && /["']/.test(text[start + word.length] ?? ''),
    )
    .map(({word, start}) => gapAt(word, start, {certain: false}))
}

/** Whether a mark is none of the many that files of settings and code have for themselves, as templates have braces. */
function isOfAText({text: mark, name, start, optional, choices}: Gap, text: string): boolean {
  if (optional) return false
  if (mark.startsWith('<')) {
    const [first] = name.split(' ', 1)
    return (
      !/[\p{L})\]]/u.test(text[start - 1] ?? '') && !/^<\p{Lu}>$/u.test(mark) && !text.includes(`</${first}>`)
    )
  }
  if (mark.startsWith('[')) {
    // the head of a section, or where a link leads
    const line = lineAround(text, start, start + mark.length).trim()
    return choices === undefined && line !== mark && !line.startsWith(`${mark}:`)
  }
  return /^[&「＜]|^__\p{Lu}+_\p{Lu}/u.test(mark)
}

/** What stands in braces, where some of it is several words. */
function inBraces(text: string): Gap[] {
  if (!/\{ ?\p{L}/u.test(text)) return []
  const gaps = [...text.matchAll(braced())].map(({0: whole, 1: name, index}) =>
    gapAt(whole, index, {name: name!}),
  )
  return gaps.some(({name}) => name.includes(' ') && !code.test(name)) ? gaps : []
}

/** What else stands in the brackets that the text has about other gaps: single words, alternatives, amounts. */
function* alikeIn(text: string, found: readonly Gap[]): Generator<Gap> {
  if (!text.includes('[')) return
  const all = [...text.matchAll(inBrackets())]
  if (!found.some(gap => gap.text.startsWith('[')) && !all.some(([, inner]) => eitherOf.test(inner!))) return
  for (const {0: whole, 1: inner, index} of all) {
    const line = lineAround(text, index, index + 1).trim()
    const word = /^\p{L}[\p{L}\p{N}_/-]{0,40}$/u.test(inner!) && isNoun(partsOf(inner!).at(-1) ?? '')
    if (
      (!word && !eitherOf.test(inner!) && !amount.test(inner!)) ||
      line === whole ||
      line.startsWith(`${whole}:`)
    )
      continue
    yield gapAt(
      whole,
      index,
      eitherOf.test(inner!) ? {name: inner!, choices: inner!.split(/ ?\/ ?/)} : {name: inner!},
    )
  }
}

function lineAround(text: string, start: number, end: number): string {
  const to = text.indexOf('\n', end)
  return text.slice(text.lastIndexOf('\n', start - 1) + 1, to === -1 ? text.length : to)
}
