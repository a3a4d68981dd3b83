import {basename, relative, resolve} from 'node:path'
import process from 'node:process'
import {readShown} from '../../journal/read-shown.ts'
import {readRevisions} from '../../journal/revisions.ts'
import {streamJournal} from '../../journal/stream.ts'
import {structural} from '../../model/event.ts'
import {next, nothing} from '../../model/fold.ts'
import {createRedactor, type Redactor} from '../../model/redact.ts'
import {isWritten, type Revisions, revised} from '../../model/revisions.ts'
import {secretsOf} from '../../model/secret.ts'
import type {OutputText} from '../../report/incident-step.ts'
import type {PostmortemRun} from '../../report/postmortem-run.ts'
import {thin} from '../../report/postmortem-thin.ts'
import {byTime, type Row} from '../../report/timeline/row.ts'
import {beginStory} from '../../report/timeline/story.ts'
import type {TimelineEvent} from '../../report/timeline/tell.ts'
import type {ToldStory} from '../../report/timeline.ts'
import {readRun} from './read-run.ts'

/** Enough for the last lines of an output. Unit: bytes. */
const shownBytes = 2048

/** More rows than any document takes. */
const mostRows = 10_000

/** Reads the runs that a post-mortem tells of, in their order in time; a long record takes no more memory than what is told of it. */
export async function readPostmortemRuns(
  dirs: readonly string[],
  from: string,
): Promise<{runs: PostmortemRun[]; told: ToldStory; damaged: boolean}> {
  const redactor = createRedactor(secretsOf(process.env))
  const runs: PostmortemRun[] = []
  const rows: Row[] = []
  let more = 0
  const story = beginStory({level: 'story'}, row => {
    if (rows.length < mostRows) rows.push(row)
    else more++
  })
  let damaged = false
  for (const dir of dirs.toSorted((a, b) => (basename(a) < basename(b) ? -1 : 1))) {
    const folder = `${relative(from, resolve(dir))}/`
    const revisions = readRevisions(dir)
    const journal = story.journal(basename(resolve(dir)), folder, revisions)
    const thinned = thin(await lateTimes(dir, revisions))
    const events: TimelineEvent[] = []
    const begunBy = new Map<string, number>()
    let run = nothing()
    const read = await readRun(dir, stored => {
      // what was found out to be secret since
      const event = redactor.value(stored, structural)
      run = next(run, event)
      journal.event(event)
      if (event.type === 'step.started' && event.authid !== undefined)
        begunBy.set(event.authid, (begunBy.get(event.authid) ?? 0) + 1)
      const revision = revisions.get(event.sequence)
      if (!(revision?.hidden && isWritten(event))) events.push(...thinned.take(revised(event, revision)))
      return false
    })
    journal.end()
    damaged ||= read.damaged
    const texts = await outputsOf(dir, run, redactor)
    runs.push({
      runId: read.journal.runId,
      folder,
      run,
      events,
      begunBy,
      output: ({path}) => texts.get(path) ?? {kind: 'missing'},
    })
  }
  const start = ({run, events}: PostmortemRun) => Date.parse(run.started?.time ?? events[0]?.time ?? '')
  runs.sort((a, b) => start(a) - start(b))
  return {runs, told: {summary: story.end(), rows: rows.sort(byTime), more}, damaged}
}

/** When that happened which was written down later, in order. */
async function lateTimes(dir: string, revisions: Revisions): Promise<string[]> {
  const times: string[] = []
  streamJournal(dir, {
    hashes: false,
    take({type, time: written, recordedtime, sequence}) {
      if (type !== 'runbook.note.added') return undefined
      const time = revisions.get(sequence)?.amended?.data.time ?? written
      if (time < recordedtime) times.push(time)
      return undefined
    },
  })
  return times.sort()
}

async function outputsOf(
  dir: string,
  {steps}: PostmortemRun['run'],
  redactor: Redactor,
): Promise<Map<string, OutputText>> {
  const texts = new Map<string, OutputText>()
  for (const {output} of steps.flatMap(({attempts}) => attempts)) {
    const read = output && (await readShown(dir, output, shownBytes))
    if (!read) continue
    const text = redactor.said(read.tail.toString())
    texts.set(output.path, read.intact ? {kind: 'text', text} : {kind: 'altered'})
  }
  return texts
}
