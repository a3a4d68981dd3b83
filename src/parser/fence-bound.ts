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

/** How many lines, comments, operators and expansions a fence counts for: each costs time to read. One that is too long to be read costs none. */
export function signsOf(fence: string): number {
  if (fence.length > longest) return 0
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

/** Why a fence is not read, where it is too long, or where those of the document up to it hold too many `signs`. */
export function tooMuchIn(fence: string, signs: number, document: string): string | undefined {
  if (fence.length > longest) return `it is longer than ${longest / 1024} KiB, and was not read`
  const most = mostSignsIn(document.length)
  return signs > most
    ? `the fences of the document hold more than ${most} lines and operators (each fence counts as ${signsForFence}, a comment as ${signsForComment + 1}, many expansions in one fence as more), and the others were not read`
    : undefined
}
