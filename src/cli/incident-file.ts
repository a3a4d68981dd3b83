import {renameSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {type ReadJournal, readOutput} from '../journal/read.ts'
import {runFiles} from '../journal/run-directory.ts'
import type {Output, RunEvent} from '../model/event.ts'
import {fold} from '../model/fold.ts'
import {type Incident, renderIncident} from '../report/incident.ts'

/** Enough for the lines that the incident log shows of an output. Unit: bytes. */
const shownBytes = 64 * 1024

/** Writes incident.md from what the journal says, whole or not at all. */
export async function writeIncident(
  journal: Pick<ReadJournal, 'dir' | 'runId' | 'head'> & {events: readonly RunEvent[]},
): Promise<string> {
  const {dir, runId, events, head} = journal
  const run = fold(events)
  const texts = new Map<string, ReturnType<Incident['output']>>()
  for (const {output} of run.steps.flatMap(({attempts}) => attempts))
    if (output) texts.set(output.path, await textOf(dir, output))
  const path = join(dir, runFiles.incident)
  const time = events.at(-1)?.time
  const text = renderIncident({
    run,
    runId,
    head: time === undefined ? undefined : {...head, time},
    output: ({path}) => texts.get(path) ?? {kind: 'missing'},
  })
  writeFileSync(`${path}.new`, text, {mode: 0o600})
  renameSync(`${path}.new`, path)
  return path
}

async function textOf(dir: string, output: Output): Promise<ReturnType<Incident['output']>> {
  const read = await readOutput(dir, output, shownBytes)
  if (!read) return {kind: 'missing'}
  return read.intact ? {kind: 'text', text: read.tail.toString()} : {kind: 'altered'}
}
