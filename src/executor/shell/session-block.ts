import type {StepTerminal} from '../../model/driver.ts'
import type {TrapUse} from './own-trap.ts'
import type {StartedBash} from './streams.ts'

/** The bash of a session, while it runs. */
export type ResidentBash = Omit<StartedBash, 'exit'> & {
  /** What it reads its commands from. */
  input: string | undefined
  /** Its exit code, once it has ended. */
  ended: Promise<number>
}

/** A block to run in the session. */
export interface SessionBlock {
  /** Writes the file of bash to run, which does `first` before all else, and gives its path. */
  write(first?: string): string
  /** Commands of bash that set variables, read before it. */
  values: readonly string[]
  cwd: string | undefined
  /** Keep its standard output apart from what else it prints at a terminal. */
  separate: boolean
  /** The terminal of the person who is there; the first block's decides for the session. */
  terminal: StepTerminal | undefined
  /** The step that it is. */
  step?: string
  /** What it does about traps. */
  traps?: TrapUse
  /** The names of its commands, where it does nothing to its bash unless they do (`programsIn`). */
  programs?: readonly string[] | undefined
}
