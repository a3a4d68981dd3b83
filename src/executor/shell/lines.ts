import {join} from 'node:path'
import {afterTraps, beforeTraps, type TrapUse} from './own-trap.ts'
import {exitTrap, preludeName, quote, saying} from './prelude.ts'

/** What a new bash of a session has to know. */
interface Beginning {
  dir: string
  token: string
  /** What it is told before anything else. */
  first: string
  /** The file of the state that it begins with. */
  state: string | undefined
  /** Whether it keeps the state that it has before it reads that one. */
  keepsInitial: boolean
}

/** The line that makes a new bash one of the session. */
export function openingLine({dir, token, first, state, keepsInitial}: Beginning): string {
  const names = `__rb_dir=${quote(dir)}; __rb_token=${quote(token)}; __rb_busy=; __rb_closing=; `
  const initial = keepsInitial ? '__rb_seq=0; __rb_save; ' : ''
  const kept = state === undefined ? '' : `\\builtin . ${quote(state)} 2>/dev/null; `
  return `{ ${first}${names}\\builtin . ${quote(join(dir, preludeName))}; ${initial}${kept}${names}${exitTrap}; \\builtin set +v; }\n`
}

/** A block as the session's bash is told of it. */
interface ToldBlock {
  dir: string
  token: string
  sequence: number
  path: string
  /** A file of assignments, read before it; undefined where its own file begins with them. */
  values: string | undefined
  cwd: string | undefined
  /** Where it reads from, and prints to. */
  redirections: string
  /** Whether a block before has left `set -v` on. */
  verbose: boolean
  traps: TrapUse
  /** It leaves the session as it finds it: only its end is said. */
  still: boolean
}

/** The commands before the assignments. */
export function beforeValues(sequence: number, limit: bigint | undefined): string[] {
  const busy = `__rb_busy=1 __rb_seq=${sequence}`
  return limit === undefined ? [busy] : [busy, `\\builtin ulimit -SR ${limit} || :`]
}

/** Commands as one that says nothing, in one line; undefined where a value has several. */
export function inOneLine(commands: readonly string[]): string | undefined {
  const line = commands.join('; ')
  return line.includes('\n') ? undefined : `{ ${line}; } 2>/dev/null`
}

/** The line that has a bash run a block and say its end: short, since bash reads it a byte at a time. */
export function blockLine({
  dir,
  token,
  sequence,
  path,
  values,
  cwd,
  redirections,
  verbose,
  traps,
  still,
}: ToldBlock): string {
  const given = values === undefined ? '' : `{ \\builtin . ${quote(values)}; } 2>/dev/null; `
  if (still) return `${given}\\builtin . ${quote(path)} ${redirections}; __rb_same $? 2>/dev/null\n`
  const shown = verbose ? '\\builtin set -v; ' : ''
  const said = saying(sequence, '$?', dir, token, afterTraps(traps))
  const block = `${beforeTraps(traps)}${shown}\\builtin . ${quote(path)} ${redirections}; ${said}`
  // a condition of `if` but not its branch would switch `set -e` off inside the block
  const placed =
    cwd === undefined
      ? block
      : `if CDPATH= \\builtin cd -- ${quote(cwd)}; then ${block}; else ${saying(sequence, '1', dir, token)}; fi`
  return `${given}${placed}\n`
}

/** What a bash is told before it is closed. */
export const closingLine = '__rb_closing=1\n'

/** The redirection of standard output to a named pipe that is being read; it does not wait for a reader that is gone. */
export function intoPipe(path: string): string {
  return `199<>${quote(path)} >|${quote(path)} 199>&-`
}

/** Said where a bash that goes on could not write what it holds. */
export const unkept =
  'runbook: what this block has set could not be kept (is the disk full?): should its bash end, the state before it counts\n'

/** Sets what names a file that bash would read at its start, as an interactive one does not: what it starts may. */
export function rcFile({BASH_ENV}: Record<string, string>): string {
  return BASH_ENV === undefined ? '' : `\\builtin export BASH_ENV=${quote(BASH_ENV)}; `
}
