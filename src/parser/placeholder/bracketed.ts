import {type Gap, gapAt} from './gap.ts'
import type {ShellWord} from './shell-word.ts'
import {isNoun, namesItself, partsOf} from './vocabulary.ts'

const braced = () => /(?<![$%@#^\\{])\{(\p{L}[\p{L}\p{N}_ -]{0,60})\}(?![<>}])/gu
/** In a configuration file only names of several words are clear. */
const bracedInDocument = () =>
  /(?<![$%@#\\\p{L}\p{N}{])\{(\p{L}[\p{L}\p{N}]{0,60}(?:[_-][\p{L}\p{N}]{1,60}){1,5})\}/gu
/** Not `[abc]*`, `[n]ginx` or `a[i]`. */
const bracketed = () =>
  /(?<=^["']?|^-\p{L}|[\s=/:@-])\[(\p{L}[\p{L}\p{N}_-]{2,60}|(?<=\s\[|^\[)(?:[nN]|db|id|ip|vm|ns|DB|ID|IP|VM|NS))\](?![\p{L}\p{N}*?+()])/gu

/** `node3.user[X].lab`: one of several, as no pattern has it. */
const numbered = () => /(?<=[\p{L}\p{N}_.-])\[([XNYZ])\]/gu

/** `[name]` and `{name}`, where neither can be a pattern or code. */
export function bracketedIn({text, start, role, program}: ShellWord): Gap[] {
  const quoted = /^\$?["']/.test(text)
  const prose = quoted && /\s/.test(text)
  const gaps: Gap[] = []
  const add = (match: RegExpExecArray) => gaps.push(gapAt(match[0], start + match.index, {name: match[1]!}))
  if (role === 'document') for (const match of text.matchAll(bracedInDocument())) add(match)
  if ((role !== 'value' && role !== 'constant') || !/[{[]/.test(text)) return gaps
  for (const match of isPath(text) ? [] : text.matchAll(braced())) {
    const after = text[match.index + match[0].length] ?? ''
    const apart = /[/="':-]/.test(text[match.index - 1] ?? '') && /^[/"'?&:,-]?$/.test(after)
    // `gh` fills in `{owner}` and `{repo}` by itself.
    if ((!prose || apart) && program !== 'gh') add(match)
  }
  if (!prose) for (const match of text.matchAll(numbered())) add(match)
  for (const match of text.matchAll(bracketed())) {
    // `"[WARNING] …"` is how a message begins.
    if (!quoted || !/^\p{Lu}+$/u.test(match[1]!) || text[match.index - 1] === '=') add(match)
  }
  return gaps
}

/** `:pod-name`, `/users/:id/keys`: how routes and queries of many frameworks have it; `git push origin :branch` means something. */
const coloned = () =>
  /(?<=^["']?|:\/\/[^\s?#]{1,200}\/|^["']?\/[^\s?#]{0,200}(?<=\/)):(\p{Ll}[\p{Ll}\p{N}]{1,30}(?:[_-][\p{Ll}\p{N}]{1,30}){0,4})(?=["']?$|[/?]|:\p{Ll})/gu

/** Programs to which such a word means a branch, a project or a target. */
const ownColons = /(?:^|\/)(?:git|gradlew?|bazel(?:isk)?|buck2?|pants)$/

/** Words behind a colon that name what is missing. */
export function colonedIn({text, start, role, program}: ShellWord): Gap[] {
  if (role !== 'value' || ownColons.test(program ?? '') || !text.includes(':')) return []
  return [...text.matchAll(coloned())]
    .filter(([, word]) => isNoun(partsOf(word!).at(-1)!))
    .map(({0: whole, 1: word, index}) => gapAt(whole, start + index, {name: word!}))
}

/** Whether braces hold expressions, as JSONPath has them. */
function isPath(text: string): boolean {
  return /\{(?:range\s|end\}|[.@])|jsonpath|go-template|custom-columns/.test(text)
}

/** `task[content_id,locale]`: what a task of rake is given, where any of it names itself. */
export function taskArguments({text, start, role}: ShellWord): Gap[] {
  if (role !== 'value' || !text.includes(':')) return []
  const list = /[\p{L}\p{N}_]\\?\[([\p{L}\p{N}_, -]{3,200})\\?\]['"]?$/u.exec(text)?.[1]
  if (list === undefined) return []
  const items = [...list.matchAll(/[^,\s][^,]*/g)]
  const telling = (item: string) =>
    item === 'regex' || namesItself(item) || (partsOf(item).length > 1 && isNoun(partsOf(item).at(-1)!))
  if (!items.some(([item]) => telling(item))) return []
  const from = start + text.lastIndexOf(list)
  return items
    .filter(([item]) => /^\p{Ll}[\p{Ll}_ -]+$/u.test(item) && (/[_ ]/.test(item) || isNoun(item)))
    .map(({0: item, index}) => gapAt(item, from + index))
}
