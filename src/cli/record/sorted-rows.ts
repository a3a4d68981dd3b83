import {closeSync, mkdtempSync, openSync, readSync, rmdirSync, unlinkSync, writeSync} from 'node:fs'
import {join} from 'node:path'
import {exitCodes, RunbookError} from '../../model/error.ts'

/** Takes any number of things and gives them back in order. */
export interface Sorted<T> {
  add(item: T): void
  /** All of them, once; then nothing is left behind. */
  inOrder(): Generator<T>
  close(): void
}

/**
 * Sorts more than fits into memory: what is above `most` goes, sorted, to a file in `folder`, which nobody else can open
 * and which is gone when the process ends, however it ends. What comes nearly in order costs little. Items must survive JSON.
 */
export function sortLong<T>(compare: (a: T, b: T) => number, folder: string, most = 8000): Sorted<T> {
  let items: T[] = []
  let file: number | undefined
  let size = 0
  const chunks: {from: number; to: number}[] = []
  let last: T | undefined
  // the later half stays: what is only a little late then still goes before it, and one chunk is enough
  const spill = () => {
    file ??= unnamedFile(folder)
    const from = size
    items.sort(compare)
    const away = items.splice(0, Math.ceil(items.length / 2))
    let text = ''
    const write = () => {
      const bytes = Buffer.from(text)
      for (let done = 0; done < bytes.length; )
        done += writeSync(file!, bytes, done, bytes.length - done, size + done)
      size += bytes.length
      text = ''
    }
    for (const item of away) {
      text += `${JSON.stringify(item)}\n`
      if (text.length > 1 << 18) write()
    }
    write()
    if (last !== undefined && compare(last, away[0]!) <= 0) chunks.at(-1)!.to = size
    else chunks.push({from, to: size})
    last = away.at(-1)
  }
  const tried = () => {
    try {
      spill()
    } catch (error) {
      const {code} = error as NodeJS.ErrnoException
      throw new RunbookError(
        'temporary-file',
        `${folder}: what is too long for memory cannot be kept there (${code}); set TMPDIR to another folder`,
        {exitCode: exitCodes.broken, cause: error},
      )
    }
  }
  const close = () => {
    if (file !== undefined) closeSync(file)
    file = undefined
    items = []
    chunks.length = 0
  }
  return {
    add(item) {
      items.push(item)
      if (items.length >= most) tried()
    },
    *inOrder() {
      try {
        const sources = chunks.map(({from, to}) => linesBetween<T>(file!, from, to))
        yield* merged([...sources, items.sort(compare).values()], compare)
      } finally {
        close()
      }
    },
    close,
  }
}

function unnamedFile(folder: string): number {
  const dir = mkdtempSync(join(folder, 'runbook-'))
  const path = join(dir, 'rows')
  const file = openSync(path, 'wx+', 0o600)
  unlinkSync(path)
  rmdirSync(dir)
  return file
}

function* linesBetween<T>(file: number, from: number, to: number): Generator<T> {
  const buffer = Buffer.alloc(Math.min(1 << 16, to - from))
  let rest = Buffer.alloc(0)
  for (let at = from; at < to; ) {
    const read = readSync(file, buffer, 0, Math.min(buffer.length, to - at), at)
    if (read === 0) return
    at += read
    const bytes =
      rest.length === 0 ? buffer.subarray(0, read) : Buffer.concat([rest, buffer.subarray(0, read)])
    const whole = bytes.lastIndexOf(0x0a) + 1
    const text = bytes.toString('utf8', 0, whole)
    for (let begin = 0; begin < text.length; ) {
      const end = text.indexOf('\n', begin)
      yield JSON.parse(text.slice(begin, end)) as T
      begin = end + 1
    }
    rest = Buffer.from(bytes.subarray(whole))
  }
}

/** Merges sorted sources; of equals, that of the earlier source comes first. */
function* merged<T>(sources: Iterator<T>[], compare: (a: T, b: T) => number): Generator<T> {
  const heads = sources.flatMap((source, index) => {
    const {value, done} = source.next()
    return done ? [] : [{source, index, value: value as T}]
  })
  type Head = (typeof heads)[number]
  const before = (a: Head, b: Head) => compare(a.value, b.value) || a.index - b.index
  heads.sort(before)
  while (heads.length > 0) {
    const head = heads[0]!
    yield head.value
    const {value, done} = head.source.next()
    heads.shift()
    if (done) continue
    head.value = value as T
    let [low, high] = [0, heads.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (before(head, heads[middle]!) < 0) high = middle
      else low = middle + 1
    }
    heads.splice(low, 0, head)
  }
}
