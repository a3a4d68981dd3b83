import {type ChildProcess, spawn} from 'node:child_process'
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {makePipes} from './make-pipes.ts'
import {closingMasters} from './masters.ts'
import {isPlainlyReadable} from './plainly-readable.ts'
import {quote} from './prelude.ts'
import type {SessionWorld} from './session-world.ts'

/** What bash says of a text that it has read and not run. */
export type Checked =
  | {kind: 'readable'}
  /** Its first complaint, with the line of the text, from 1. */
  | {kind: 'unreadable'; line: number | undefined; complaint: string}
  /** There is no bash to ask. */
  | {kind: 'missing'; bash: string; reason: string}

interface Asked {
  settle(answer: {code: number; text: string} | {error: string}): void
}

const file = 'check'

/**
 * One resident bash that reads texts and runs nothing of them: a process of its own for each would take ten times as
 * long. A copy of it reads each text after `set -n`, as `bash -n` does; it knows nothing of the session. It is not asked about a text of
 * simple commands only.
 */
export class SyntaxChecker {
  readonly #bash: string
  readonly #dir: string
  readonly #env: Record<string, string>
  readonly #separator: string
  readonly #asked: Asked[] = []
  #child: ChildProcess | undefined
  #text = ''
  #last: Promise<unknown> = Promise.resolve()

  /** `dir` is private to the run: a text is written there. */
  constructor({bash, dir, env, token}: Pick<SessionWorld, 'bash' | 'dir' | 'env' | 'token'>) {
    this.#bash = bash
    this.#dir = dir
    const {BASH_ENV: _rc, ...rest} = env
    this.#env = rest
    this.#separator = `\x1e${token}\x1e`
  }

  /** The version of bash, as it says it: `5.2.15(1)-release`; undefined where it cannot be started. */
  async version(): Promise<string | undefined> {
    const answer = await this.#ask('builtin printf %s "$BASH_VERSION"')
    return 'error' in answer ? undefined : answer.text
  }

  /** Whether bash can read a text, with `extglob` on if so told. */
  check(script: string, how: {extglob: boolean}): Promise<Checked> {
    if (this.#child && isPlainlyReadable(script)) return Promise.resolve({kind: 'readable'})
    const checked = this.#last.then(() => this.#check(script, how)) // all have one file
    this.#last = checked.catch(() => {})
    return checked
  }

  async #check(script: string, {extglob}: {extglob: boolean}): Promise<Checked> {
    const path = join(this.#dir, file)
    writeFileSync(path, `set -n\n${script}\n`, {mode: 0o600})
    const answer = await this.#ask(
      `( ${extglob ? 'shopt -s extglob; ' : ''}. ${quote(path)} ) </dev/null 2>&1`,
    )
    if ('error' in answer) return {kind: 'missing', bash: this.#bash, reason: answer.error}
    if (answer.code === 0) return {kind: 'readable'}
    const lines = answer.text.split('\n').map(said => said.replace(`${path}: `, ''))
    const first = lines.find(said => !/^line \d+: warning: /.test(said)) ?? ''
    const [, line, complaint] = /^line (\d+): (.*)$/s.exec(first) ?? []
    return {
      kind: 'unreadable',
      line: line === undefined ? undefined : Math.max(1, Number(line) - 1),
      complaint: complaint ?? first,
    }
  }

  /**
   * Makes named pipes that only their owner may open; rejects where one cannot be made. A small process that is there starts another in
   * a fraction of the time that this one takes.
   */
  async makePipes(paths: readonly string[]): Promise<void> {
    const answer = await this.#ask(`builtin command mkfifo -m 600 ${paths.map(quote).join(' ')} 2>&1`)
    if ('error' in answer || answer.code === 127) return makePipes(paths)
    if (answer.code !== 0) throw new Error(answer.text.trim() || `mkfifo ended with ${answer.code}`)
  }

  close(): void {
    this.#child?.stdin?.end()
    this.#child = undefined
  }

  /** Has the resident bash do something; gives what it printed, and its exit code. */
  #ask(command: string): Promise<Parameters<Asked['settle']>[0]> {
    return new Promise(settle => {
      this.#asked.push({settle})
      const said = `printf '${this.#separator}%s${this.#separator}' "$?"`
      this.#open().stdin!.write(`${command}; ${said}\n`)
    })
  }

  #open(): ChildProcess {
    if (this.#child) return this.#child
    const child = spawn(this.#bash, ['--noprofile', '--norc'], {
      cwd: this.#dir,
      env: this.#env,
      stdio: ['pipe', 'pipe', 'ignore'],
      detached: true, // a Ctrl-C at the terminal is not for it
    })
    this.#child = child
    this.#text = ''
    const fail = (error: string) => {
      if (this.#child === child) this.#child = undefined
      for (const {settle} of this.#asked.splice(0)) settle({error})
    }
    child.stdin!.on('error', () => {}) // it went away; its end tells
    child.stdin!.write(`${closingMasters()}\n`)
    child.stdout!.setEncoding('latin1').on('data', (chunk: string) => this.#take(chunk))
    child.on('error', error => fail((error as NodeJS.ErrnoException).code ?? error.message))
    child.on('exit', () => fail('it ended'))
    return child
  }

  #take(chunk: string) {
    this.#text += chunk
    for (;;) {
      const [said, code, ...more] = this.#text.split(this.#separator)
      if (more.length === 0) return
      this.#text = more.join(this.#separator)
      this.#asked.shift()?.settle({code: Number(code), text: Buffer.from(said!, 'latin1').toString()})
    }
  }
}
