import {userInfo} from 'node:os'
import process from 'node:process'
import {openJournal} from '../../journal/journal.ts'
import {type ReadJournal, readJournal} from '../../journal/read.ts'
import {readSealed} from '../../journal/revisions.ts'
import {exitCodes, RunbookError} from '../../model/error.ts'
import {
  type EventOf,
  type EventType,
  type JournalRecord,
  type RunEvent,
  structural,
} from '../../model/event.ts'
import {createRedactor} from '../../model/redact.ts'
import {withoutNamed} from '../../model/said-fields.ts'
import {secretsOf} from '../../model/secret.ts'
import {eventIds} from '../run/event-ids.ts'
import {thisProcess} from './holder.ts'
import {readMoment} from './read-moment.ts'

/** What every command that adds to a record takes. */
export interface AddOptions {
  logDir: string
  operator?: string | undefined
  at?: string | undefined
  /** The step that it is about. */
  subject?: string | undefined
}

/** Throws where somebody has said that the record of a run is complete. */
export async function requireUnsealed(dir: string): Promise<void> {
  const sealed = readSealed(dir)
  if (sealed)
    throw new RunbookError(
      'sealed',
      `${dir}: the record was sealed at ${sealed.time}${sealed.by === undefined ? '' : ` by ${sealed.by}`}: nothing more is taken`,
      {exitCode: exitCodes.refused},
    )
}

/** Adds one fact to the record of a run, whether it goes on or not: redacted, chained and on disk when this returns. */
export async function addToRun<T extends EventType>(
  dir: string,
  type: T,
  data: EventOf<T>['data'],
  {operator, at, subject}: AddOptions,
): Promise<{record: JournalRecord; before: ReadJournal}> {
  const now = new Date()
  const moment = at === undefined ? {time: now, approximate: false} : readMoment(at, now)
  if (type !== 'event.redacted') await requireUnsealed(dir)
  const before = await readJournal(dir, () => false)
  if (before.head.sequence === 0 || before.damage.length > 0)
    throw new RunbookError('damaged', `${dir}: the record is damaged; see runbook log --verify ${dir}`, {
      exitCode: exitCodes.failed,
    })
  const redactor = createRedactor(secretsOf(process.env))
  const event = withoutNamed(
    redactor.value(
      {
        type,
        time: moment.time.toISOString(),
        ...(subject === undefined ? {} : {subject}),
        authid: operator ?? userInfo().username,
        data: {...data, ...(moment.approximate ? {approximate: true} : {})},
      } as RunEvent,
      structural,
    ),
    redactor.said,
  )
  const journal = openJournal(dir, {
    runId: before.runId,
    source: before.source,
    now: () => new Date(),
    newId: eventIds(),
    holder: thisProcess(),
  })
  try {
    const record = journal.append(event)
    journal.sync()
    return {record, before}
  } finally {
    journal.close()
  }
}
