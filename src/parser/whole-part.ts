import type {BlockKind} from '../model/runbook.ts'
import {kindOf} from './language.ts'
import type {Evidence, Part} from './part.ts'
import {promptOf} from './parts/prompt.ts'

/** The whole of a fence that cannot be trusted, and why. */
export function brokenPart(text: string, reason: string): Part {
  return {...wholePart(text, 'show', reason), shows: 'broken', script: '', origin: []}
}

/** What is not to be run was printed by the fence right before it. */
export function asPrinted(part: Part): Part {
  if (part.kind !== 'show' || (part.shows !== 'data' && part.shows !== 'prose')) return part
  return {
    ...part,
    shows: 'output',
    reason: 'it is what the block before it is to print, so it is shown, not run',
  }
}

/** The parts of a fence as one, where one of them alone is to be run; undefined where several are. */
export function joinedParts(parts: readonly Part[], text: string): Part | undefined {
  if (parts.length === 1) return parts[0]
  const [only, another] = parts.filter(({kind}) => kind !== 'show')
  if (!only || another) return undefined
  const seen = parts.flatMap(part => (part === only ? part.seen : [part.lines]))
  return {...only, lines: {from: 0, to: text.split('\n').length}, seen}
}

/** The whole of a fence as its language says, where the grammar of that language takes it; undefined where it does not. */
export function asWritten(
  language: string,
  text: string,
  {parsesAsSql, parsesAsShell}: Pick<Evidence, 'parsesAsSql' | 'parsesAsShell'>,
): Part | undefined {
  const {kind, reason, elsewhere} = kindOf(language)
  if (elsewhere || prompt.test(text) || namesAHost(text)) return undefined
  const taken = kind === 'shell' ? parsesAsShell(text) : kind === 'sql' && parsesAsSql(text)
  return taken ? wholePart(text, kind, reason) : undefined
}

const namesAHost = (text: string) =>
  text.includes('@') && text.split('\n').some(line => promptOf(line)?.host !== undefined)

const prompt = /^[ \t]*[$%❯>][ \t]/m

/** A text as one part of a kind, nothing in it taken for anything else. */
export function wholePart(text: string, kind: BlockKind, reason: string | undefined): Part {
  const lines = text.split('\n')
  return {
    lines: {from: 0, to: lines.length},
    kind,
    reason,
    shows: undefined,
    script: text,
    origin: lines.map((_, line) => ({line, column: 0})),
    seen: [],
    client: undefined,
    elsewhere: false,
  }
}
