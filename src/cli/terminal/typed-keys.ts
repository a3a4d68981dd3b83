import {PassThrough} from 'node:stream'
import {StringDecoder} from 'node:string_decoder'

/** What a terminal sends around a paste, once it is asked to. */
const marks = {begin: '\x1b[200~', end: '\x1b[201~'} as const
/** Asks a terminal to mark pastes, and no longer to. */
export const markPastes = {on: '\x1b[?2004h', off: '\x1b[?2004l'} as const

/**
 * The keys of a terminal for one question. A paste that the terminal marks is one piece of text without control characters:
 * no line end in it is an Enter, each becomes a blank, and those at its end go.
 */
export class TypedKeys extends PassThrough {
  readonly isTTY = true
  /** Whether a paste had several lines. */
  severalLines = false
  readonly #terminal: NodeJS.ReadStream
  readonly #decoder = new StringDecoder('utf8')
  #last = ''
  #pasting = false
  #text = false
  #lineEnds = false

  constructor(terminal: NodeJS.ReadStream) {
    super()
    this.#terminal = terminal
    terminal.on('data', this.#take).on('end', this.#over).on('error', this.#over).resume()
    if (terminal.readableEnded || terminal.destroyed) this.end()
  }

  setRawMode(on: boolean): this {
    try {
      this.#terminal.setRawMode(on)
    } catch {
      // it is gone: nothing is left to be set
    }
    return this
  }

  /** Reads from the terminal again, where a stop of the process has paused that. */
  wake(): void {
    this.resume()
    this.#terminal.resume()
  }

  /** Leaves the terminal to others. */
  release(): void {
    this.#terminal.off('data', this.#take).off('end', this.#over).off('error', this.#over).pause()
  }

  readonly #over = () => void this.end()

  readonly #take = (bytes: Buffer) => {
    const out = [...this.#decoder.write(bytes)].map(key => this.#key(key)).join('')
    if (out !== '') this.write(out)
  }

  /** What goes on of a key. */
  #key(key: string): string {
    this.#last = (this.#last + key).slice(-marks.begin.length)
    if (!this.#pasting) {
      this.#pasting = this.#last === marks.begin
      this.#text = false
      this.#lineEnds = false
      return key
    }
    if (this.#last === marks.end) {
      this.#pasting = false
      return marks.end
    }
    if (key === '\x03' || key === '\x04') {
      this.#pasting = false
      return key
    }
    if (key === '\r' || key === '\n') {
      this.#lineEnds = this.#text
      return ''
    }
    if (key !== '\t' && (this.#mayEnd() || /\p{Cc}/u.test(key))) return ''
    const before = this.#lineEnds ? ' ' : ''
    this.severalLines ||= this.#lineEnds
    this.#lineEnds = false
    this.#text = true
    return before + (key === '\t' ? ' ' : key)
  }

  /** Whether the last keys may be the beginning of the mark behind a paste. */
  #mayEnd(): boolean {
    const at = this.#last.lastIndexOf('\x1b')
    return at !== -1 && marks.end.startsWith(this.#last.slice(at))
  }
}
