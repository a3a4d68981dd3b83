import {Buffer} from 'node:buffer'
import {escapeEnd} from './gaps.ts'

/** A shorter value would mask half of the log; it is refused and its name reported. Unit: UTF-8 bytes. */
export const shortestSecret = 6

/** A line of a secret of several lines is a secret by itself from this length on. Unit: UTF-8 bytes. */
const shortestLine = 16

/** Whether a value is long enough to be masked, also without the blanks and line ends around it. */
export function isLongEnough(value: string): boolean {
  return Buffer.byteLength(value.trim()) >= shortestSecret
}

/** Where PostgreSQL cuts names, and values of a row that it refuses. Unit: bytes. */
const cuts = [63, 64]

/**
 * The spellings in which a value commonly appears, each at least six bytes: as it is, and as shells, URLs, JSON, XML, hex,
 * base64 and base32 (at each offset, with and without padding) write it; also without its escape sequences, with its lines joined, and each long line by itself.
 */
export function spellingsOf(secret: string): Buffer[] {
  const value = Buffer.from(secret).toString() // without half characters, which no encoding takes
  const texts = new Set<string>()
  // a value is often printed without the line end that its file has
  for (const whole of [value, value.trim(), withoutEscapes(value)]) {
    for (const text of [...layoutsOf(whole), ...linesOf(whole)]) {
      for (const spelling of [
        text,
        ...forPrograms(text),
        ...forUrls(text),
        ...forMarkup(text),
        ...forShells(text),
      ])
        texts.add(spelling)
    }
  }
  for (const whole of [value, value.replaceAll('\n', '\r\n'), value.trim()]) {
    const bytes = Buffer.from(whole)
    const inLetters = [
      ...[0, 1, 2].flatMap(offset => inBase64(bytes, offset)),
      ...[0, 1, 2, 3, 4].flatMap(offset => inBase32(bytes, offset)),
    ]
    for (const text of [...inHex(bytes), ...inLetters]) texts.add(text)
  }
  for (const most of cuts) if (Buffer.byteLength(value) > most) texts.add(beginning(value, most))
  return [...texts].map(text => Buffer.from(text)).filter(bytes => bytes.length >= shortestSecret)
}

/** What a terminal shows of it. */
function withoutEscapes(text: string): string {
  if (!text.includes('\x1b')) return text
  const bytes = Buffer.from(text)
  const shown: Uint8Array[] = []
  for (let at = 0; at < bytes.length; ) {
    const next = bytes.indexOf(0x1b, at)
    const end = next === -1 ? bytes.length : next
    shown.push(bytes.subarray(at, end))
    at = next === -1 ? end : escapeEnd(bytes, next)
  }
  return Buffer.concat(shown).toString()
}

/** Line ends as Windows has them, as blanks (`echo $KEY`), or gone. */
function layoutsOf(text: string): string[] {
  return text.includes('\n')
    ? [text, ...['\r\n', ' ', ''].map(end => text.replaceAll(/\r?\n/g, end))]
    : [text]
}

/** Lines that may be printed alone or behind a margin; a PEM file's first and last say nothing. */
function linesOf(text: string): string[] {
  if (!text.includes('\n')) return []
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(line => Buffer.byteLength(line) >= shortestLine && !line.startsWith('-----'))
}

function forPrograms(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1)
  const ascii = json.replaceAll(/[^\0-\x7f]/g, unicode)
  return [
    json,
    json.replaceAll('/', '\\/'),
    ascii,
    json.replaceAll(/[<>&]/g, unicode), // Go
    JSON.stringify(json).slice(1, -1), // JSON in JSON
    text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n'), // Python
  ]
}

function forUrls(text: string): string[] {
  const url = encodeURIComponent(text)
  const strict = url.replaceAll(
    /[!'()*]/g,
    character => `%${Buffer.from(character).toString('hex').toUpperCase()}`,
  )
  const forms = [url, strict, strict.replaceAll('%20', '+')]
  return [
    ...forms,
    ...forms.map(form => form.replaceAll(/%../g, code => code.toLowerCase())),
    encodeURI(text),
  ]
}

function forMarkup(text: string): string[] {
  const inText = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return [
    inText,
    ...['&quot;', '&#34;'].flatMap(double =>
      ["'", '&#39;', '&apos;', '&#x27;'].map(single =>
        inText.replaceAll('"', double).replaceAll("'", single),
      ),
    ),
  ]
}

function forShells(text: string): string[] {
  return [
    text.replaceAll("'", "'\\''"),
    text.replaceAll("'", `'"'"'`),
    text.replaceAll(/[\\"$`]/g, '\\$&'),
    text.replaceAll(/[^\w@%+=:,./\n\x80-\uffff-]/g, '\\$&'), // printf %q
    dollarQuoted(text, false),
    dollarQuoted(text, true),
  ]
}

/** As bash's `set -x` and `declare -p` write what has control characters: `$'a\nb'`; in the C locale with `\303`. */
function dollarQuoted(text: string, octal: boolean): string {
  const letters: Record<string, string> = {'\n': 'n', '\t': 't', '\r': 'r', '\\': '\\', "'": "'", '\x1b': 'E'}
  const escaped = text.replaceAll(/[\n\t\r\\'\x1b]/g, character => `\\${letters[character]}`)
  if (!octal) return escaped
  return escaped.replaceAll(/[^\0-\x7f]+/g, run =>
    [...Buffer.from(run)].map(byte => `\\${byte.toString(8)}`).join(''),
  )
}

function inHex(bytes: Buffer): string[] {
  const pairs = [...bytes].map(byte => byte.toString(16).padStart(2, '0'))
  const lower = [
    ...['', ':', ' ', '-'].map(between => pairs.join(between)),
    pairs.map(pair => `\\x${pair}`).join(''),
    pairs.map(pair => `%${pair}`).join(''),
    // od and xxd write groups of two bytes, which may begin in the middle of one
    ...[0, 1].map(odd =>
      pairs.map((pair, at) => (at > 0 && (at + odd) % 2 === 0 ? ` ${pair}` : pair)).join(''),
    ),
  ]
  return [...lower, ...lower.map(text => text.toUpperCase().replaceAll('\\X', '\\x'))]
}

/** What of a base64 text depends only on `bytes` when they begin `offset` bytes into a group of three; also where the text ends with them. */
function inBase64(bytes: Buffer, offset: number): string[] {
  const whole = Buffer.concat([Buffer.alloc(offset), bytes])
  const from = Math.ceil((offset * 8) / 6)
  const to = Math.floor((whole.length * 8) / 6)
  return (['base64', 'base64url'] as const).flatMap(encoding => {
    const text = whole.toString(encoding)
    const bare = text.replace(/=+$/, '')
    return [
      text.slice(from, to),
      bare.slice(from),
      bare.slice(from).padEnd(whole.toString('base64').length - from, '='),
    ]
  })
}

const base32Letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The same of a base32 text, with groups of five bytes. */
function inBase32(bytes: Buffer, offset: number): string[] {
  const bits = [...Buffer.concat([Buffer.alloc(offset), bytes])]
    .map(byte => byte.toString(2).padStart(8, '0'))
    .join('')
  const bare = bits.replaceAll(/.{1,5}/g, five => base32Letters[Number.parseInt(five.padEnd(5, '0'), 2)]!)
  const from = Math.ceil((offset * 8) / 5)
  const text = bare.slice(from)
  return [
    bare.slice(from, Math.floor(bits.length / 5)),
    text,
    text.padEnd(Math.ceil(bare.length / 8) * 8 - from, '='),
  ]
}

function unicode(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** No more than so many bytes, and no part of a character. */
function beginning(text: string, most: number): string {
  return Buffer.from(text)
    .subarray(0, most)
    .toString()
    .replace(/\ufffd+$/, '')
}
