import {readSessions} from '../shell/session.ts'
import {outermost} from '../shell/surroundings.ts'
import {filled} from './command.ts'

/** What a script leaves open at its end: the lines after it are typed into that. */
export interface LeftOpen {
  /** The command that opened the outermost of it, and where that begins in the script, in UTF-16 units. */
  command: string
  start: number
  /** How many sessions, one in the other: counted when asked for, which takes as long again. */
  depth(): number
  /** The innermost reads a language of its own, not a shell's. */
  program: boolean
}

/** More than this, and one does not count them. */
const most = 8

/** Says what sessions a script leaves open, if any: what a line after it would be typed into. */
export function leftOpen(script: string): LeftOpen | undefined {
  if (script.length > 20_000) return undefined
  try {
    const text = filled(script)
    const {stretches} = readSessions(`${text}\n:\n`, outermost(undefined))
    const last = stretches.at(-1)
    if (!last || last.own || last.end <= text.length) return undefined
    const outermostOne = stretches.findLast(({own}) => own)?.told.at(-1)
    if (!outermostOne) return undefined
    const {start, end} = outermostOne
    return {
      command: script.slice(start, end),
      start,
      depth: () => depthOf(text),
      program: last.tree === undefined,
    }
  } catch {
    return undefined // nested too deep to be read
  }
}

function depthOf(text: string): number {
  let depth = 1
  for (; depth < most; depth++) {
    const {stretches} = readSessions(`${text}\n${'exit\n'.repeat(depth)}:\n`, outermost(undefined))
    if (stretches.at(-1)?.own) break
  }
  return depth
}

/** How many of the sessions around it a script leaves by its end. */
export function leaves(script: string, program: boolean): number {
  if (program) return quits.test(script) ? 1 : 0
  if (!/^[ \t]*(?:exit|logout|\^D|<?ctrl)/im.test(script)) return 0
  try {
    const {stretches} = readSessions(filled(script), outermost(undefined))
    const own = stretches.flatMap(stretch => (stretch.own ? stretch.told : []))
    return own.filter(({text}) => /^(?:(?:exit|logout)(?:\s+\d+)?|\^D|<?ctrl[-+ ]d>?)$/i.test(text)).length
  } catch {
    return 0
  }
}

const quits =
  /^[ \t]*(?:\\q|:q|\.exit|\.quit|(?:exit|quit|bye|logout)(?:\(\))?|\^[DC]|<?ctrl[-+ ][dc]>?)[ \t]*;?[ \t]*$/im
