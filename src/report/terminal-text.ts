import {Buffer} from 'node:buffer'
import {escapeEnd} from '../model/redact/gaps.ts'
import {TerminalScreen} from './terminal-screen.ts'

/** What a terminal was sent, as text. */
export interface TerminalText {
  push(bytes: Uint8Array): Buffer
  /** Gives what could still have changed. */
  flush(): Buffer
  /** The same, and may change all the same. */
  soFar(): Buffer
}

const defaultRows = 50
const colours = /\x1b\[[\d;:]*m/g
const control = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\r*\n)/
/** A piece: text, one control byte, or an escape sequence (its ESC; the rest is found by its own rules). */
const piece = /[^\x00-\x08\x0a-\x1f\x7f]+|[\s\S]/y
const letter = Buffer.from('m')

/**
 * Turns the bytes that a program sends to a terminal into the text that a reader would have seen in the end: `\r\n` is a line
 * end, lines that were written over show their last state, also some rows up; colours, titles and queries are gone; a
 * full-screen program leaves one line. Tabs and bytes that are no UTF-8 stay. Memory is bounded by the last `rows` rows.
 */
export function createTerminalText(rows = defaultRows): TerminalText {
  let out: string[] = []
  const screen = new TerminalScreen(rows, text => void (text !== '' && out.push(text)))
  let held = ''
  let full = false

  const taken = () => {
    const bytes = Buffer.from(out.join(''), 'latin1')
    out = []
    return bytes
  }
  const take = (text: string) => {
    if (!full && screen.isBehind && !control.test(text)) {
      screen.add(text.includes('\r') ? text.replaceAll(/\r+\n/g, '\n') : text)
      return
    }
    for (let at = 0; at < text.length; ) {
      if (text[at] === '\x1b') {
        const bytes = Buffer.from(text.slice(at, at + 1100), 'latin1')
        const end = escapeEnd(bytes, 0)
        full = obey(screen, text.slice(at, at + end), full)
        at += end
        continue
      }
      piece.lastIndex = at
      const [found] = piece.exec(text)!
      if (!full) show(screen, found)
      at += found.length
    }
  }
  return {
    push(bytes) {
      const fresh = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
      const all = held + fresh
      const end = wholeUntil(all)
      held = all.slice(end)
      take(all.slice(0, end).replaceAll(colours, ''))
      return taken()
    },
    soFar: () => Buffer.from(full ? '' : screen.text, 'latin1'),
    flush() {
      // a sequence that never ended showed nothing
      take(held.replace(/\x1b[\s\S]*$/, '').replaceAll(colours, ''))
      held = ''
      screen.end()
      return taken()
    },
  }
}

/** Where a sequence, a character or a line end begins that may go on; the length if there is none. */
function wholeUntil(text: string): number {
  const start = text.lastIndexOf('\x1b')
  if (start !== -1 && text.length - start < 1100) {
    const rest = Buffer.from(text.slice(start), 'latin1')
    if (escapeEnd(Buffer.concat([rest, letter]), 0) > rest.length) return start
  }
  const tail = /(?:\r+|[\xc2-\xf4][\x80-\xbf]{0,2})$/.exec(text.slice(-16))?.[0] ?? ''
  const needed = tail >= '\xf0' ? 4 : tail >= '\xe0' ? 3 : tail >= '\xc2' ? 2 : Number.POSITIVE_INFINITY
  return tail.length < needed ? text.length - tail.length : text.length
}

function show(screen: TerminalScreen, text: string) {
  switch (text) {
    case '\n':
      screen.lineFeed()
      screen.to(undefined, 0)
      break
    case '\r':
      screen.to(undefined, 0)
      break
    case '\b':
      screen.move(0, -1)
      break
    case '\x05':
    case '\x07':
    case '\x0e':
    case '\x0f':
    case '\x7f':
      break // an enquiry, a bell, character sets: nothing is seen
    default:
      screen.write(text)
  }
}

/** Does what an escape sequence says; gives whether the full screen is on after it. */
function obey(screen: TerminalScreen, sequence: string, full: boolean): boolean {
  const alternate = /^\x1b\[\?(?:1049|1047|47)([hl])$/.exec(sequence)
  if (alternate) {
    if (alternate[1] === 'h' && !full) announce(screen)
    return alternate[1] === 'h'
  }
  if (full) return true
  if (sequence === '\x1b7') screen.save()
  else if (sequence === '\x1b8') screen.restore()
  else if (sequence === '\x1bM') screen.move(-1, 0)
  else if (sequence === '\x1bD') screen.lineFeed()
  else if (sequence === '\x1bE') show(screen, '\n')
  else if (sequence === '\x1bc') screen.clear()
  const control = /^\x1b\[([\d;]*)([@-~])$/.exec(sequence)
  if (control) move(screen, control[1]!.split(';').map(Number), control[2]!)
  return full
}

function move(screen: TerminalScreen, [first = 0, second = 0]: number[], letter: string) {
  const count = Math.min(first || 1, 1 << 12)
  const moves: Record<string, () => void> = {
    A: () => screen.move(-count, 0),
    B: () => screen.move(count, 0),
    C: () => screen.move(0, count),
    D: () => screen.move(0, -count),
    E: () => screen.move(count, Number.NEGATIVE_INFINITY),
    F: () => screen.move(-count, Number.NEGATIVE_INFINITY),
    G: () => screen.to(undefined, count - 1),
    '`': () => screen.to(undefined, count - 1),
    H: () => screen.to(count - 1, (second || 1) - 1),
    f: () => screen.to(count - 1, (second || 1) - 1),
    d: () => screen.to(count - 1, undefined),
    J: () => (first === 0 ? screen.eraseBelow() : first >= 2 ? screen.clear() : undefined),
    K: () => screen.eraseLine(first),
    X: () => screen.edit('erase', count),
    P: () => screen.edit('remove', count),
    '@': () => screen.edit('insert', count),
    s: () => screen.save(),
    u: () => screen.restore(),
  }
  moves[letter]?.()
}

function announce(screen: TerminalScreen) {
  screen.ownLine()
  screen.write('[full-screen program]')
  show(screen, '\n')
}
