import {type ChildProcess, spawn} from 'node:child_process'
import {rmSync, writeFileSync} from 'node:fs'
import {access} from 'node:fs/promises'
import {constants} from 'node:os'
import {join} from 'node:path'
import {setTimeout as after} from 'node:timers/promises'
import {endGroup, graceMs, type Kill} from './group.ts'
import {prelude, preludeName, quote} from './prelude.ts'
import {openStreams, type SessionStreams, type StreamName} from './streams.ts'

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

/** Receives output as it comes; a promise makes the session wait. */
export type OnOutput = (bytes: Buffer, stream: StreamName) => void | Promise<void>

/** How a block ended: its exit code; `survived` tells whether the bash that ran it is still there. */
export interface BlockEnd {
  exitCode: number
  survived: boolean
}

interface Running {
  sequence: number
  onOutput: OnOutput
  exitCode: number | undefined
  awaiting: Set<StreamName>
  settle: (end: BlockEnd) => void
}

/**
 * One resident bash that feels like one terminal. Blocks are sourced from files, one after another; a block that ends
 * the bash ends only itself, and the next one gets a new bash with the state that was last kept.
 */
export class ShellSession {
  readonly #world: SessionWorld
  #streams: SessionStreams | undefined
  #bash: {child: ChildProcess; ended: Promise<void>} | undefined
  #running: Running | undefined
  #sequence = 0
  #kept: number | undefined
  /** Every group that may still have members: what a block left running outlives the bash that started it. */
  readonly #groups: number[] = []

  constructor(world: SessionWorld) {
    this.#world = world
  }

  /** Runs a file of bash in the session, one at a time: after `values`, a file of assignments, and in `cwd` if given. */
  async run(path: string, values: string, cwd: string | undefined, onOutput: OnOutput): Promise<BlockEnd> {
    await this.#open()
    const sequence = ++this.#sequence
    const end = new Promise<BlockEnd>(settle => {
      this.#running = {sequence, onOutput, exitCode: undefined, awaiting: new Set(['stdout', 'stderr']), settle}
    })
    const block = `builtin . ${quote(path)} </dev/null; __rb_end "$?"`
    // a condition of `if` but not its branch would switch `set -e` off inside the block
    const placed = cwd === undefined ? block : `if builtin cd -- ${quote(cwd)}; then ${block}; else __rb_end 1; fi`
    this.#tell(`{ __rb_seq=${sequence}; builtin . ${quote(values)}; } 2>/dev/null; ${placed}\n`)
    return end
  }

  /** Ends the running block and everything it started. */
  async stop(): Promise<void> {
    const pid = this.#bash?.child.pid
    if (pid !== undefined) await endGroup(pid, this.#world.kill)
  }

  /** Ends the session and everything that is left of it. */
  async close(): Promise<void> {
    if (this.#bash) {
      this.#bash.child.stdin!.end() // lets it run an EXIT trap of the operator's
      await Promise.race([this.#bash.ended, after(graceMs, undefined, {ref: false})])
    }
    await Promise.all(this.#groups.map(pid => endGroup(pid, this.#world.kill)))
    this.#groups.length = 0
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
        // where the bash said its own end, nobody waits for this one, and it is ignored
        if (this.#running) this.#streams?.end(this.#running.sequence, code)
      }),
    }
    if (child.pid !== undefined) this.#groups.push(child.pid)
    const state = this.#kept === undefined ? '' : `builtin . ${quote(join(dir, `state.${this.#kept}`))} 2>/dev/null; `
    const names = `__rb_dir=${quote(dir)}; __rb_token=${quote(token)}; `
    this.#tell(`{ ${names}builtin . ${quote(join(dir, preludeName))}; ${state}${names}trap '__rb_exit "$?"' EXIT; }\n`)
  }

  #take(stream: StreamName, piece: Parameters<Parameters<typeof openStreams>[2]>[1]) {
    const running = this.#running
    if (piece.kind === 'output') {
      const wait = running?.onOutput(piece.bytes, stream)
      if (wait) this.#streams?.hold(stream, wait)
      return
    }
    if (!running || piece.sequence !== running.sequence) return
    running.exitCode ??= piece.exitCode
    running.awaiting.delete(stream)
    if (running.awaiting.size > 0) return
    this.#running = undefined
    void this.#keep(running.sequence).then(() => running.settle({exitCode: running.exitCode!, survived: this.#bash !== undefined}))
  }

  /** Remembers the state of a block that got to keep it, and forgets the one before. */
  async #keep(sequence: number) {
    const {dir} = this.#world
    try {
      await access(join(dir, `state.${sequence}`))
    } catch {
      return
    }
    if (this.#kept !== undefined) rmSync(join(dir, `state.${this.#kept}`), {force: true})
    this.#kept = sequence
  }
}
