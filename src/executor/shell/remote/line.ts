import type {ChildProcess} from 'node:child_process'
import {setTimeout as after} from 'node:timers/promises'
import {endGroup} from '../end-group.ts'
import type {Kill} from '../end-processes.ts'
import {createMarkerSplitter, type Piece} from '../marker.ts'
import type {StreamName} from '../streams.ts'
import {type KeeperWord, keeperText} from './keeper.ts'

/** What the far end says of itself when a line stands. */
export interface FarEnd {
  shell: 'bash' | 'sh'
  /** Of its bash, as it says it: `5.2.15(1)-release`. */
  version: string
  /** Whether the directory of the line before was still there: `no` where none was asked for. */
  taken: 'yes' | 'no' | 'gone'
  /** Its private directory there. */
  dir: string
}

/** Why a line does not stand: what the far end or the program in between said, in one line. */
export class NoLine extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** How long the far end may take to say that it is ready. */
const readyMs = 60_000
/** Of what is said before, so much is looked at. */
const mostSaid = 16_384

/** One connection to a keeper: requests go there, what the shells print comes back. */
export class Line {
  readonly far: FarEnd
  /** Settles when nothing more will come: with what the program in between said last. */
  readonly lost: Promise<void>
  readonly #child: ChildProcess
  readonly #kill: Kill

  private constructor(child: ChildProcess, far: FarEnd, lost: Promise<void>, kill: Kill) {
    this.#child = child
    this.#kill = kill
    this.far = far
    this.lost = lost
  }

  /** Speaks to a keeper through `child`, which leads a process group and whose streams are pipes. Rejects with `NoLine`; then the child has ended. */
  static async open(
    child: ChildProcess,
    word: KeeperWord,
    onPiece: (stream: StreamName, piece: Piece) => void,
    kill: Kill,
  ): Promise<Line> {
    child.stdin!.on('error', () => {}) // it went away; its end tells
    const closed = new Promise<void>(resolve => {
      child.on('close', () => resolve())
      child.on('error', error => {
        said.stderr.push(Buffer.from(`${error.message}\n`))
        resolve()
      })
    })
    const said: Record<StreamName, Buffer[]> = {stdout: [], stderr: []}
    const ready = {
      stdout: beginning(child.stdout!, word.token, said.stdout),
      stderr: beginning(child.stderr!, word.token, said.stderr),
    }
    child.stdin!.write(keeperText(word))
    const late = after(readyMs, 'late' as const, {ref: false})
    const first = await Promise.race([ready.stdout, closed, late])
    const words = /^(ready|error) (\S+)(?: (\S+) (yes|no|gone) (.*))?$/s.exec(
      first ? (first === 'late' ? '' : first.text) : '',
    )
    const both =
      words?.[1] === 'ready'
        ? await Promise.race([Promise.all([ready.stdout, ready.stderr]), closed])
        : undefined
    if (!words || !both) {
      if (child.pid !== undefined) await endGroup(child.pid, kill)
      if (words?.[1] === 'error') throw new NoLine(words[2]!, words[2]!)
      if (first === 'late') throw new NoLine('no-answer', `no answer within ${readyMs / 1000} seconds`)
      throw new NoLine('closed', lastWords(Buffer.concat([...said.stdout, ...said.stderr]).toString()))
    }
    for (const [index, stream] of (['stdout', 'stderr'] as const).entries()) {
      const split = createMarkerSplitter(word.token)
      const take = (chunk: Buffer) => {
        for (const piece of split(chunk)) onPiece(stream, piece)
      }
      take(both[index]!.rest)
      child[stream]!.on('data', take)
      child[stream]!.resume()
    }
    const far = {
      shell: words[2] as FarEnd['shell'],
      version: words[3]!,
      taken: words[4] as FarEnd['taken'],
      dir: words[5]!,
    }
    return new Line(child, far, closed, kill)
  }

  /** Sends a request, which is one line, and for a file its lines. */
  send(request: string): void {
    this.#child.stdin!.write(`${request}\n`)
  }

  /** Cuts the line from this side: then it is lost. */
  async cut(): Promise<void> {
    if (this.#child.pid !== undefined) await endGroup(this.#child.pid, this.#kill)
  }

  /** Stops reading a stream until the promise settles. */
  hold(stream: StreamName, until: Promise<void>): void {
    const readable = this.#child[stream]!
    readable.pause()
    void until.finally(() => readable.resume())
  }
}

interface Greeting {
  text: string
  /** What came after it. */
  rest: Buffer
}

/** Reads a stream up to the keeper's first word: what comes before it is of the login, and is no block's output. */
function beginning(
  stream: NonNullable<ChildProcess['stdout']>,
  token: string,
  said: Buffer[],
): Promise<Greeting> {
  return new Promise(resolve => {
    let held = Buffer.alloc(0)
    const look = (chunk: Buffer) => {
      held = Buffer.concat([held, chunk])
      const start = held.indexOf(`\x1e${token}=`)
      const close = start === -1 ? -1 : held.indexOf('\x1e', start + 1)
      if (close === -1) {
        said.splice(0, said.length, held.subarray(-mostSaid))
        return
      }
      stream.off('data', look)
      stream.pause()
      resolve({
        text: held.subarray(start + token.length + 2, close).toString(),
        rest: held.subarray(close + 1),
      })
    }
    stream.on('data', look)
  })
}

/** The last line that says something, of what a program said that did not get through. */
export function lastWords(text: string): string {
  const lines = text
    .split(/[\r\n]+/)
    .map(line => line.trim())
    .filter(line => /\w/.test(line))
  const changed = lines.find(line => /HOST IDENTIFICATION HAS CHANGED/i.test(line))
  if (changed)
    return `its host key has changed (${lines.find(line => /Offending .* key in/i.test(line)) ?? 'see known_hosts'})`
  return lines.at(-1) ?? 'nothing was said'
}
