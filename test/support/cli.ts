import {runToEnd, type Trigger} from './child.ts'
import {assertPicture, type Expectation} from './expectation.ts'
import {type Finished, finished} from './finished.ts'
import {normalise} from './normalise.ts'
import {temporaryDirectory} from './temporary.ts'
import {bundledCli, type Environment, isolatedEnvironment, writeFiles} from './workplace.ts'

/** One call of the CLI and all that it must show; a stream for which nothing is expected must be empty. */
export class CliTest {
  #command: () => readonly [string, ...string[]]
  #dir: string | undefined
  #files: Record<string, string | Uint8Array> = {}
  #env: Environment = {}
  #stdin: string | undefined
  #stdout: Expectation = ''
  #stderr: Expectation = ''
  #triggers: Trigger[] = []
  #timeoutMs = 20_000

  constructor(command: () => readonly [string, ...string[]]) {
    this.#command = command
  }

  /** Writes a file first; the path is relative to the directory of the call. */
  file(path: string, content: string | Uint8Array): this {
    this.#files[path] = content
    return this
  }

  /** Runs in the directory of an earlier call instead of in a new one. */
  dir(path: string): this {
    this.#dir = path
    return this
  }

  env(variables: Environment): this {
    this.#env = {...this.#env, ...variables}
    return this
  }

  /** What it reads from a pipe. Without this its input is `/dev/null`. */
  stdin(text: string): this {
    this.#stdin = text
    return this
  }

  /** What standard output must be, normalised as `normalise` says. */
  stdout(expected: Expectation): this {
    this.#stdout = expected
    return this
  }

  /** What standard error must be, normalised as `normalise` says. */
  stderr(expected: Expectation): this {
    this.#stderr = expected
    return this
  }

  /** Sends the signal to the program alone, once, when the text is on one of its streams; the text must come. */
  kill(signal: NodeJS.Signals): {when(text: string): CliTest} {
    return {
      when: text => {
        this.#triggers.push({signal, text})
        return this
      },
    }
  }

  /** How long it may take; 20 s by default. */
  timeout(ms: number): this {
    this.#timeoutMs = ms
    return this
  }

  /** Runs it and compares everything. Give the signal when it must die of one. */
  async exits(exit: number | NodeJS.Signals): Promise<Finished> {
    const [file, ...args] = this.#command()
    const dir = this.#dir ?? temporaryDirectory()
    writeFiles(dir, this.#files)
    const env = isolatedEnvironment(dir, this.#env)
    const [triggers, timeoutMs] = [this.#triggers, this.#timeoutMs]
    const shown = await runToEnd({file, args, cwd: dir, env, stdin: this.#stdin, triggers, timeoutMs})
    const {stdout, stderr} = shown
    const picture = {stdout: normalise(stdout, dir), stderr: normalise(stderr, dir), exit: shown.exit}
    assertPicture(args.join(' '), picture, {stdout: this.#stdout, stderr: this.#stderr, exit})
    return finished(stdout, stderr, dir)
  }
}

/** A test of the bundled CLI in a directory of its own, with an environment of its own and no terminal. */
export const cli = (...args: string[]): CliTest =>
  new CliTest(() => [process.execPath, bundledCli(), ...args])

/** The same for any other program. */
cli.command = (file: string, ...args: string[]): CliTest => new CliTest(() => [file, ...args])
