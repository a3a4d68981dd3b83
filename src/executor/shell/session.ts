import {type ChildProcess, spawn} from 'node:child_process'
import {mkdirSync, rmSync, writeFileSync} from 'node:fs'
import {readFile} from 'node:fs/promises'
import {constants} from 'node:os'
import {join} from 'node:path'
import {setTimeout as after} from 'node:timers/promises'
import {endGroup, graceMs, isGone, type Kill, killedMs} from './group.ts'
import {extglobNote, lostName, prelude, preludeName, quote, stateEnd} from './prelude.ts'
import {openStreams, type SessionStreams, type StreamName} from './streams.ts'
import {type OnOutput, Turn} from './turn.ts'

/** What a session takes from the outside world. */
export interface SessionWorld {
  /** The bash to run: a name on PATH or a path. */
  bash: string
  /** A private directory (0700) for the session's files. */
  dir: string
  cwd: string
  env: Record<string, string>
  /** A word that no program prints by chance. */
  token: string
  kill: Kill
}

/** How a block ended. */
export interface BlockEnd {
  exitCode: number
  /** What is known where the line to its shell was lost before its end was said: then the exit code means nothing. */
  lost?: string
}

/**
 * One resident bash that feels like one terminal. Blocks are sourced from files, one after another; a block that ends
 * the bash ends only itself, and the next one gets a new bash with the state that was last kept.
 */
export class ShellSession {
  readonly #world: SessionWorld
  #streams: SessionStreams | undefined
  #bash: {child: ChildProcess; ended: Promise<void>} | undefined
  #opening: Promise<void> | undefined
  #running: Turn | undefined
  #sequence = 0
  #kept: {sequence: number; extglob: boolean} | undefined
  /** Every group that still has members: what a block left running outlives the bash that started it. */
  readonly #groups = new Set<number>()

  constructor(world: SessionWorld) {
    this.#world = world
  }

  /** Whether a block before left `extglob` on, which decides how bash reads the next one. */
  get extglob(): boolean {
    return this.#kept?.extglob ?? false
  }

  /** Runs a file of bash in the session, one at a time: after `values`, a file of assignments, and in `cwd` if given. */
  async run(path: string, values: string, cwd: string | undefined, onOutput: OnOutput): Promise<BlockEnd> {
    this.#opening = this.#open()
    await this.#opening
    const sequence = ++this.#sequence
    const turn = new Turn(sequence, onOutput)
    this.#running = turn
    this.#tell(blockLine(sequence, path, values, cwd))
    return {exitCode: (await turn.end)!}
  }

  /** Ends the running block and everything it started. */
  async stop(): Promise<void> {
    await this.#opening?.catch(() => {}) // a bash that is just being started must not get away
    const pid = this.#bash?.child.pid
    if (pid !== undefined) await endGroup(pid, this.#world.kill)
  }

  /** Ends the session and everything that is left of it. */
  async close(): Promise<void> {
    await this.#opening?.catch(() => {})
    const running = this.#running
    if (this.#bash && !running) {
      this.#tell('__rb_closing=1\n')
      this.#bash.child.stdin!.end() // lets it run an EXIT trap of the operator's
      await Promise.race([this.#bash.ended, after(graceMs, undefined, {ref: false})])
    }
    await Promise.all([...this.#groups].map(pid => endGroup(pid, this.#world.kill)))
    this.#groups.clear()
    if (running) await Promise.race([running.end, after(killedMs, undefined, {ref: false})])
    this.#streams?.close()
    this.#streams = undefined
  }

  #tell(line: string) {
    this.#bash!.child.stdin!.write(line)
  }

  /** Sees to it that a bash is there, with the state that was last kept. */
  async #open(): Promise<void> {
    if (this.#bash) return
    const {bash, dir, cwd, env, token} = this.#world
    if (!this.#streams) {
      writeFileSync(join(dir, preludeName), prelude, {mode: 0o600})
      mkdirSync(join(dir, lostName), {recursive: true, mode: 0o700})
      this.#streams = await openStreams(dir, token, (stream, piece) => this.#take(stream, piece))
    }
    const child = spawn(bash, ['--noprofile', '--norc'], {
      cwd,
      env,
      stdio: ['pipe', ...this.#streams.descriptors],
      detached: true, // own process group: a timeout must stop what bash started too
    })
    child.stdin!.on('error', () => {}) // it went away; its exit tells
    const ended = new Promise<number>(settle => {
      child.on('error', () => settle(127))
      child.on('exit', (code, signal) => settle(code ?? 128 + constants.signals[signal!]))
    })
    this.#bash = {
      child,
      ended: ended.then(code => {
        this.#bash = undefined
        if (child.pid !== undefined && isGone(child.pid, this.#world.kill)) this.#groups.delete(child.pid)
        // a bash that ends does not say so itself: the next block must not be told to one that is about to go
        if (this.#running) this.#streams?.end(this.#running.sequence, code)
      }),
    }
    if (child.pid !== undefined) this.#groups.add(child.pid)
    const state =
      this.#kept === undefined
        ? ''
        : `builtin . ${quote(join(dir, `state.${this.#kept.sequence}`))} 2>/dev/null; `
    const names = `__rb_dir=${quote(dir)}; __rb_token=${quote(token)}; __rb_busy=; __rb_closing=; `
    this.#tell(
      `{ ${names}builtin . ${quote(join(dir, preludeName))}; ${state}${names}trap __rb_exit EXIT; }\n`,
    )
  }

  #take(stream: StreamName, piece: Parameters<Parameters<typeof openStreams>[2]>[1]) {
    const running = this.#running
    if (piece.kind === 'output') {
      const wait = running?.output(piece.bytes, stream)
      if (wait) this.#streams?.hold(stream, wait)
    } else if (running && piece.sequence === running.sequence) {
      if (running.ended(stream, piece.exitCode, () => this.#keep(running.sequence))) this.#running = undefined
    }
  }

  /** Remembers the state of a block that got to keep it whole, and forgets the one before. */
  async #keep(sequence: number) {
    const {dir} = this.#world
    const state = await readFile(join(dir, `state.${sequence}`), 'latin1').catch(() => '')
    if (!state.endsWith(stateEnd)) return
    if (this.#kept !== undefined) rmSync(join(dir, `state.${this.#kept.sequence}`), {force: true})
    this.#kept = {sequence, extglob: state.endsWith(extglobNote + stateEnd)}
  }
}

/**
 * What a resident shell with the prelude is told in order to run a block: the files of its values and its text.
 * `plain` is the word that keeps functions of the same name out; a shell that is not bash knows only `command`.
 */
export function blockLine(
  sequence: number,
  path: string,
  values: string,
  cwd: string | undefined,
  plain: 'builtin' | 'command' = 'builtin',
): string {
  // what a block with `set -x` leaves on must not show how the end is said
  const said = (code: string) => `{ __rb_end ${code}; } 2>/dev/null`
  const block = `${plain} . ${quote(path)} </dev/null; ${said('"$?"')}`
  // a condition of `if` but not its branch would switch `set -e` off inside the block
  const placed =
    cwd === undefined
      ? block
      : `if CDPATH= ${plain} cd -- ${quote(cwd)}; then ${block}; else ${said('1')}; fi`
  return `{ __rb_busy=1; __rb_seq=${sequence}; ${plain} . ${quote(values)}; } 2>/dev/null; ${placed}\n`
}
