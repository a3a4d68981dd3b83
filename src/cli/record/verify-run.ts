import {join} from 'node:path'
import {type ReadJournal, readOutput} from '../../journal/read.ts'
import {runFiles} from '../../journal/run-directory.ts'
import type {RunEvent} from '../../model/event.ts'
import type {BesideJournal} from './beside-journal.ts'
import {checkSignatures, signaturesIn} from './signature.ts'

/** What verifying a run found beyond damaged records: what is wrong, and what is worth knowing. */
interface Verified {
  problems: string[]
  remarks: string[]
}

/** Checks the head, the kept files and the signatures of a run. */
export async function verifyRun(
  journal: ReadJournal,
  beside: BesideJournal,
  {head, signers}: {head: string | undefined; signers: string | undefined},
): Promise<Verified> {
  const {dir} = journal
  const signed = signers === undefined ? undefined : await checkSignatures(journal, signers)
  const count = signaturesIn(dir).length
  const bad = (signed ?? []).flatMap(one =>
    'problem' in one ? [`${join(dir, one.path)}: error: ${one.problem}`] : [],
  )
  const good = (signed ?? []).flatMap(one =>
    'by' in one ? [`signed: records 1 to ${one.sequence} by ${one.by}`] : [],
  )
  const unsigned = signed?.length === 0 ? [`${dir}: error: nobody has signed it`] : []
  const unchecked =
    signed === undefined && count > 0
      ? [`not checked: ${count === 1 ? 'a signature' : `${count} signatures`}; --signers names whose count`]
      : []
  return {
    problems: [
      ...headProblems(journal, head),
      ...(await beside.problems(journal)),
      ...afterSeal(journal),
      ...(await changedFiles(journal)),
      ...bad,
      ...unsigned,
    ],
    remarks: [...good, ...unchecked, ...standing(journal)],
  }
}

function headProblems({dir, head: {hash}, events}: ReadJournal, wanted: string | undefined): string[] {
  const expected = wanted?.trim().toLowerCase()
  if (expected === undefined || hash === expected) return []
  const told = `${join(dir, runFiles.journal)}: error: its head is ${hash}, expected ${wanted}`
  const redacted = events.find(
    event => event.type === 'event.redacted' && event.data.before?.hash === expected,
  )
  if (redacted?.type !== 'event.redacted') return [`${told}: records were cut off or added`]
  const {authid = 'somebody', time, data} = redacted
  return [
    `${told}: that was its head until ${authid} redacted records ${data.records?.join(', ')} at ${time}; what they said cannot be checked`,
  ]
}

/** Whether the record says that it is whole: only then is it seen of itself that nothing is missing at its end. */
function standing(journal: ReadJournal): string[] {
  const resumed = journal.events.flatMap(({type, time, data}) =>
    type === 'run.resumed' && data.missing
      ? [`records were missing when it was resumed at ${time}: ${data.missing.join(', ')}`]
      : [],
  )
  return [...resumed, ...endOf(journal)]
}

function endOf({events}: ReadJournal): string[] {
  const sealed = events.findLast(({type}) => type === 'log.sealed')
  if (sealed) return [`sealed: at ${sealed.time}${sealed.authid === undefined ? '' : ` by ${sealed.authid}`}`]
  const last = events.findLast(({type}) => ends.has(type) || type === 'run.started' || type === 'run.resumed')
  return last && ends.has(last.type)
    ? []
    : ['no end of the run is on record: it goes on, it was cut off, or its last records were']
}

const ends: ReadonlySet<string> = new Set(['run.finished', 'run.interrupted'])

/** After a seal only the redaction of what leaked is taken. */
function afterSeal({dir, events, head}: ReadJournal): string[] {
  const seal = events.find(({type}) => type === 'log.sealed')
  if (!seal) return []
  const redactions = events.filter(
    ({type, sequence}) => type === 'event.redacted' && sequence > seal.sequence,
  )
  const others = head.sequence - seal.sequence - redactions.length
  return others > 0
    ? [`${join(dir, runFiles.journal)}: error: ${others} records were written after it was sealed`]
    : []
}

/** A file that is kept beside the journal, and what it was ever recorded to be. */
interface Kept {
  path: string
  sha256: string
  known: Set<string>
}

async function changedFiles({dir, events}: ReadJournal): Promise<string[]> {
  const kept = new Map<string, Kept>()
  const problems: string[] = []
  for (const event of events) {
    for (const {path, sha256} of recordedIn(event)) kept.set(path, {path, sha256, known: new Set([sha256])})
    if (event.type !== 'event.redacted') continue
    for (const {path, sha256, was} of event.data.files) {
      const before = kept.get(path)
      if (!before || sha256 === undefined) continue
      if (!before.known.has(was))
        problems.push(`${join(dir, path)}: error: it had been changed before it was redacted`)
      kept.set(path, {path, sha256, known: before.known.add(sha256)})
    }
  }
  for (const {path, sha256} of kept.values()) {
    const now = await readOutput(dir, {path, sha256}, 0)
    if (now?.intact) continue
    const what = now ? 'it is not what was recorded: it was changed' : 'it is missing'
    problems.push(`${join(dir, path)}: error: ${what}`)
  }
  return problems
}

/** Whether verifying needs an event: of all others only the record itself is checked. */
export function namesFiles(event: RunEvent): boolean {
  return event.type === 'event.redacted' || runs.has(event.type) || recordedIn(event).length > 0
}

/** Where a run began, ended, or was said to be complete. */
const runs: ReadonlySet<string> = new Set([...ends, 'run.started', 'run.resumed', 'log.sealed'])

function recordedIn(event: RunEvent): {path: string; sha256: string}[] {
  switch (event.type) {
    case 'step.finished':
      return [...(event.data.output ? [event.data.output] : []), ...(event.data.results ?? [])]
    case 'step.judged':
    case 'background.ended':
      return event.data.output ? [event.data.output] : []
    case 'evidence.attached':
      return event.data.file ? [event.data.file] : []
    case 'log.sealed':
      return event.data.files
    default:
      return []
  }
}
