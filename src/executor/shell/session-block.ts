import type {StepTerminal} from '../../model/driver.ts'
import type {TrapUse} from './own-trap.ts'

/** A block to run in the session. */
export interface SessionBlock {
  /** The file of bash to run. */
  path: string
  /** Lines of bash that set variables, read before it. */
  values: string
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
