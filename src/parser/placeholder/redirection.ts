import {forEachChild, type SyntaxNode} from 'unbash'
import {treeOf} from '../shell/tree.ts'
import {isPrinted} from './angled.ts'
import {type Gap, gapAt} from './gap.ts'
import {isNoun, namesItself, partsOf} from './vocabulary.ts'

/** `<1>`, `<$VAR>`, `<a;b>`: nobody writes two redirections without a blank between them. */
const glued =
  /<(?![<>(&=|]|\/dev\/)((?:[^<>\s"'`()]|"[^"\n<>`]{0,80}"|'[^'\n<>]{0,80}'){1,120})>(?![>(]|&\d)/g
/** `< pod name >` */
const spaced = () => /< (\p{L}[\p{L}\p{N}_-]{0,60}(?: \p{L}[\p{L}\p{N}_-]{0,60}){0,5}) >(?=\s|$)/gu

/** Marks in `script` that bash would take for two redirections, one of them into a file. */
export function takenForRedirections(script: string): Gap[] {
  if (!script.includes('<')) return []
  const named = [...script.matchAll(spaced())].filter(([, inner]) => isNameOfSomething(inner!))
  const joined = [...script.matchAll(glued)].filter(([, inner]) => !isPrinted(inner!))
  const set = joined.some(([, inner]) => inner!.includes('$')) ? variablesSetIn(script) : new Set<string>()
  const found = [...named, ...joined.filter(([, inner]) => !holdsOneOf(set, inner!))]
  if (found.length === 0) return []
  const redirections = redirectionsFrom(script)
  return found
    .filter(({index}) => redirections.has(index))
    .map(({0: text, 1: inner, index}) => gapAt(text, index, {name: nameOf(inner!)}))
}

/** Where the script redirects from a file. */
function redirectionsFrom(script: string): Set<number> {
  const places = new Set<number>()
  const visit = (node: SyntaxNode) => {
    if (node.type === 'Script' && node.source !== undefined) return // counts from its own beginning
    if (node.type === 'Redirect' && node.operator === '<') places.add(node.pos)
    forEachChild(node, visit)
  }
  for (const statement of treeOf(script).commands) visit(statement)
  return places
}

/** `sort <$file>out`, where the script itself sets `file`, is no name of what is missing. */
function holdsOneOf(set: ReadonlySet<string>, inner: string): boolean {
  const name = /\$\{?([A-Za-z_]\w{0,80}|[\d@*#?!])/.exec(inner)?.[1]
  return name !== undefined && (set.has(name) || !/^[A-Za-z_]/.test(name))
}

function variablesSetIn(script: string): Set<string> {
  const assigned = [...script.matchAll(/(?<![\w-])([A-Za-z_]\w{0,80})\+?=/g)].map(([, name]) => name!)
  const read = [...script.matchAll(/\b(?:for|read)\s([^\n;]{1,80})/g)]
  return new Set([...assigned, ...read.flatMap(([, names]) => names!.split(/\s+/))])
}

/** A file is seldom called so, least of all by several words. */
function isNameOfSomething(inner: string): boolean {
  const parts = inner.split(' ')
  const tells = isNoun(partsOf(parts.at(-1)!).at(-1)!)
  if (parts.length > 1 || /^[\p{Lu}_-]+$/u.test(inner)) return tells
  return /^(?:name|nom)$/.test(inner) || namesItself(inner)
}

function nameOf(inner: string): string {
  return /^["']?(?:\$\{?|[{[])?(.*?)[\]}]?["']?$/.exec(inner)?.[1] || inner
}
