import type {ChildProcess} from 'node:child_process'
import {join} from 'node:path'
import type {Commands} from './commands.ts'
import type {Piece} from './marker.ts'
import {quote} from './prelude.ts'

/** How long a bash may take to say that it is there. */
const arriveMs = 30_000

/** Learns the process ids of bashes below a leader: each says its own on the session's pipe, as the end of block 0. */
export class Arrivals {
  readonly #line: string
  #arrived: (pid: number) => void = () => {}

  constructor(dir: string, token: string) {
    const said = `\\builtin printf '\\036%s:0:%s\\036' ${quote(token)} "$$" 9<>${quote(join(dir, 'stdout'))} >&9`
    this.#line = `{ ${said}; } 2>/dev/null\n`
  }

  /** Takes a piece of the pipe; false if it is nothing that a bash says of itself. */
  take(piece: Piece): boolean {
    if (piece.kind !== 'end' || piece.sequence !== 0) return false
    this.#arrived(piece.exitCode)
    return true
  }

  /** The bash that reads these commands; undefined if it ended first. One that says nothing in time is hung up, with its leader. */
  async next(leader: ChildProcess, commands: Commands, exit: Promise<number>): Promise<number | undefined> {
    const arrived = new Promise<number>(resolve => {
      this.#arrived = resolve
    })
    commands.write(this.#line)
    const limit = setTimeout(() => leader.kill('SIGKILL'), arriveMs)
    return Promise.race([arrived, exit.then(() => undefined)]).finally(() => clearTimeout(limit))
  }
}
