import {mkdirSync, rmSync, writeFileSync} from 'node:fs'
import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {setTimeout as after} from 'node:timers/promises'
import type {StepTerminal} from '../../model/driver.ts'
import {endGroup, graceMs, isGone, type Kill, killedMs} from './group.ts'
import {openSessionStreams} from './open-streams.ts'
import {extglobNote, lostName, preludeName, quote, stateEnd} from './prelude.ts'
import type {Pty} from './session-terminal.ts'
import type {OnPiece, SessionStreams, StartedBash, StreamName, TerminalKind} from './streams.ts'

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
  /** Kinds of terminal to try where a person is, from the best on; all of them if undefined. */
  terminals?: readonly TerminalKind[]
}

/** A block to run in the session. */
export interface SessionBlock {
  /** The file of bash to run. */
  path: string
  /** A file of assignments, read before it. */
  values: string
  cwd: string | undefined
  /** Keep its standard output apart from what else it prints at a terminal. */
  separate: boolean
  /** The terminal of the person who is there; the first block's decides for the session. */
  terminal: StepTerminal | undefined
}

/** Gets a pseudo-terminal ready for a block; `session` tells the leader of what runs in it. */
export type Prepare = (pty: Pty, session: () => number | undefined) => Promise<void>

/** Receives output as it comes; a promise makes the session wait. It neither throws nor rejects. */
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
  /** Settles when all output so far was taken. */
  taken: Promise<void>
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
  #bash: (Omit<StartedBash, 'exit'> & {ended: Promise<void>}) | undefined
  #opening: Promise<void> | undefined
  #running: Running | undefined
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

  /** Runs a block, one at a time; `prepare` is waited for before, if the session has a pseudo-terminal. */
  async run(block: SessionBlock, onOutput: OnOutput, prepare: Prepare = async () => {}): Promise<BlockEnd> {
    const {path, values, cwd} = block
    this.#opening = this.#openStreams(block.terminal).then(async ({terminal}) => {
      if (block.terminal && terminal) await prepare(terminal, () => this.#bash?.pid)
      await this.#open()
    })
    await this.#opening
    const sequence = ++this.#sequence
    let settle: (end: BlockEnd) => void = () => {}
    const end = new Promise<BlockEnd>(resolve => {
      settle = resolve
    })
    this.#running = {
      sequence,
      // at a terminal there is one stream, unless they are kept apart
      onOutput: this.#streams?.terminal && !block.separate ? bytes => onOutput(bytes, 'stdout') : onOutput,
      exitCode: undefined,
      awaiting: new Set(['stdout', 'stderr']),
      taken: Promise.resolve(),
      end,
      settle,
    }
    // what a block with `set -x` leaves on must not show how the end is said
    const said = (code: string) => `{ __rb_end ${code}; } 2>/dev/null`
    const script = `builtin . ${quote(path)} ${this.#redirections(block)}; ${said('"$?"')}`
    // a condition of `if` but not its branch would switch `set -e` off inside the block
    const placed =
      cwd === undefined
        ? script
        : `if CDPATH= builtin cd -- ${quote(cwd)}; then ${script}; else ${said('1')}; fi`
    this.#tell(`{ __rb_busy=1; __rb_seq=${sequence}; builtin . ${quote(values)}; } 2>/dev/null; ${placed}\n`)
    return end
  }

  /** Ends the running block and everything it started; or what a block has left whose bash has just ended. */
  async stop(): Promise<void> {
    await this.#opening?.catch(() => {}) // a bash that is just being started must not get away
    const pid = this.#bash?.pid ?? [...this.#groups].at(-1)
    if (pid !== undefined) await endGroup(pid, this.#world.kill)
  }

  /** Ends the session and everything that is left of it. */
  async close(): Promise<void> {
    await this.#opening?.catch(() => {})
    const running = this.#running
    if (this.#bash && !running) {
      this.#tell('__rb_closing=1\n')
      this.#bash.commands.end() // lets it run an EXIT trap of the operator's
      await Promise.race([this.#bash.ended, after(graceMs, undefined, {ref: false})])
    }
    await Promise.all([...this.#groups].map(pid => endGroup(pid, this.#world.kill)))
    this.#groups.clear()
    if (running) await Promise.race([running.end, after(killedMs, undefined, {ref: false})])
    this.#streams?.close()
    this.#streams = undefined
  }

  #redirections({separate, terminal}: SessionBlock): string {
    const {input, terminal: pty} = this.#streams!
    if (!terminal || input === undefined) return '</dev/null'
    return `<&${input}${separate && pty ? ' >&199' : ''}`
  }

  #tell(line: string) {
    this.#bash!.commands.write(line)
  }

  async #openStreams(terminal: StepTerminal | undefined): Promise<SessionStreams> {
    if (this.#streams) return this.#streams
    const {dir} = this.#world
    const onPiece: OnPiece = (stream, piece) => this.#take(stream, piece)
    this.#streams = await openSessionStreams(this.#world, onPiece, terminal)
    mkdirSync(join(dir, lostName), {recursive: true, mode: 0o700})
    writeFileSync(join(dir, preludeName), this.#streams.prelude, {mode: 0o600})
    return this.#streams
  }

  /** Sees to it that a bash is there, with the state that was last kept. */
  async #open(): Promise<void> {
    if (this.#bash) return
    const {bash, dir, cwd, env, token} = this.#world
    const {pid, commands, exit} = await this.#streams!.start({bash, cwd, env})
    commands.on('error', () => {}) // it went away; its exit tells
    this.#bash = {
      pid,
      commands,
      ended: exit.then(code => {
        this.#bash = undefined
        if (pid !== undefined && isGone(pid, this.#world.kill)) this.#groups.delete(pid)
        // a bash that ends does not say so itself: the next block must not be told to one that is about to go
        if (this.#running) this.#streams?.end(this.#running.sequence, code)
      }),
    }
    if (pid !== undefined) this.#groups.add(pid)
    const state =
      this.#kept === undefined
        ? ''
        : `builtin . ${quote(join(dir, `state.${this.#kept.sequence}`))} 2>/dev/null; `
    const names = `__rb_dir=${quote(dir)}; __rb_token=${quote(token)}; __rb_busy=; __rb_closing=; `
    this.#tell(
      `{ ${names}builtin . ${quote(join(dir, preludeName))}; ${state}${names}trap __rb_exit EXIT; }\n`,
    )
  }

  #take(stream: StreamName, piece: Parameters<OnPiece>[1]) {
    const running = this.#running
    if (piece.kind === 'output') {
      const wait = running?.onOutput(piece.bytes, stream)
      if (!running || !wait) return
      running.taken = running.taken.then(() => wait)
      this.#streams?.hold(stream, wait)
      return
    }
    if (!running || piece.sequence !== running.sequence) return
    running.exitCode ??= piece.exitCode
    running.awaiting.delete(stream)
    if (running.awaiting.size > 0) return
    this.#running = undefined
    void Promise.all([this.#keep(running.sequence), running.taken]).then(() =>
      running.settle({exitCode: running.exitCode!, survived: this.#bash !== undefined}),
    )
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
