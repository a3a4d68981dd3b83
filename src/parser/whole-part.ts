import type {BlockKind} from '../model/runbook.ts'
import {kindOf} from './language.ts'
import type {Evidence, Part} from './part.ts'

/** The whole of a fence that cannot be trusted, and why. */
export function brokenPart(text: string, reason: string): Part {
  return {...wholePart(text, 'show', reason), shows: 'broken', script: '', origin: []}
}

/** The whole of a fence as its language says, where the grammar of that language takes it; undefined where it does not. */
export function asWritten(
  language: string,
  text: string,
  {parsesAsSql, parsesAsShell}: Pick<Evidence, 'parsesAsSql' | 'parsesAsShell'>,
): Part | undefined {
  const {kind, reason, elsewhere} = kindOf(language)
  if (elsewhere || prompt.test(text)) return undefined
  const taken = kind === 'shell' ? parsesAsShell(text) : kind === 'sql' && parsesAsSql(text)
  return taken ? wholePart(text, kind, reason) : undefined
}

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
