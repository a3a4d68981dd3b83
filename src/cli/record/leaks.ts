import {Buffer} from 'node:buffer'
import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {runFiles} from '../../journal/run-directory.ts'
import {erase, type FindLeaks, type Leak} from '../../model/erase.ts'
import {type ErasedRecord, eraseRecord} from '../../model/erase-record.ts'
import type {JournalRecord} from '../../model/event.ts'

/** A file of a run directory that something leaked into. */
export interface LeakyFile {
  /** Relative to the run directory. */
  path: string
  places: number
  /** Where, from 1; the first few. */
  lines: number[]
}

/** A record of the journal that something leaked into. */
export interface LeakyRecord extends Pick<ErasedRecord, 'places' | 'stuck'> {
  sequence: number
  type: string
}

/** Ends the name of a file that is about to take another's place. */
export const staged = '.redacting'

/** The files of a run directory besides its journal that may hold what was printed or written. */
function filesOf(dir: string): string[] {
  const below = (folder: string) =>
    existsSync(join(dir, folder)) ? readdirSync(join(dir, folder)).map(name => `${folder}/${name}`) : []
  return [
    ...['outputs', runFiles.attachments, 'session'].flatMap(below),
    ...readdirSync(dir).filter(name => /^(?:session.*\.cast|incident.*\.md)$/.test(name)),
  ].filter(path => !path.endsWith(staged))
}

/** Looks into every file of a run directory. */
export function leakyFiles(dir: string, find: FindLeaks): LeakyFile[] {
  return filesOf(dir).flatMap(path => {
    const bytes = readFileSync(join(dir, path))
    const {leaks} = withoutLeaks(bytes, path, find)
    return leaks === 0 ? [] : [{path, places: leaks, lines: linesWith(bytes, find)}]
  })
}

/** Looks into every record of a journal without damage. */
export function leakyRecords(dir: string, find: FindLeaks): LeakyRecord[] {
  const lines = readFileSync(join(dir, runFiles.journal), 'utf8').split('\n').slice(0, -1)
  return lines.flatMap(line => {
    const record = JSON.parse(line) as JournalRecord
    const {places, stuck} = eraseRecord(record, find)
    for (const key of ['source', 'authid', 'subject'] as const) {
      if (find(Buffer.from(record[key] ?? '')).length > 0) stuck.push(key)
    }
    return places > 0 || stuck.length > 0
      ? [{sequence: record.sequence, type: record.type, places, stuck}]
      : []
  })
}

/** The bytes of a file without what leaked into it, and how often it stood there. */
export function withoutLeaks(bytes: Buffer, path: string, find: FindLeaks): {bytes: Buffer; leaks: number} {
  if (path.endsWith('.cast')) return castWithout(castLines(bytes), find)
  const leaks = find(bytes)
  return {bytes: leaks.length === 0 ? bytes : erase([bytes], leaks)[0]!, leaks: leaks.length}
}

/** A line that was cut off while it was written stays a text. */
type CastLine = {version: number; title?: string} | [number, string, string] | string

function castLines(bytes: Buffer): CastLine[] {
  return bytes
    .toString()
    .split('\n')
    .filter(line => line !== '')
    .map(line => {
      try {
        return JSON.parse(line) as CastLine
      } catch {
        return line
      }
    })
}

/** What was shown is one text, cut at any place; labels are others. */
function castWithout(lines: CastLine[], find: FindLeaks): {bytes: Buffer; leaks: number} {
  const shown = lines.flatMap(line => (Array.isArray(line) && line[1] === 'o' ? [Buffer.from(line[2])] : []))
  const leaks = find(Buffer.concat(shown))
  const clear = erase(shown, leaks).values()
  let count = leaks.length
  const label = (text: string) => {
    const found: Leak[] = find(Buffer.from(text))
    count += found.length
    return erase([Buffer.from(text)], found)[0]!.toString()
  }
  const texts = lines.map(line => {
    if (typeof line === 'string') return label(line)
    if (!Array.isArray(line)) return line.title === undefined ? line : {...line, title: label(line.title)}
    const [time, code, data] = line
    return [time, code, code === 'o' ? clear.next().value!.toString() : label(data)]
  })
  return {
    bytes: Buffer.from(
      texts.map(line => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''),
    ),
    leaks: count,
  }
}

function linesWith(bytes: Buffer, find: FindLeaks): number[] {
  const found = new Set<number>()
  let line = 1
  let at = 0
  for (const {start} of find(bytes)) {
    for (let end = bytes.indexOf(0x0a, at); end !== -1 && end < start; end = bytes.indexOf(0x0a, end + 1)) {
      line++
      at = end + 1
    }
    found.add(line)
    if (found.size === 10) break
  }
  return [...found]
}
