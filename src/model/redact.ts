import type {Secret} from './secret.ts'

/** A shorter value would mask half of the log; it is refused and its name reported. Unit: UTF-8 bytes. */
export const shortestSecret = 6
const mask = '‹redacted›'

/**
 * Replaces secrets in a stream of bytes, also where a value is split over chunks, or in base64, hex, URL, JSON or shell
 * form. `push` gives the bytes that are safe to let go; `flush` gives the rest. Works on latin1 strings: one char, one byte.
 */
export interface Masker {
  push(chunk: Uint8Array): Buffer
  flush(): Buffer
}

/** The set of secrets of a run, which may grow; one door for bytes (`stream`) and for texts (`text`, `value`). */
export interface Redactor {
  /** False if the value is too short to be masked: the caller must say so. */
  add(secret: Secret): boolean
  text(text: string): string
  /** The same value with every string in it redacted; keys stay, and so does what stands under the keys in `except`. */
  value<T>(value: T, except?: ReadonlySet<string>): T
  stream(): Masker
}

/** Makes the door. Values shorter than six bytes are not masked and are handed to `tooShort`. */
export function createRedactor(
  secrets: Iterable<Secret> = [],
  tooShort: (name: string) => void = () => {},
): Redactor {
  const needles = new Set<string>()
  const add = ({name, value}: Secret) => {
    if (Buffer.byteLength(value) < shortestSecret) {
      if (value !== '') tooShort(name)
      return false
    }
    // a value is often printed without the line end that its file has
    for (const spelling of [value, value.trim()]) for (const form of formsOf(spelling)) needles.add(form)
    return true
  }
  for (const secret of secrets) add(secret)

  const stream = (): Masker => {
    let held = ''
    return {
      push(chunk) {
        const {safe, rest} = cut(
          held + Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1'),
          needles,
        )
        held = rest
        return Buffer.from(safe, 'latin1')
      },
      flush() {
        const all = replaced(held, matches(held, needles), held.length)
        held = ''
        return Buffer.from(all, 'latin1')
      },
    }
  }
  const text = (input: string): string => {
    if (needles.size === 0) return input
    const bytes = Buffer.from(input).toString('latin1')
    const found = matches(bytes, needles)
    return found.length === 0 ? input : Buffer.from(replaced(bytes, found, bytes.length), 'latin1').toString()
  }
  const value = <T>(input: T, except: ReadonlySet<string> = new Set()): T => deep(input, text, except) as T
  return {add, text, value, stream}
}

function deep(value: unknown, text: (input: string) => string, except: ReadonlySet<string>): unknown {
  if (typeof value === 'string') return text(value)
  if (Array.isArray(value)) return value.map(item => deep(item, text, except))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      typeof item === 'string' && except.has(key) ? item : deep(item, text, except),
    ]),
  )
}

const maskBytes = Buffer.from(mask).toString('latin1')

type Range = readonly [start: number, end: number]

/** Where needles stand, overlapping ones merged, in order. */
function matches(text: string, needles: ReadonlySet<string>): Range[] {
  const found: Range[] = []
  for (const needle of needles) {
    for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at + 1))
      found.push([at, at + needle.length])
  }
  found.sort((a, b) => a[0] - b[0])
  const merged: [number, number][] = []
  for (const [start, end] of found) {
    const last = merged.at(-1)
    if (last && start < last[1]) last[1] = Math.max(last[1], end)
    else merged.push([start, end])
  }
  return merged
}

function replaced(text: string, found: readonly Range[], until: number): string {
  let result = ''
  let from = 0
  for (const [start, end] of found) {
    if (start >= until) break
    result += text.slice(from, start) + maskBytes
    from = end
  }
  return result + text.slice(from, until)
}

/** Splits so that nothing in `safe` can be the beginning of a needle, and no match is cut. */
function cut(text: string, needles: ReadonlySet<string>): {safe: string; rest: string} {
  const found = matches(text, needles)
  let hold = text.length
  for (const needle of needles) {
    for (let at = Math.max(0, text.length - needle.length + 1); at < hold; at++) {
      if (needle.startsWith(text.slice(at))) hold = at
    }
  }
  const across = found.find(([start, end]) => start < hold && end > hold)
  if (across) hold = across[0]
  return {safe: replaced(text, found, hold), rest: text.slice(hold)}
}

/** The spellings in which a value commonly appears: as it is, and as base64 (at three offsets), hex, URL, JSON and shell write it. */
function formsOf(secret: string): Set<string> {
  const bytes = Buffer.from(secret)
  const value = bytes.toString() // without half characters, which no encoding takes
  const texts = [
    value,
    value.replaceAll('\n', '\r\n'),
    encodeURIComponent(value),
    JSON.stringify(value).slice(1, -1),
    value.replaceAll("'", "'\\''"),
    value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    ...[0, 1, 2].flatMap(offset => base64Inside(bytes, offset)),
  ]
  return new Set(
    texts.map(text => Buffer.from(text).toString('latin1')).filter(text => text.length >= shortestSecret),
  )
}

/** The part of a base64 text that depends only on `bytes` when they begin `offset` bytes into a group of three. */
function base64Inside(bytes: Buffer, offset: number): string[] {
  const whole = Buffer.concat([Buffer.alloc(offset), bytes])
  const from = Math.ceil((offset * 8) / 6)
  const to = Math.floor((whole.length * 8) / 6)
  return (['base64', 'base64url'] as const).map(encoding => whole.toString(encoding).slice(from, to))
}
