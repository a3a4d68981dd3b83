import type {TerminalSize} from '../../model/driver.ts'

/** The terminal that the programs of a session have. */
export interface Pty {
  /** Its path, for programs. */
  readonly path: string
  /** A descriptor of the programs' side, held open so that what was printed last is not lost when the last program ends. */
  readonly slave: number
  /** Types bytes, in order, as fast as programs read them. */
  type(bytes: Uint8Array): void
  resize(size: TerminalSize): void
  /** Forgets what was typed and not read, and sets the terminal's modes back to how they were at first. */
  reset(): Promise<void>
}
