import {createHash} from 'node:crypto'
import {statSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {basename, join, resolve} from 'node:path'
import process from 'node:process'
import {firstEvent} from '../../journal/first-record.ts'
import {readIncident, readRevisions} from '../../journal/revisions.ts'
import {runFiles} from '../../journal/run-directory.ts'
import {streamJournal} from '../../journal/stream.ts'
import {lastMoment} from '../../journal/tail.ts'
import {exitCodes, RunbookError} from '../../model/error.ts'
import {createRedactor, type Redactor} from '../../model/redact.ts'
import {secretsOf} from '../../model/secret.ts'
import type {ToldEvent} from '../../model/told.ts'
import type {Zone} from '../../model/zone.ts'
import {external} from '../../report/timeline/external.ts'
import {writeTimeline} from '../../report/timeline/render.ts'
import {byTime, type Level, type Row, type TimelineFormat} from '../../report/timeline/row.ts'
import {beginStory, type Story} from '../../report/timeline/story.ts'
import {findRun, runDirectories} from '../record/find-run.ts'
import {redactedRow, redactedSummary, redactedTold} from '../record/redacted-story.ts'
import {sortLong} from '../record/sorted-rows.ts'
import {readFiles} from '../record/told-files.ts'
import {writeOut} from '../record/write-out.ts'
import {type Extent, readBorder, readDate, readZone} from '../record/zoned.ts'

export interface TimelineOptions {
  incident?: string | undefined
  import: readonly string[]
  date?: string | undefined
  tz: string
  format: TimelineFormat
  level?: Level | undefined
  since?: string | undefined
  until?: string | undefined
  anonymize: boolean
  external: boolean
  verify: boolean
  numbers: boolean
  logDir: string
}

/** A journal up to this size is verified whole without being asked: it takes under a second. Unit: bytes. */
const verifiedBytes = 16 * 1024 * 1024

/** `runbook timeline [RUN…]`: prints one story of several runs and of what files tell. */
export async function timelineCommand(words: string[], options: TimelineOptions): Promise<number> {
  const zone = readZone(options.tz)
  const redactor = createRedactor(secretsOf(process.env))
  const told = readFiles(options.import, {zone, day: readDate(options.date)}).map(({name, events}) => ({
    name,
    events: events.map(event => redactedTold(event, redactor)),
  }))
  const dirs = await runsOf(words, options)
  const rows = sortLong<Row>(byTime, tmpdir())
  try {
    const story = beginStory(
      wantedOf(options, zone, redactor, () => extentOf(dirs, told)),
      row => rows.add(row),
    )
    let damaged = false
    for (const dir of dirs) damaged = (await tellRun(dir, story, options.verify)) || damaged
    for (const {name, events} of told) story.told(name, events)
    const pieces = writeTimeline(redactedSummary(story.end(), redactor), rows.inOrder(), {
      format: options.format,
      zone,
      mask: options.external ? 'commands' : options.anonymize ? 'names' : 'none',
      digest: text => createHash('sha256').update(text).digest('hex'),
    })
    await writeOut(process.stdout, pieces)
    return damaged ? exitCodes.failed : exitCodes.success
  } finally {
    rows.close()
  }
}

function wantedOf(
  {level, format, since, until, external: outside, numbers}: TimelineOptions,
  zone: Zone,
  redactor: Redactor,
  extent: () => Extent,
) {
  const border = (option: string, text: string | undefined) =>
    readBorder(option, text, zone, new Date(), extent)
  return {
    level: level ?? (format === 'otlp' ? ('all' as const) : ('story' as const)),
    since: border('--since', since),
    until: border('--until', until),
    shown: (row: Row) => {
      const shown = outside ? external(row) : numbers ? numbered(row) : row
      return shown?.imported || !shown ? shown : redactedRow(shown, redactor)
    },
  }
}

function numbered(row: Row): Row {
  return row.imported ? row : {...row, what: [{text: `#${row.sequence} `}, ...row.what]}
}

/** From the first to the last that is on record, by the ends of journals: what was told late of an earlier day counts for none. */
function extentOf(dirs: readonly string[], told: readonly {events: readonly ToldEvent[]}[]): Extent {
  const times = [
    ...dirs.flatMap(dir => [firstEvent(dir)?.time, lastMoment(dir)]),
    ...told.flatMap(({events}) => events.map(({time}) => time)),
  ]
  const known = times.filter(time => time !== undefined).sort()
  return known.length === 0 ? undefined : {first: known[0]!, last: known.at(-1)!}
}

/** The run directories that are meant, each once; the newest where nothing else is asked for. */
async function runsOf(
  words: readonly string[],
  {incident, import: files, logDir}: TimelineOptions,
): Promise<string[]> {
  const dirs = words.map(word => findRun(word, logDir))
  if (incident !== undefined) {
    const found: string[] = []
    for (const dir of runDirectories(logDir).toReversed()) if (readIncident(dir) === incident) found.push(dir)
    if (found.length === 0)
      throw new RunbookError(
        'no-run',
        `${incident}: no run of this incident below ${logDir}; runbook log lists them`,
      )
    dirs.push(...found)
  } else if (words.length === 0 && files.length === 0) dirs.push(findRun(undefined, logDir))
  return [...new Map(dirs.map(dir => [resolve(dir), dir])).values()]
}

/** Tells one run; whether its record is damaged, which is said on standard error. */
async function tellRun(dir: string, story: Story, verify: boolean): Promise<boolean> {
  const path = join(dir, runFiles.journal)
  const hashes = verify || statSync(path).size <= verifiedBytes
  const journal = story.journal(basename(resolve(dir)), undefined, readRevisions(dir))
  const {records, damage, more, torn} = streamJournal(dir, {hashes, take: journal.record})
  journal.end()
  for (const {line, reason} of damage) process.stderr.write(`${path}:${line}: error: ${reason}\n`)
  if (more > 0) process.stderr.write(`${path}: error: ${more} more lines are not as they should be\n`)
  if (torn)
    process.stderr.write(`${path}: warning: the last line was cut off while it was written; it is left out\n`)
  if (!hashes)
    process.stderr.write(
      `${path}: its numbers and links were checked, not the hash of each of ${records} records; --verify does\n`,
    )
  if (records === 0)
    throw new RunbookError('empty-journal', `${path}: it holds no record of a run`, {
      exitCode: exitCodes.failed,
    })
  return damage.length > 0
}
