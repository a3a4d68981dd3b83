import {readFileSync} from 'node:fs'
import {extglobNote, stateEnd, trapsNote} from './prelude.ts'
import type {SessionBlock} from './session-block.ts'
import {actingNames} from './still.ts'

/** What is known of the state that a session kept last. */
export interface Kept {
  /** The file that a new bash reads to be in it. */
  path: string
  /** Whether `extglob` is on, which decides how bash reads the next block. */
  extglob: boolean
  /** Whether traps of a block stand in a file, to be set by the next block itself. */
  traps: boolean
  /** Whether the session's own end is no longer part of what the bash does at its end. */
  unguarded: boolean
  /** Whether the block left `set -v` on. */
  verbose: boolean
  /** What bash would carry out itself, as `actingNames` gives it. */
  acting: ReadonlySet<string> | undefined
}

/** What a state says that was kept in a file; undefined where it is not whole. */
export function keptIn(path: string, state: string): Kept | undefined {
  if (!state.endsWith(stateEnd)) return undefined
  return {
    path,
    extglob: state.endsWith(extglobNote + stateEnd),
    traps: state.includes(`\n${trapsNote}`),
    unguarded: !/\ntrap -- '[^\n]*__rb_exit/.test(state),
    verbose: state.includes('\nset -o verbose\n'),
    acting: actingNames(state),
  }
}

/** Whether a block leaves its session as the last kept state has it. */
export function isStill({programs, cwd}: SessionBlock, kept: Kept | undefined): boolean {
  const {acting, unguarded, verbose} = kept ?? {}
  if (!acting || unguarded || verbose || cwd !== undefined || programs === undefined) return false
  return !programs.some(name => acting.has(name))
}

/** The state without read-only variables of the session's own, which a bash that reads it could not set; undefined if there are none. */
export function unseized(state: string): string | undefined {
  const freed = state.replaceAll(/^declare -\w*r\w* __rb_\w+.*\n/gm, '')
  return freed === state ? undefined : freed
}

/** What a file of the private directory holds; empty where there is none. One char a byte. */
export function readWhole(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}
