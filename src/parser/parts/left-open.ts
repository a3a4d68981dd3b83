import {mayBeKnown} from '../shell/known.ts'
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

/** So many answers are kept: the same script is asked about several times over. */
const mostKept = 16
const kept = new Map<string, LeftOpen | undefined>()

/** Says what sessions a script leaves open, if any: what a line after it would be typed into. */
export function leftOpen(script: string): LeftOpen | undefined {
  if (script.length > 20_000 || !namesProgram(script)) return undefined
  if (kept.has(script)) return kept.get(script)
  const found = read(script)
  if (kept.size === mostKept) kept.delete(kept.keys().next().value!)
  kept.set(script, found)
  return found
}

/** Whether any word of a script may be the name of a program that is known: no other is known to open anything. */
function namesProgram(script: string): boolean {
  if (script.length > 500 || script.includes("$'")) return true // who knows what `$'\x73sh'` names
  const words = script.replaceAll(/["'\\]/g, '').split(notInNames)
  return words.some(word => word !== '' && mayBeKnown(word))
}

const notInNames = /[^\w.:@+[-]+/

function read(script: string): LeftOpen | undefined {
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
