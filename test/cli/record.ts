import {readdirSync, readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {readJournal} from '../../src/journal/read.ts'
import {
  type EventOf,
  type EventType,
  eventOf,
  type JournalRecord,
  type RunEvent,
  recordSchema,
} from '../../src/model/event.ts'
import {finished} from '../support/finished.ts'

/** What one run left on disk. */
export interface RunRecord {
  /** Absolute path of the run directory. */
  readonly dir: string
  readonly records: readonly JournalRecord[]
  readonly events: readonly RunEvent[]
  /** Types of the events without their prefix, in order. */
  readonly types: readonly string[]
  read(path: string): string
}

/** The record of the only run below `incidents/` of `dir`. Throws if there is not exactly one, or it does not verify. */
export async function onlyRun(dir: string): Promise<RunRecord> {
  const dirs = finished('', '', dir).runDirs()
  if (dirs.length !== 1) throw new Error(`Expected one run, found ${dirs.length}: ${dirs.join(', ')}`)
  return readRecord(join(dir, dirs[0]!))
}

/** Reads a run directory; every line must be a valid record in an unbroken chain. */
export async function readRecord(dir: string): Promise<RunRecord> {
  const {damage, torn} = await readJournal(dir)
  if (damage.length > 0 || torn) throw new Error(`${dir}: ${JSON.stringify({damage, torn})}`)
  const records = linesOf(readFileSync(join(dir, 'journal.jsonl'), 'utf8')).map(line =>
    recordSchema().parse(JSON.parse(line)),
  )
  const events = records.map(record => eventOf(record)!)
  return {
    dir,
    records,
    events,
    types: events.map(({type}) => type),
    read: path => readFileSync(join(dir, path), 'utf8'),
  }
}

/** The data of the events of one type. */
export function dataOf<T extends EventType>({events}: RunRecord, type: T): EventOf<T>['data'][] {
  return events.filter(event => event.type === type).map(({data}) => data as EventOf<T>['data'])
}

/** How each step ended: its id and the kind of its last outcome. */
export function outcomes({events}: RunRecord): Record<string, string> {
  return Object.fromEntries(
    events.flatMap(event =>
      event.type === 'step.finished' ? [[event.subject!, event.data.outcome.kind]] : [],
    ),
  )
}

/** The lines of a text that ends with a newline. */
export const linesOf = (text: string): string[] => text.split('\n').slice(0, -1)

/** Everything below a folder that a search for a leaked text must look at, by path. */
export function everyFile(dir: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(dir, {recursive: true, encoding: 'utf8'})
      .filter(path => statSync(join(dir, path)).isFile())
      .map(path => [path, readFileSync(join(dir, path), 'latin1')]),
  )
}

/** Whether a process is there and has not ended. */
export function isRunning(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, 'latin1'))
  } catch {
    return false
  }
}
