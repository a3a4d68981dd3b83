import {existsSync, readFileSync, renameSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {type ReadJournal, readJournal, readOutput} from '../journal/read.ts'
import {runFiles} from '../journal/run-directory.ts'
import {exitCodes, RunbookError} from '../model/error.ts'
import type {Output, RunEvent} from '../model/event.ts'
import {fold} from '../model/fold.ts'
import {type Incident, renderIncident} from '../report/incident.ts'

/** Enough for the lines that the incident log shows of an output. Unit: bytes. */
const shownBytes = 24 * 1024

type Texts = Map<string, ReturnType<Incident['output']>>
type Recorded = Pick<ReadJournal, 'dir' | 'runId' | 'head'> & {events: readonly RunEvent[]}

/** Writes incident.md from what the journal says, whole or not at all. What stands outside its markers stays. */
export async function writeIncident(journal: Recorded, texts: Texts = new Map()): Promise<void> {
  const {dir, runId, events, head} = journal
  const run = fold(events)
  for (const {output} of run.steps.flatMap(({attempts}) => attempts)) {
    if (output && !texts.has(output.path)) texts.set(output.path, await textOf(dir, output))
  }
  const time = events.at(-1)?.time
  const text = renderIncident({
    run,
    runId,
    head: time === undefined ? undefined : {...head, time},
    output: ({path}) => texts.get(path) ?? {kind: 'missing'},
  })
  const path = join(dir, runFiles.incident)
  try {
    writeFileSync(`${path}.new`, around(path, text, runId), {mode: 0o600})
    renameSync(`${path}.new`, path)
  } catch (error) {
    const {code, message} = error as NodeJS.ErrnoException
    throw new RunbookError(
      'incident-write',
      `${path}: the incident log cannot be written (${code ?? message})`,
      {
        exitCode: exitCodes.broken,
        cause: error,
      },
    )
  }
}

/** Writes the incident log of a run anew after somebody added to its record. */
export async function rewriteIncident(dir: string): Promise<void> {
  await writeIncident(await readJournal(dir))
}

/** Keeps the incident log of a run that goes on: each output is read once. `soon` writes now, or when so long has passed since the last write. */
export function keepIncident(
  now: () => Date,
  journal: () => Recorded,
): {write(): Promise<void>; soon(ms: number): Promise<void>; end(): void} {
  const texts: Texts = new Map()
  let writtenAt = 0
  let later: NodeJS.Timeout | undefined
  const write = async () => {
    clearTimeout(later)
    later = undefined
    writtenAt = now().getTime()
    await writeIncident(journal(), texts)
  }
  return {
    write,
    async soon(ms) {
      const left = writtenAt + ms - now().getTime()
      if (left <= 0) return write()
      later ??= setTimeout(() => void write().catch(() => {}), left).unref() // the next write tells what is wrong
    },
    end: () => clearTimeout(later),
  }
}

/** The generated text, with what people wrote before and after it in the file that is there. */
function around(path: string, generated: string, runId: string): string {
  const present = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const begin = present.search(/^<!-- runbook:begin incident /m)
  // the last one of this run: what a step printed may look like a marker too
  const marker = `<!-- runbook:end incident run=${runId} -->\n`
  const end = present.lastIndexOf(marker)
  if (begin === -1 || end < begin) return generated
  return present.slice(0, begin) + generated + present.slice(end + marker.length)
}

async function textOf(dir: string, output: Output): Promise<ReturnType<Incident['output']>> {
  const read = await readOutput(dir, output, shownBytes)
  if (!read) return {kind: 'missing'}
  return read.intact
    ? {kind: 'text', head: read.head.toString(), text: read.tail.toString()}
    : {kind: 'altered'}
}
