import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {readJournal} from '../../journal/read.ts'
import {RunbookError} from '../../model/error.ts'
import type {EventOf, RunEvent} from '../../model/event.ts'
import type {RecordedAttempt, Recording} from '../../model/recording.ts'
import {csvRecords} from '../../parser/told/csv-records.ts'

/** What the blocks of a recorded run gave, as far as its record tells: secrets are masked there, or not kept. */
export async function recordingOf(dir: string): Promise<Recording> {
  const {events, damage} = await readJournal(dir)
  if (damage.length > 0)
    throw new RunbookError('recording', `${dir}: the record is damaged (runbook log --verify ${dir})`)
  const read = (path: string) => readFileSync(join(dir, path), 'utf8')
  const steps: Record<string, RecordedAttempt[]> = {}
  const targets: Record<string, Record<string, string>> = {}
  for (const [index, event] of events.entries()) {
    if (event.type === 'target.checked') targets[event.data.target] ??= event.data.observed
    if (event.type !== 'step.finished' || event.subject === undefined) continue
    const attempt = attemptOf(event, events, index, read)
    if (attempt) steps[event.subject] = [...(steps[event.subject] ?? []), attempt]
  }
  return {...(Object.keys(targets).length > 0 ? {targets} : {}), steps}
}

function attemptOf(
  {subject, data}: EventOf<'step.finished'>,
  events: readonly RunEvent[],
  index: number,
  read: (path: string) => string,
): RecordedAttempt | undefined {
  const {attempt, outcome, process, db, output, results} = data
  const about = events
    .slice(0, index)
    .flatMap(event =>
      event.subject === subject && 'attempt' in event.data && event.data.attempt === attempt ? [event] : [],
    )
  const began = about.findLast(event => event.type === 'step.started')
  if (began?.type !== 'step.started' || began.data.text === undefined) return undefined
  if (outcome.kind === 'skip' || ('by' in outcome && outcome.by === 'operator')) return undefined
  const unmet = about.some(event => event.type === 'check.evaluated' && event.data.verdict === 'unmet')
  const exit = process?.exit.code
  const status = db?.response.status_code
  // what was expected of it is judged anew: recorded is what it did
  const did = unmet && status === undefined && !exit ? {kind: 'success' as const} : outcome
  const left = leftBy(events, index, subject!)
  const printed = output ? read(output.path) : ''
  return {
    text: began.data.text,
    ...(exit !== undefined && (did.kind === 'success' || did.kind === 'failure') ? {} : {outcome: did.kind}),
    ...('detail' in did && did.detail && exit === undefined ? {detail: did.detail} : {}),
    ...(exit === undefined ? {} : {exit}),
    ...(results?.length
      ? {results: results.map(({path, rows}) => tableOf(read(path), rows))}
      : outputOf(printed, left)),
    ...(db?.response.returned_rows === undefined || results?.length ? {} : {rows: db.response.returned_rows}),
    ...(db?.response.affected_rows === undefined ? {} : {affected: db.response.affected_rows}),
    ...(status === undefined ? {} : {status}),
    ...(left.length > 0 ? {values: Object.fromEntries(left)} : {}),
  }
}

/** The values that a step left for later ones; of a secret one only that there was one is known. */
function leftBy(events: readonly RunEvent[], index: number, subject: string): [string, string][] {
  const left: [string, string][] = []
  for (const event of events.slice(index + 1)) {
    if (event.type !== 'input.set' || event.data.source !== 'capture' || event.subject !== subject) break
    left.push([event.data.name, event.data.value ?? `stand-in-for-${event.data.name}`])
  }
  return left
}

/** Of what was printed, what was kept as a value was standard output; the rest was both. */
function outputOf(
  printed: string,
  left: readonly [string, string][],
): Pick<RecordedAttempt, 'output' | 'errors'> {
  const value = left.map(([, value]) => value).find(value => value.trim() !== '' && printed.includes(value))
  if (value === undefined || printed.trim() === value) return printed ? {output: printed} : {}
  const at = printed.indexOf(value)
  return {
    output: `${value}\n`,
    errors: printed.slice(0, at) + printed.slice(at + value.length).replace(/^\n/, ''),
  }
}

/** A result as it was kept, in CSV: there an empty text that stands alone on its line cannot be told from a null. */
function tableOf(csv: string, rows: number): NonNullable<RecordedAttempt['results']>[number] {
  const records = csvRecords(csv, ',')
  const [head, ...all] = typeof records === 'number' ? [] : records
  const columns = head?.fields ?? []
  const cells = all.map(({fields}) => fields.map(field => (field === '' ? null : field)))
  const blank =
    columns.length === 1 ? Array.from({length: Math.max(0, rows - cells.length)}, () => [null]) : []
  return {columns, rows: [...cells, ...blank]}
}
