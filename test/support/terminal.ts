import {within} from './patience.ts'
import {afterwards, temporaryDirectory} from './temporary.ts'
import {keys} from './terminal-keys.ts'
import {TerminalProcess} from './terminal-process.ts'
import {TerminalScreen} from './terminal-screen.ts'
import {bundledCli, type Environment, isolatedEnvironment, writeFiles} from './workplace.ts'

/** How a program gets its terminal: 80 × 30 by default, in a new directory that holds `files`. */
export interface TerminalOptions {
  readonly cols?: number
  readonly rows?: number
  readonly env?: Environment
  readonly cwd?: string
  readonly files?: Readonly<Record<string, string | Uint8Array>>
  /** How long one wait may take; 20 s by default. */
  readonly patienceMs?: number
}

/** A program in a real pseudo-terminal, with what is on its screen and a person's fingers. */
export class TerminalTest {
  readonly dir: string
  readonly #screen: TerminalScreen
  readonly #process: TerminalProcess
  readonly #patienceMs: number
  #exitCode: number | undefined

  constructor(file: string, args: readonly string[], options: TerminalOptions) {
    this.dir = options.cwd ?? temporaryDirectory()
    this.#patienceMs = options.patienceMs ?? 20_000
    this.#screen = new TerminalScreen(options.cols ?? 80, options.rows ?? 30)
    writeFiles(this.dir, options.files ?? {})
    const env = isolatedEnvironment(this.dir, options.env)
    this.#process = new TerminalProcess({file, args, cwd: this.dir, env}, this.#screen)
    afterwards(() => this.#process.kill('SIGKILL'))
    void this.#process.ended.then(code => {
      this.#exitCode = code
    })
  }

  /** Waits until the text is anywhere in what was printed. Rejects with a picture of the screen when it never is. */
  sees(wanted: string | RegExp): Promise<void> {
    return this.#wait(wanted, false)
  }

  /** Like `sees`, but only in what stands after the text that the last wait found. */
  next(wanted: string | RegExp): Promise<void> {
    return this.#wait(wanted, true)
  }

  /** Sends characters as they are; a person's Enter is `\r`. */
  type(text: string): void {
    this.#process.write(text)
  }

  key(name: keyof typeof keys): void {
    this.#process.write(keys[name])
  }

  /** Signals the program from outside, with all of its process group. */
  kill(signal: NodeJS.Signals): void {
    this.#process.kill(signal)
  }

  resize(cols: number, rows: number): void {
    this.#screen.emulator.resize(cols, rows)
    this.#process.resize(cols, rows)
  }

  /** The rows that a person sees now. */
  screen(): string {
    return this.#screen.visible()
  }

  /** All that was printed, with wrapped lines joined; what was overwritten is gone. */
  text(): string {
    return this.#screen.text()
  }

  /** Waits for the end, with all output shown, and gives the exit code; 128 + n after signal n. */
  exit(): Promise<number> {
    return within(this.#patienceMs, this.#process.ended, this.#complaint('the program did not end'))
  }

  #wait(wanted: string | RegExp, onlyNew: boolean): Promise<void> {
    const name = typeof wanted === 'string' ? JSON.stringify(wanted) : wanted
    const complaint = this.#complaint(`did not see ${name}`)
    const seen = this.#screen.shows(wanted, onlyNew, this.#process.ended).then(found => {
      if (!found) throw complaint()
    })
    return within(this.#patienceMs, seen, complaint)
  }

  // Made when the wait begins, so that its stack leads to the test.
  #complaint(what: string): () => Error {
    const error = new Error(what)
    return () => {
      const state =
        this.#exitCode === undefined ? `after ${this.#patienceMs} ms` : `before exit ${this.#exitCode}`
      error.message = `${what} ${state}; the screen:\n${this.screen().replace(/^/gm, '│ ')}`
      return error
    }
  }
}

/** Runs the bundled CLI in a real terminal; it is killed and its directory removed at the end of the test. */
export const terminal = async (
  args: readonly string[],
  options: TerminalOptions = {},
): Promise<TerminalTest> => new TerminalTest(process.execPath, [bundledCli(), ...args], options)

/** The same for any other program. */
terminal.command = async (
  file: string,
  args: readonly string[] = [],
  options: TerminalOptions = {},
): Promise<TerminalTest> => new TerminalTest(file, args, options)
