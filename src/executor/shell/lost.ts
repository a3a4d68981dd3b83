import {readFileSync, readlinkSync} from 'node:fs'
import {callOf} from './system-call.ts'

const lookMs = 500

/** What standard input of a process is; undefined where the system does not tell. */
export function inputOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/fd/0`)
  } catch {
    return undefined
  }
}

/** A bash that runs a block. */
interface Watched {
  pid: number
  /** What its standard input is between two blocks. */
  input: string | undefined
  /** Whether it waits for something that it has started, or for us. */
  isBusy(): boolean
  /** Called until it says that it was enough. */
  lost(): boolean
}

/**
 * Watches for a bash that has done with its block and cannot say so (`set -n`, a DEBUG trap that skips every command):
 * it has its own standard input back, waits on it (and not on a terminal that is held by Ctrl-S), and uses no time.
 * Where /proc does not tell, it never says so. One watch goes from block to block: to make and clear a timer takes longer than most of
 * what is done for one.
 */
export class LostWatch {
  #watched: Watched | undefined
  #timer: NodeJS.Timeout | undefined
  #before: string | undefined
  #same = 0

  /** Watches this bash until `end`, or until it has called enough. */
  begin(watched: Watched): void {
    this.#watched = watched
    this.#before = undefined
    this.#same = 0
    this.#timer ??= setInterval(() => this.#look(), lookMs)
  }

  /** The block has ended. */
  end(): void {
    this.#watched = undefined
  }

  /** Nothing is watched any more. */
  close(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  #look(): void {
    if (this.#watched === undefined) {
      this.close()
      return
    }
    const {pid, input, isBusy, lost} = this.#watched
    const now = input !== undefined && inputOf(pid) === input && !isBusy() ? sleeping(pid) : undefined
    this.#same = now !== undefined && now === this.#before ? this.#same + 1 : 0
    this.#before = now
    if (this.#same < 2) return
    this.#same = 0
    if (lost()) this.end()
  }
}

/** How much time a process that sleeps has used; undefined if it does not sleep. */
function sleeping(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (callOf(pid)?.reads === false) return undefined
    return fields[0] === 'S' ? `${fields[11]} ${fields[12]}` : undefined
  } catch {
    return undefined
  }
}
