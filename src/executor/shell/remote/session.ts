import {setTimeout as after} from 'node:timers/promises'
import {bashAge} from '../bash-version.ts'
import {graceMs, killedMs} from '../end-processes.ts'
import type {Piece} from '../marker.ts'
import {trapUseOf} from '../own-trap.ts'
import {preludeName, quote} from '../prelude.ts'
import type {StreamName} from '../streams.ts'
import {type OnOutput, Turn} from '../turn.ts'
import {type Line, NoLine} from './line.ts'
import {bashPrelude, blockLine, plainPrelude} from './prelude.ts'

/** How a session gets its line: it is asked again after a line was lost. */
export interface Reach {
  token: string
  /** Where it leads, in words. */
  name: string
  /** Rejects with `NoLine`. */
  open(
    dir: string | undefined,
    line: number,
    onPiece: (stream: StreamName, piece: Piece) => void,
    signal: AbortSignal,
  ): Promise<Line>
}

/** A block as a session elsewhere takes it. */
export interface RemoteBlock {
  /** Of the file that it becomes there. */
  name: string
  text: string
  /** Assignments that come before it. */
  values: string
  /** Names of the run and the step, by which what it starts is found. */
  mark: {run: string; step: string} | undefined
  /** Variables that must be set there. */
  needs: readonly string[]
  /** Variables that must not be empty there. */
  nonEmpty: readonly string[]
  /** Where it begins; where the session stands, if undefined. */
  cwd: string | undefined
}

/** What the check of a block says in the place of an exit code where the shell cannot read it. */
const refusedCode = 1000
/** The same where a variable that it needs is not set. */
const unsetCode = 1001

/** Why a block must not begin. */
interface Refusal {
  code: string
  detail: string
}

/** How a block ended elsewhere. */
export interface RemoteEnd {
  exitCode: number
  /** What it wrote to `$RUNBOOK_OUTPUT`. */
  written?: string
  /** What is known where the line to its shell was lost before its end was said: then the exit code means nothing. */
  lost?: string
}

/** A resident shell elsewhere that feels like one terminal, as the local session does. */
export class RemoteSession {
  readonly graceMs = graceMs
  readonly #reach: Reach
  #line: Line | undefined
  #lines = 0
  #dir: string | undefined
  /** The number of the shell that takes lines; zero while there is none. */
  #shell = 0
  #shells = 0
  #running: Turn | undefined
  #sequence = 0
  #answers = new Map<number, () => void>()
  #asked = 0
  /** Said before a block's own output. */
  #news: string[] = []
  #closing = false

  constructor(reach: Reach) {
    this.#reach = reach
  }

  /** Sees to it that a line stands. Rejects with `NoLine`. */
  async open(signal: AbortSignal): Promise<void> {
    if (this.#line) return
    const again = this.#lines > 0
    const line = await this.#reach.open(this.#dir, this.#lines++, (...piece) => this.#take(...piece), signal)
    const age = line.far.shell === 'bash' ? bashAge(line.far.version) : undefined
    if (age && 'tooOld' in age) {
      await line.cut()
      throw new NoLine('bash-old', age.tooOld)
    }
    if (age && !again) this.#news.push(age.lacks)
    this.#line = line
    this.#dir = line.far.dir
    this.#shell = 0
    line.send(
      `file ${preludeName}\n${line.far.shell === 'bash' ? bashPrelude : plainPrelude}${this.#reach.token}`,
    )
    if (again) {
      this.#news.push(
        line.far.taken === 'yes'
          ? `the line to ${this.#reach.name} was lost and stands again, with the state after the last block that ended`
          : `the line to ${this.#reach.name} was lost, and what the session held there is gone: this is a new one`,
      )
    }
    void line.lost.then(() => {
      if (this.#line !== line) return
      this.#line = undefined
      for (const answer of this.#answers.values()) answer()
      this.#running?.lose()
    })
  }

  /** What the far end runs; `open` must have been there. */
  get far(): Line['far'] {
    return this.#line!.far
  }

  /** Sends a block there, and has the shell look at it without running it. Gives why it must not begin, undefined if it may. */
  async check({name, text, needs, nonEmpty}: RemoteBlock): Promise<Refusal | undefined> {
    const line = this.#line
    if (!line) return this.#before
    this.#file(line, name, text)
    const path = `${line.far.dir}/${name}`
    const extglob = '$(builtin shopt -q extglob && builtin printf "%s" "-O extglob")'
    const call = `IFS=' '; "$__rb_bash" ${line.far.shell === 'bash' ? extglob : ''} -n ${quote(path)} 2>&1`
    const lacks = (test: string, variable: string) =>
      `[ -n "\${${variable}${test}" ] || __rb_said="$__rb_said ${variable}"; `
    const unset = [...needs.map(name => lacks('+x}', name)), ...nonEmpty.map(name => lacks('-}', name))]
    const say = `${this.#plain} printf '%s\\n' "$__rb_said"`
    const said: Buffer[] = []
    const exitCode = await this.#turn(
      sequence =>
        `{ __rb_seq=${sequence}; __rb_said=; ${unset.join('')}if [ -n "$__rb_said" ]; then ${say}; __rb_mark ${unsetCode}; elif __rb_said=$(${call}); then __rb_mark 0; else ${say}; __rb_mark ${refusedCode}; fi; } 2>/dev/null`,
      (bytes, stream) => void (stream === 'stdout' && said.push(bytes)),
    )
    if (exitCode === undefined) return this.#before
    const words = Buffer.concat(said).toString().trim()
    if (exitCode === unsetCode) {
      const lacking = [...new Set(words.split(' '))]
      const names = lacking.join(', ')
      return {
        code: 'unset',
        detail: `${names} ${lacking.length === 1 ? 'has' : 'have'} no value on ${this.#reach.name}: set it there in a block before, or declare it under \`inputs:\``,
      }
    }
    if (exitCode !== refusedCode) return undefined // a shell that ended meanwhile is started again by the block
    const complaint = words.replaceAll(`${path}: `, '').split('\n')[0]
    return {code: 'syntax', detail: `${line.far.shell} on ${this.#reach.name} cannot read it: ${complaint}`}
  }

  /** Runs a block that was sent by `check`; gives its exit code with what it wrote to `$RUNBOOK_OUTPUT`, or what is known where the line was lost. */
  async run({name, text, values, mark, cwd}: RemoteBlock, onOutput: OnOutput): Promise<RemoteEnd> {
    const line = this.#line
    if (!line) return {exitCode: 1, lost: this.#before.detail}
    const number = this.#lines - 1 // the keeper removes these two where its line is lost
    const [given, output] = [`values.${number}`, `output.${number}.${this.#sequence + 1}`] // what an earlier block left running does not know its name
    const outputPath = `${line.far.dir}/${output}`
    for (const news of this.#news.splice(0)) await onOutput(Buffer.from(`runbook: ${news}\n`), 'stderr')
    this.#file(line, given, `${values}export RUNBOOK_OUTPUT=${quote(outputPath)}\n`)
    this.#file(line, output, '')
    if (mark) line.send(`step ${mark.run} ${mark.step}`)
    const [path, valuesPath] = [`${line.far.dir}/${name}`, `${line.far.dir}/${given}`]
    const exitCode = await this.#turn(
      sequence => blockLine(sequence, path, valuesPath, cwd, this.#plain, trapUseOf(text)).trimEnd(),
      onOutput,
    )
    if (exitCode === undefined)
      return {
        exitCode: 1,
        lost: `the line to ${this.#reach.name} was lost while the block ran: nobody knows how far it came; look there at what it was to do before you go on`,
      }
    line.send(`remove ${given}`)
    line.send(`settle ${this.#sequence}`)
    return {exitCode, written: this.#closing ? '' : await this.#written(outputPath)}
  }

  /** What a block wrote to the file that `$RUNBOOK_OUTPUT` names; the file is removed. */
  async #written(path: string): Promise<string> {
    const said: Buffer[] = []
    const file = quote(path)
    await this.#turn(
      sequence =>
        `{ __rb_seq=${sequence}; [ ! -s ${file} ] || command cat ${file}; command rm -f ${file}; __rb_mark 0; } 2>/dev/null`,
      (bytes, stream) => void (stream === 'stdout' && said.push(bytes)),
    )
    return Buffer.concat(said).toString()
  }

  /** Tells the resident shell a line, and waits for its end; undefined if the line was lost meanwhile. */
  async #turn(told: (sequence: number) => string, onOutput: OnOutput): Promise<number | undefined> {
    const line = this.#line
    if (!line) return undefined
    const sequence = ++this.#sequence
    const turn = new Turn(sequence, onOutput)
    this.#running = turn
    if (this.#shell === 0) this.#start(line)
    line.send(`tell ${this.#shell} ${told(sequence)}`)
    const exitCode = await turn.end
    if (this.#running === turn) this.#running = undefined
    return exitCode
  }

  get #before(): Refusal {
    return {
      code: 'unreachable',
      detail: `the line to ${this.#reach.name} was lost before the block began; nothing was run`,
    }
  }

  get #plain() {
    return this.#line?.far.shell === 'sh' ? 'command' : 'builtin'
  }

  /** Ends the running block and everything it started; resolves when that is done or cannot be known any more. */
  async stop(): Promise<void> {
    const number = ++this.#asked
    if (!this.#line) return
    const line = this.#line
    const answered = new Promise<void>(resolve => this.#answers.set(number, resolve))
    line.send(`stop ${number}`)
    const late = after(2 * graceMs + 15_000, 'late' as const, {ref: false})
    if ((await Promise.race([answered, late])) === 'late') await line.cut() // nobody can say any more what runs there
    this.#answers.delete(number)
  }

  /** Ends the session and everything that is left of it there. */
  async close(): Promise<void> {
    const line = this.#line
    if (!line || this.#closing) return
    this.#closing = true
    if (this.#running) await this.stop()
    if (this.#shell !== 0) line.send(`tell ${this.#shell} __rb_closing=1`)
    line.send('quit')
    await Promise.race([line.lost, after(3 * graceMs + killedMs, undefined, {ref: false})])
    await line.cut()
    this.#line = undefined
    this.#running?.lose()
  }

  #file(line: Line, name: string, text: string) {
    line.send(`file ${name}\n${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${this.#reach.token}`)
  }

  /** Starts a resident shell, with the state that was last kept. */
  #start(line: Line) {
    const {dir, shell} = line.far
    this.#shell = ++this.#shells
    line.send(`start ${this.#shell}`)
    const bash = shell === 'bash' ? '$BASH' : 'sh'
    const names = `__rb_dir=${quote(dir)}; __rb_token=${quote(this.#reach.token)}; __rb_bash=${bash}; __rb_busy=; __rb_closing=; __rb_owner=$PPID; ` // a kept state names the owner of the shell that it was kept by
    const source = (name: string) => `${this.#plain} . ${quote(`${dir}/${name}`)}`
    const state = `[ ! -e ${quote(`${dir}/kept`)} ] || ${source('kept')} 2>/dev/null; `
    line.send(`tell ${this.#shell} { ${names}${source(preludeName)}; ${state}${names}trap __rb_exit EXIT; }`)
    if (shell === 'sh' && this.#shell > 1)
      this.#news.push('sh ended: functions, traps and variables that were not exported are gone')
  }

  #take(stream: StreamName, piece: Piece) {
    const running = this.#running
    if (piece.kind === 'output') {
      const wait = running?.output(piece.bytes, stream)
      if (wait) this.#line?.hold(stream, wait)
      return
    }
    if (piece.sequence === 0) return this.#answers.get(piece.exitCode)?.()
    // a shell that ended is said by its number, below zero: then so did the block that it ran
    const shellEnded = piece.sequence < 0
    const shell = -piece.sequence
    if (shellEnded && shell === this.#shell && stream === 'stdout') this.#shell = 0
    if (!running) return
    if (piece.sequence === running.sequence || (shellEnded && shell === this.#shells)) {
      if (running.ended(stream, piece.exitCode)) this.#running = undefined
    }
  }
}
