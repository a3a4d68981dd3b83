import type {Place} from '../model/place.ts'
import type {Context} from './context.ts'
import {kindOf} from './language.ts'

/** A longer fence is data, or nobody can look at it before it runs. Unit: UTF-16 units. */
const longest = 32 * 1024
/** No runbook holds so many signs (ten thousand commands, a fence each, do not), nor so many for each character of a longer one: a large handbook holds half as many. */
const leastMostSigns = 70_000
const signsForCharacter = 0.08
/** A fence takes as long to read as so many signs. */
const signsForFence = 6
/** A comment may begin a step of its own, and takes as long as so many signs more. */
const signsForComment = 2
/** Expansions may stand in one another, and take the square of their number then. */
const expansionsForSigns = 100
const sign = /[\n;&|`(<$]/g
const expansion = /[$<>]\(|\$\{/g
const comment = /^[ \t]*(?:#|--|\/\*)/gm

/** How many lines, comments, operators and expansions a fence counts for: each costs time to read. */
export function signsOf(fence: string): number {
  const nested = Math.floor(expansionsIn(fence) ** 2 / expansionsForSigns)
  return signsForFence + countOf(sign, fence) + signsForComment * countOf(comment, fence) + nested
}

/** How many substitutions and other expansions a script holds, in one another or not. */
export function expansionsIn(script: string): number {
  return countOf(expansion, script)
}

const countOf = (pattern: RegExp, text: string): number => text.match(pattern)?.length ?? 0

/** How many signs the fences of a document of so many characters may hold together. */
export function mostSignsIn(length: number): number {
  return Math.max(leastMostSigns, Math.floor(length * signsForCharacter))
}

/**
 * Why a fence is not read: it is too long, or the fences of the document up to it hold too many signs. It is complained about where its
 * language says that it is run, and of the latter once.
 */
export function unreadBecause(
  {text, language, place}: {text: string; language: string; place: Place},
  context: Pick<Context, 'signs' | 'source' | 'complain'>,
): string | undefined {
  const complain = (what: string) =>
    context.complain('unread', `Unexpected ${what}, expected what somebody can look at before it runs`, place)
  if (text.length > longest) {
    const size = `${longest / 1024} KiB`
    if (kindOf(language).kind !== 'show') complain(`block of more than ${size}`)
    return `it is longer than ${size}, and was not read`
  }
  const most = mostSignsIn(context.source.text.length)
  const before = context.signs
  context.signs += signsOf(text)
  if (context.signs <= most) return undefined
  const signs = `more than ${most} lines and operators`
  if (before <= most) complain(`amount of text in fences: ${signs}`)
  return `the fences of the document hold ${signs} (each fence counts as ${signsForFence}, a comment as ${signsForComment + 1}, many expansions in one fence as more), and the others were not read`
}
