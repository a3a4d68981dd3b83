import {type IPty, spawn} from '@lydell/node-pty'
import type {TerminalScreen} from './terminal-screen.ts'

/** A program to run in a pseudo-terminal. */
export interface TerminalCommand {
  readonly file: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: Record<string, string>
}

// node-pty destroys its socket 200 ms after the exit, whether or not all was read. So the program runs below a
// shell that stays, holding the terminal open, and says the exit code in band: when the emulator has parsed that,
// it has parsed all that the program printed. Nothing stays when the terminal is gone. Traps, not ignored signals: those would be inherited.
const farewell = 7381
const holder = `trap : INT QUIT HUP TERM; "$@"; printf '\\033]${farewell};%d\\007' "$?" && kill -STOP $$`

/** A process whose controlling terminal is `screen`; `ended` gives the exit code, 128 + n after signal n. */
export class TerminalProcess {
  readonly ended: Promise<number>
  readonly #pty: IPty

  constructor(command: TerminalCommand, {emulator}: TerminalScreen) {
    this.#pty = spawn('/bin/sh', ['-c', holder, 'sh', command.file, ...command.args], {
      name: 'xterm-256color',
      cols: emulator.cols,
      rows: emulator.rows,
      cwd: command.cwd,
      env: command.env,
    })
    this.#pty.onData(data => emulator.write(data))
    emulator.onData(answer => this.#pty.write(answer)) // to programs that ask where the cursor is
    this.ended = new Promise(resolve => {
      emulator.parser.registerOscHandler(farewell, code => {
        resolve(Number(code))
        return true
      })
      this.#pty.onExit(({exitCode, signal}) =>
        emulator.write('', () => resolve(signal ? 128 + signal : exitCode)),
      )
    })
    void this.ended.then(() => this.#pty.kill('SIGKILL'))
  }

  write(keys: string): void {
    this.#pty.write(keys)
  }

  resize(cols: number, rows: number): void {
    this.#pty.resize(cols, rows)
  }

  /** Signals the program and what else is in its process group. */
  kill(signal: NodeJS.Signals): void {
    try {
      process.kill(-this.#pty.pid, signal)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
}
