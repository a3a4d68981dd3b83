import process from 'node:process'
import {exitCodes, RunbookError} from '../../model/error.ts'
import type {EventOf} from '../../model/event.ts'
import type {NoteKind} from '../../model/note-kinds.ts'
import {revisionText} from '../../report/record-text.ts'
import {type AddOptions, addToRun} from '../record/add-to-run.ts'
import {findRun} from '../record/find-run.ts'
import {rewriteIncident} from '../record/incident-file.ts'
import {numberedRecord} from '../record/numbered-record.ts'
import {readMoment} from '../record/read-moment.ts'

interface ReviseOptions extends Omit<AddOptions, 'at'> {
  run?: string | undefined
}

/** `runbook amend NUMBER [TEXT…]`: says what a note, a milestone or evidence should have said; what it said stays on record. */
export async function amendCommand(
  number: string,
  words: readonly string[],
  {
    at,
    kind,
    reason,
    ...options
  }: ReviseOptions & {at?: string | undefined; kind?: NoteKind | undefined; reason?: string | undefined},
): Promise<number> {
  const dir = findRun(options.run, options.logDir)
  const record = await numberedRecord(dir, number, {written: true})
  if (kind !== undefined && record.type !== 'runbook.note.added')
    throw new RunbookError('usage', `--kind goes with a note: record ${number} is ${record.type}`)
  const text = words.join(' ').trim()
  const moment = at === undefined ? undefined : readMoment(at, new Date())
  if (!text && kind === undefined && moment === undefined)
    throw new RunbookError('usage', 'expected a text, --at or --kind')
  return revise(dir, options, 'event.amended', {
    sequence: record.sequence,
    ...(text ? {text} : {}),
    ...(kind ? {kind} : {}),
    ...(moment ? {time: moment.time.toISOString(), approximate: moment.approximate} : {}),
    ...(reason?.trim() ? {reason: reason.trim()} : {}),
  })
}

/** `runbook pin NUMBER [NOTE…]`: makes a record part of the story. */
export async function pinCommand(
  number: string,
  words: readonly string[],
  {off, ...options}: ReviseOptions & {off: boolean},
): Promise<number> {
  const dir = findRun(options.run, options.logDir)
  const {sequence} = await numberedRecord(dir, number, {written: false})
  const note = words.join(' ').trim()
  return revise(dir, options, 'event.pinned', {sequence, pinned: !off, ...(note ? {note} : {})})
}

/** `runbook hide NUMBER [REASON…]`: takes what somebody wrote out of the story; it stays on record. */
export async function hideCommand(
  number: string,
  words: readonly string[],
  {off, ...options}: ReviseOptions & {off: boolean},
): Promise<number> {
  const dir = findRun(options.run, options.logDir)
  const {sequence} = await numberedRecord(dir, number, {written: true})
  const reason = words.join(' ').trim()
  return revise(dir, options, 'event.hidden', {sequence, hidden: !off, ...(reason ? {reason} : {})})
}

async function revise<T extends 'event.amended' | 'event.pinned' | 'event.hidden'>(
  dir: string,
  options: ReviseOptions,
  type: T,
  data: EventOf<T>['data'],
): Promise<number> {
  const {record} = await addToRun(dir, type, data, options)
  await rewriteIncident(dir)
  const event = {type, time: record.time, data} as EventOf<'event.amended' | 'event.pinned' | 'event.hidden'>
  process.stdout.write(`${revisionText(event)}, in ${dir}\n`)
  return exitCodes.success
}
