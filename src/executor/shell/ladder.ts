import type {TerminalNotice} from '../../model/driver.ts'

/** What becomes of a key: it goes to the program, nowhere, or it ends the step or the watching. */
export type Rung = {do: 'pass' | 'drop' | 'stop' | 'unwatch'; tell?: TerminalNotice['kind'] & SimpleNotice}

type SimpleNotice = Exclude<TerminalNotice, {forMs: number} | {to: string}>['kind']

/** How the program under the keys takes them. */
export interface Listening {
  /** It reads single keys, or says so: what a terminal does by itself on Ctrl-C or Ctrl-Z is its own business. */
  own: boolean
  /** It never ends by itself, and is only watched. */
  watched: boolean
}

/** Keys of which the meaning hangs on what runs. */
export const special = {interrupt: 0x03, suspend: 0x1a, quit: 0x1c, enter: 0x0d, line: 0x0a, q: 0x71} as const

/**
 * Decides about the special keys typed while one step runs. Ctrl-C goes to the program first; the second one asks; the
 * third one ends the step. A program that reads keys itself gets every Ctrl-C, until `burst` in a row come at once.
 */
export class Ladder {
  /** Whether a Ctrl-C went to the program. */
  interrupted = false
  #asking = false
  /** Ctrl-Cs in a row, without another key. */
  #row = 0
  readonly #burst: number

  constructor(burst = 3) {
    this.#burst = burst
  }

  /** Whether the person is being asked, so that other keys do not go to the program. */
  get asking(): boolean {
    return this.#asking
  }

  /** A time without keys has gone by: what comes now is no longer part of a burst. */
  rest(): void {
    this.#row = 0
  }

  /** A key that means nothing special. */
  other(): Rung {
    if (this.#asking) return {do: 'drop'}
    this.#row = 0
    this.interrupted = false
    return {do: 'pass'}
  }

  key(code: number, {own, watched}: Listening): Rung {
    if (code === special.interrupt) return this.#interrupt(own)
    if (this.#asking) {
      if (code !== special.enter && code !== special.line) return {do: 'drop'}
      this.#asking = false
      this.interrupted = false
      this.#row = 0
      return {do: 'drop', tell: 'goes-on'}
    }
    if (own) return this.other()
    if (code === special.suspend) return {do: 'drop', tell: 'not-suspended'}
    if (code === special.quit) return {do: 'drop', tell: 'not-quit'}
    return watched ? {do: 'unwatch'} : this.other()
  }

  #interrupt(own: boolean): Rung {
    if (this.#asking) return {do: 'stop'}
    this.#row++
    const first = own ? this.#row < this.#burst : !this.interrupted
    this.interrupted = true
    if (first) return {do: 'pass'}
    this.#asking = true
    return {do: 'drop', tell: 'still-running'}
  }
}
