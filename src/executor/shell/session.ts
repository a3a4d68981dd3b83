import {type ChildProcess, spawn} from 'node:child_process'
import {mkdirSync, rmSync, writeFileSync} from 'node:fs'
import {readFile} from 'node:fs/promises'
import {constants} from 'node:os'
import {join} from 'node:path'
import {setTimeout as after} from 'node:timers/promises'
import {graceMs, type Kill, killedMs} from './end-processes.ts'
import {type Kept, keptIn, unseized} from './kept.ts'
import {inputOf, watchForLost} from './lost.ts'
import {type Left, Owned} from './owned.ts'
import {exitTrap, lostName, prelude, preludeName, quote, saying} from './prelude.ts'
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
  /** Name of the run, in the environment of all that it starts: what changed its session is found by it. */
  runId?: string
  /** The step that all of the session is for, where it is for one alone. */
  stepId?: string
  /** The state to begin with, as another session kept it. */
  resume?: string
  /** Takes the whole state after each block, and the state before the first; one char a byte. Must not throw. */
  keep?(state: string, initial: string): void
}

/** Receives output as it comes; a promise makes the session wait. It neither throws nor rejects. */
export type OnOutput = (bytes: Buffer, stream: StreamName) => void | Promise<void>

/** How a block ended: its exit code; `survived` tells whether the bash that ran it is still there. */
export interface BlockEnd {
  exitCode: number
  survived: boolean
  /** Its bash could not say how it ended, and had to be ended: the exit code says nothing. */
  lost: boolean
}

interface Running {
  sequence: number
  onOutput: OnOutput
  exitCode: number | undefined
  awaiting: Set<StreamName>
  /** Settles when all output so far was taken. */
  taken: Promise<void>
  lost: boolean
  unwatch: () => void
  end: Promise<BlockEnd>
  settle: (end: BlockEnd) => void
}

/**
 * One resident bash that feels like one terminal. Blocks are sourced from files, one after another; a block that ends
 * the bash ends only itself, and the next one gets a new bash with the state that was last kept.
 */
export class ShellSession {
  readonly #world: SessionWorld
  #streams: SessionStreams | undefined
  #bash: {child: ChildProcess; input: string | undefined; ended: Promise<void>} | undefined
  #opening: Promise<void> | undefined
  #running: Running | undefined
  #sequence = 0
  /** How many promises hold the reading of output: what a bash has said may not have been read. */
  #held = 0
  #kept: Kept | undefined
  #initial: string | undefined
  readonly #owned: Owned

  constructor(world: SessionWorld) {
    this.#world = world
    this.#owned = new Owned(world.kill, world.runId, world.stepId)
    const {resume} = world
    if (resume !== undefined) this.#kept = keptIn(join(world.dir, 'state.resumed'), resume)
  }

  /** Whether a block before left `extglob` on, which decides how bash reads the next one. */
  get extglob(): boolean {
    return this.#kept?.extglob ?? false
  }

  /** Whether traps of a block before stand in a file, to be set by the next block itself. */
  get traps(): boolean {
    return this.#kept?.traps ?? false
  }

  /** Whether a block before left `set -v` on. */
  get verbose(): boolean {
    return this.#kept?.verbose ?? false
  }

  /**
   * Runs a file of bash in the session, one at a time: after `values`, a file of assignments, and in `cwd` if given.
   * `step` is the step that it is.
   */
  async run(
    path: string,
    values: string,
    cwd: string | undefined,
    onOutput: OnOutput,
    step?: string,
  ): Promise<BlockEnd> {
    this.#opening = this.#open()
    await this.#opening
    const pid = this.#bash?.child.pid
    if (pid !== undefined) this.#owned.begin(pid, step)
    const sequence = ++this.#sequence
    let settle: (end: BlockEnd) => void = () => {}
    const end = new Promise<BlockEnd>(resolve => {
      settle = resolve
    })
    this.#running = {
      sequence,
      onOutput,
      exitCode: undefined,
      awaiting: new Set(['stdout', 'stderr']),
      taken: Promise.resolve(),
      lost: false,
      unwatch: this.#watch(),
      end,
      settle,
    }
    const verbose = this.#kept?.verbose ? '\\builtin set -v; ' : ''
    const block = `${verbose}\\builtin . ${quote(path)} </dev/null; ${saying(sequence, '$?')}`
    // a condition of `if` but not its branch would switch `set -e` off inside the block
    const placed =
      cwd === undefined
        ? block
        : `if CDPATH= \\builtin cd -- ${quote(cwd)}; then ${block}; else ${saying(sequence, '1')}; fi`
    this.#tell(
      `{ __rb_busy=1; __rb_seq=${sequence}; \\builtin . ${quote(values)}; } 2>/dev/null; ${placed}\n`,
    )
    return end
  }

  /** Ends the running block and everything it started; what blocks before it left running stays. */
  async stop(): Promise<void> {
    await this.#opening?.catch(() => {}) // a bash that is just being started must not get away
    await this.#owned.endStep()
  }

  /** The process id of its bash, while it runs. */
  get pid(): number | undefined {
    return this.#bash?.child.pid
  }

  /** The state that was last kept; one char a byte. */
  async state(): Promise<string | undefined> {
    return this.#kept && readFile(this.#kept.path, 'latin1')
  }

  /** What blocks have left running. */
  left(): Promise<Left[]> {
    return this.#owned.left()
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
    await this.#owned.endAll()
    if (running) await Promise.race([running.end, after(killedMs, undefined, {ref: false})])
    this.#streams?.close()
    this.#streams = undefined
  }

  /** Ends a bash that has done with its block and cannot say so. */
  #watch(): () => void {
    const {child, input} = this.#bash!
    const {pid} = child
    if (pid === undefined) return () => {}
    return watchForLost(
      pid,
      input,
      () => this.#held > 0 || this.#owned.hasChildren(),
      () => {
        if (this.#running) this.#running.lost = true
        void this.#owned.endBash()
      },
    )
  }

  #tell(line: string) {
    this.#bash!.child.stdin!.write(line)
  }

  /** Sees to it that a bash is there, with the state that was last kept. */
  async #open(): Promise<void> {
    if (this.#bash) return
    const {bash, dir, cwd, env, token, resume} = this.#world
    if (!this.#streams) {
      writeFileSync(join(dir, preludeName), prelude, {mode: 0o600})
      mkdirSync(join(dir, lostName), {recursive: true, mode: 0o700})
      if (this.#sequence === 0 && resume !== undefined && this.#kept)
        writeFileSync(this.#kept.path, resume, {encoding: 'latin1', mode: 0o600})
      this.#streams = await openStreams(dir, token, (stream, piece) => this.#take(stream, piece))
    }
    const child = spawn(bash, ['--noprofile', '--norc'], {
      cwd,
      env: marked(env, this.#world),
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
      input: child.pid === undefined ? undefined : inputOf(child.pid),
      ended: ended.then(code => {
        this.#bash = undefined
        if (child.pid !== undefined) void this.#owned.drop(child.pid)
        // a bash that ends does not say so itself: the next block must not be told to one that is about to go
        if (this.#running) this.#streams?.end(this.#running.sequence, code)
      }),
    }
    if (child.pid !== undefined) this.#owned.add(child.pid)
    const state = this.#kept === undefined ? '' : `\\builtin . ${quote(this.#kept.path)} 2>/dev/null; `
    const initial = this.#world.keep && this.#sequence === 0 ? '__rb_seq=0; __rb_save; ' : ''
    const names = `__rb_dir=${quote(dir)}; __rb_token=${quote(token)}; __rb_busy=; __rb_closing=; `
    this.#tell(
      `{ ${names}\\builtin . ${quote(join(dir, preludeName))}; ${initial}${state}${names}${exitTrap}; \\builtin set +v; }\n`,
    )
  }

  #take(stream: StreamName, piece: Parameters<Parameters<typeof openStreams>[2]>[1]) {
    const running = this.#running
    if (piece.kind === 'output') {
      const wait = running?.onOutput(piece.bytes, stream)
      if (!running || !wait) return
      this.#held++
      void wait.finally(() => this.#held--)
      running.taken = running.taken.then(() => wait)
      this.#streams?.hold(stream, wait)
      return
    }
    if (!running || piece.sequence !== running.sequence) return
    running.exitCode ??= piece.exitCode
    running.awaiting.delete(stream)
    if (running.awaiting.size > 0) return
    this.#running = undefined
    running.unwatch()
    void Promise.all([this.#keep(running.sequence), running.taken]).then(() =>
      running.settle({
        exitCode: running.exitCode!,
        survived: this.#bash !== undefined,
        lost: running.lost,
      }),
    )
  }

  /** Remembers the state of a block that got to keep it whole, and forgets the one before. */
  async #keep(sequence: number) {
    const path = join(this.#world.dir, `state.${sequence}`)
    let state = await readFile(path, 'latin1').catch(() => '')
    const kept = keptIn(path, state)
    if (!kept) return
    if (this.#kept !== undefined) rmSync(this.#kept.path, {force: true})
    this.#kept = kept
    const freed = unseized(state)
    if (freed !== undefined) {
      state = freed
      writeFileSync(path, state, {encoding: 'latin1', mode: 0o600})
      await this.#owned.endBash() // it takes no more blocks: the next one gets a new bash
      await this.#bash?.ended
    }
    if (!this.#world.keep) return
    this.#initial ??= await readFile(join(this.#world.dir, 'state.0'), 'latin1').catch(() => '')
    this.#world.keep(state, this.#initial)
  }
}

/** An environment that says whose process it is: where this run is itself a step of another, what it starts is not that step's. */
function marked(env: Record<string, string>, {runId, stepId}: SessionWorld): Record<string, string> {
  const {RUNBOOK_STEP_ID: _step, RUNBOOK_FILE: _file, ...rest} = env
  if (runId === undefined) return env
  return {...rest, RUNBOOK_RUN_ID: runId, ...(stepId === undefined ? {} : {RUNBOOK_STEP_ID: stepId})}
}
