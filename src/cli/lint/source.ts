import {createReadStream, fstatSync, readFileSync, statSync} from 'node:fs'
import process from 'node:process'
import {lineStartsOf} from '../../model/place.ts'
import {notText} from '../documents/not-text.ts'

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

/** A document that could not be read, and why. */
export interface Unread {
  path: string
  problem: string
}

const mark = '\ufeff'

/** Reads a document, `-` from standard input; or says why it cannot be read. */
export async function readSource(path: string): Promise<Source | Unread> {
  let bytes: Buffer | undefined
  try {
    bytes = await bytesOf(path)
  } catch (error) {
    return {path, problem: problemOf(error)}
  }
  if (bytes === undefined)
    return {path, problem: 'Unexpected file of more than 10 MB, expected 10 MB at most'}
  const other = notText(bytes)
  if (other) return {path, problem: `Unexpected ${other.what}, expected markdown in UTF-8: ${other.advice}`}
  const decoded = bytes.toString('utf8')
  const whole = Buffer.from(decoded).equals(bytes)
  return {path, bytes, text: decoded.startsWith(mark) ? decoded.slice(1) : decoded, whole}
}

/** What a file holds, or what comes through a pipe; undefined where it is too much, of which the rest is not read. */
async function bytesOf(path: string): Promise<Buffer | undefined> {
  const [input, stats] = path === '-' ? [0, fstatSync(0)] : [path, statSync(path)]
  if (stats.size > largest) return undefined
  // a pipe or a device does not say how much there is, and may have nothing yet
  if (stats.isDirectory() || (stats.isFile() && stats.size > 0)) return readFileSync(input)
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of path === '-' ? process.stdin : createReadStream(path)) {
    size += (chunk as Buffer).length
    if (size > largest) return undefined
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks)
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
