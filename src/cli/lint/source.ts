import {readFileSync, statSync} from 'node:fs'
import process from 'node:process'
import {lineStartsOf} from '../../model/place.ts'

/** A larger file is no runbook. Unit: bytes. */
const largest = 10 * 1024 * 1024

/** A document as it was read. */
export interface Source {
  path: string
  /** As it is on disk. */
  bytes: Buffer
  /** Without a byte order mark; what is no UTF-8 reads U+FFFD. */
  text: string
  /** Whether `text`, with its byte order mark, says all that the bytes say. */
  whole: boolean
}

const mark = '\ufeff'

/** Reads a document, `-` from standard input; or says why it cannot be read. */
export function readSource(path: string): Source | {path: string; problem: string} {
  let bytes: Buffer
  try {
    const size = path === '-' ? 0 : statSync(path).size
    if (size > largest) return {path, problem: tooLarge(size)}
    bytes = readFileSync(path === '-' ? process.stdin.fd : path)
  } catch (error) {
    return {path, problem: problemOf(error)}
  }
  if (bytes.length > largest) return {path, problem: tooLarge(bytes.length)}
  if (bytes.includes(0)) return {path, problem: 'Unexpected binary file, expected markdown'}
  const decoded = bytes.toString('utf8')
  const whole = Buffer.from(decoded).equals(bytes)
  return {path, bytes, text: decoded.startsWith(mark) ? decoded.slice(1) : decoded, whole}
}

function tooLarge(size: number): string {
  return `Unexpected file of ${(size / 1024 / 1024).toFixed(0)} MB, expected 10 MB at most`
}

function problemOf(error: unknown): string {
  const {code} = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return 'Unexpected path, expected a file or folder that is there'
  return `Unexpected failure (${code}), expected a file that can be read`
}

/** The bytes of a document with another text; its byte order mark stays. */
export function bytesWith({bytes}: Source, text: string): Buffer {
  return Buffer.from(bytes.subarray(0, 3).toString('utf8') === mark ? mark + text : text)
}

/** Gives the lines of a text by their number, from 1, without their ends. */
export function linesOf(text: string): (number: number) => string {
  let starts: number[] | undefined
  return number => {
    starts ??= lineStartsOf(text)
    const start = starts[number - 1]
    return start === undefined ? '' : text.slice(start, starts[number]).replace(/[\r\n]+$/, '')
  }
}
