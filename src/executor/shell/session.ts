import {mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as after} from 'node:timers/promises'
import type {StepTerminal} from '../../model/driver.ts'
import {killedMs, graceMs as usualGraceMs} from './end-processes.ts'
import {isStill, type Kept, keptIn, readWhole, unseized} from './kept.ts'
import {
  beforeValues,
  blockLine,
  closingLine,
  inOneLine,
  intoPipe,
  openingLine,
  rcFile,
  unkept,
} from './lines.ts'
import {inputOf, LostWatch} from './lost.ts'
import {openSessionStreams} from './open-streams.ts'
import {type Left, Owned} from './owned.ts'
import {lostName, prelude, preludeName, saying} from './prelude.ts'
import {type BlockEnd, interruptedCode, type OnOutput, RunningBlock} from './running-block.ts'
import type {ResidentBash, SessionBlock} from './session-block.ts'
import type {Pty} from './session-terminal.ts'
import {markedEnvironment, type SessionWorld} from './session-world.ts'
import type {OnPiece, SessionStreams, StreamName} from './streams.ts'
import {ValuesFile} from './values-file.ts'

/** Gets a pseudo-terminal ready for a block; `session` tells the leader of what runs in it. */
export type Prepare = (pty: Pty, session: () => number | undefined) => Promise<void>

/**
 * One resident bash that feels like one terminal. Blocks are sourced from files, one after another; a block that ends
 * the bash ends only itself, and the next one gets a new bash with the state that was last kept.
 */
export class ShellSession {
  readonly #world: SessionWorld
  #streams: SessionStreams | undefined
  #bash: ResidentBash | undefined
  #opening: Promise<unknown> | undefined
  /** All that it started is about to be looked for and ended. */
  #closing = false
  #running: RunningBlock | undefined
  #sequence = 0
  /** How many promises hold the reading of output: what a bash has said may not have been read. */
  #held = 0
  #kept: Kept | undefined
  /** The state that was last given to whoever keeps it. */
  #given: string | undefined
  #initial: string | undefined
  readonly #owned: Owned
  readonly #lost = new LostWatch()
  /** What is set before the block that runs, where its own file does not. */
  readonly values: ValuesFile

  constructor(world: SessionWorld) {
    this.#world = world
    this.#owned = new Owned(world)
    this.values = new ValuesFile(world.dir)
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

  /** Runs a block, one at a time; `prepare` is waited for before, if the session has a pseudo-terminal. */
  async run(block: SessionBlock, onOutput: OnOutput, prepare: Prepare = async () => {}): Promise<BlockEnd> {
    const opening = this.#openFor(block.terminal, prepare)
    this.#opening = opening
    const bash = await opening
    const streams = this.#streams!
    if (bash.pid !== undefined) this.#owned.begin(bash.pid, block.step)
    const sequence = ++this.#sequence
    const {cwd} = block
    const {dir, token} = this.#world
    const still = isStill(block, this.#kept)
    const commands = [...beforeValues(sequence, this.#owned.limit), ...block.values]
    const first = still ? inOneLine(commands) : undefined
    const path = block.write(first)
    const values = first === undefined ? this.values.write(commands) : undefined
    // at a terminal there is one stream, unless they are kept apart
    const isOne = streams.terminal !== undefined && !block.separate
    const running = new RunningBlock(sequence, isOne ? bytes => onOutput(bytes, 'stdout') : onOutput)
    running.still = still
    this.#running = running
    if (this.#bash !== bash) {
      streams.end(sequence, await bash.ended)
      return running.end
    }
    this.#watch(bash, running)
    bash.commands.write(
      blockLine({
        dir,
        token,
        sequence,
        path,
        values,
        cwd,
        redirections: this.#redirections(block, streams),
        verbose: this.verbose,
        traps: block.traps ?? (this.#kept?.unguarded ? 'sets' : undefined),
        still,
      }),
    )
    return running.end
  }

  /** Ends the running block and everything it started, or what is left of that; what blocks before it left running stays. */
  async stop(): Promise<void> {
    await this.#opening?.catch(() => {}) // a bash that is just being started must not get away
    await this.#owned.endStep()
  }

  /** How long what is ended may take to end by itself. */
  get graceMs(): number {
    return this.#world.graceMs ?? usualGraceMs
  }

  /** Whether its bash was told of a block that has not ended. */
  get isBusy(): boolean {
    return this.#running !== undefined
  }

  /** The process id of its bash, while it runs. */
  get pid(): number | undefined {
    return this.#bash?.pid
  }

  /** The state that was last kept; one char a byte. */
  async state(): Promise<string | undefined> {
    const {resume} = this.#world
    if (this.#sequence === 0 && resume !== undefined) return this.#kept && resume // it is not in its file yet
    return this.#kept && readFileSync(this.#kept.path, 'latin1')
  }

  /** What blocks have left running. */
  left(): Promise<Left[]> {
    return this.#owned.left()
  }

  /** Ends the session and everything that is left of it. */
  async close(): Promise<void> {
    await this.#opening?.catch(() => {})
    this.#closing = true
    const running = this.#running
    if (this.#bash && !running) {
      this.#bash.commands.write(closingLine)
      this.#bash.commands.end() // lets it run an EXIT trap of the operator's
      await Promise.race([this.#bash.ended, after(this.graceMs, undefined, {ref: false})])
    }
    await this.#owned.endAll()
    this.#lost.close()
    if (running) await Promise.race([running.end, after(killedMs, undefined, {ref: false})])
    this.#streams?.close()
    this.#streams = undefined
  }

  #redirections({separate, terminal}: SessionBlock, {input, terminal: pty}: SessionStreams): string {
    if (!terminal || input === undefined) return '</dev/null'
    return separate && pty ? `${input} ${intoPipe(join(this.#world.dir, 'stdout'))}` : input
  }

  /**
   * Asks a bash that has done with its block and did not say so to say it: on SIGINT one with job control lets go of all that it was
   * told. Ends it where it does not answer either.
   */
  #watch({pid, input, commands}: ResidentBash, running: RunningBlock): void {
    if (pid === undefined) return
    let asked = false
    this.#lost.begin({
      pid,
      input,
      isBusy: () => this.#held > 0 || this.#owned.hasChildren(),
      lost: () => {
        if (asked) {
          running.lost = true
          void this.#owned.endBash()
          return true
        }
        asked = true
        const {dir, token} = this.#world
        commands.write(`${saying(running.sequence, String(interruptedCode), dir, token)}\n`)
        return false
      },
    })
  }

  /** Sees to it that a bash is there, in a terminal if there is a person. */
  async #openFor(terminal: StepTerminal | undefined, prepare: Prepare): Promise<ResidentBash> {
    const streams = await this.#openStreams(terminal)
    if (terminal && streams.terminal) await prepare(streams.terminal, () => this.#bash?.leader)
    return this.#bash ?? this.#openBash(streams)
  }

  async #openStreams(terminal: StepTerminal | undefined): Promise<SessionStreams> {
    if (this.#streams) return this.#streams
    const {dir, resume} = this.#world
    writeFileSync(join(dir, preludeName), prelude, {mode: 0o600})
    mkdirSync(join(dir, lostName), {recursive: true, mode: 0o700})
    if (this.#sequence === 0 && resume !== undefined && this.#kept)
      writeFileSync(this.#kept.path, resume, {encoding: 'latin1', mode: 0o600})
    const onPiece: OnPiece = (stream, piece) => this.#take(stream, piece)
    this.#streams = await openSessionStreams(this.#world, onPiece, terminal)
    return this.#streams
  }

  /** Starts a bash with the state that was last kept. */
  async #openBash(streams: SessionStreams): Promise<ResidentBash> {
    const {bash, dir, cwd, env, token, keep} = this.#world
    const {exit, ...started} = await streams.start({bash, cwd, env: markedEnvironment(this.#world)})
    const {pid, all, host, commands} = started
    this.#bash = {
      ...started,
      input: pid === undefined ? undefined : inputOf(pid),
      ended: exit.then(code => {
        this.#bash = undefined
        commands.destroy() // open, it would keep the next bash from seeing the end of its own
        if (!this.#closing) void this.#owned.drop(all)
        // a bash that ends does not say so itself: the next block must not be told to one that is about to go
        if (this.#running) this.#streams?.end(this.#running.sequence, code)
        return code
      }),
    }
    this.#owned.add(all, host)
    const keepsInitial = keep !== undefined && this.#sequence === 0
    commands.write(
      openingLine({
        dir,
        token,
        first: `${streams.first ?? ''}${rcFile(env)}`,
        state: this.#kept?.path,
        keepsInitial,
      }),
    )
    return this.#bash
  }

  #take(stream: StreamName, piece: Parameters<OnPiece>[1]) {
    const running = this.#running
    if (piece.kind === 'output') {
      const wait = running?.take(piece.bytes, stream)
      if (!wait) return
      this.#held++
      void wait.finally(() => this.#held--)
      this.#streams?.hold(stream, wait)
      return
    }
    if (!running || piece.sequence !== running.sequence) return
    if (!running.ends(stream, piece.exitCode)) return
    this.#running = undefined
    this.#lost.end()
    this.#owned.rest()
    void this.#keep(running).then(async fine => {
      if (!fine) await running.take(Buffer.from(unkept), 'stderr')
      await running.settle(() => this.#bash !== undefined)
    })
  }

  /** Remembers the state of a block that got to keep it whole, and forgets the one before. */
  async #keep({sequence, still}: RunningBlock): Promise<boolean> {
    if (still && this.#bash !== undefined) return this.#give(this.#given)
    const path = join(this.#world.dir, `state.${sequence}`)
    let state = readWhole(path)
    const kept = keptIn(path, state)
    if (!kept) return this.#bash === undefined // a bash that was ended had no time to
    if (this.#kept !== undefined) rmSync(this.#kept.path, {force: true})
    this.#kept = kept
    const freed = unseized(state)
    if (freed !== undefined) {
      state = freed
      writeFileSync(path, state, {encoding: 'latin1', mode: 0o600})
      await this.#owned.endBash() // it takes no more blocks: the next one gets a new bash
      await this.#bash?.ended
    }
    return this.#give(state)
  }

  #give(state: string | undefined): true {
    const {keep, dir} = this.#world
    this.#given = state
    if (!keep || state === undefined) return true
    this.#initial ??= readWhole(join(dir, 'state.0'))
    keep(state, this.#initial)
    return true
  }
}
