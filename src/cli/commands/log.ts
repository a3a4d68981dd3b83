import {join} from 'node:path'
import process from 'node:process'
import {type ReadJournal, readOutput} from '../../journal/read.ts'
import {runFiles} from '../../journal/run-directory.ts'
import {exitCodes, RunbookError} from '../../model/error.ts'
import {writeIncident} from '../incident-file.ts'
import {listRuns} from '../list-runs.ts'
import {readRun} from '../read-run.ts'

interface LogOptions {
  verify: boolean
  head?: string | undefined
  incident?: string | undefined
  json: boolean
  logDir: string
}

/** `runbook log [RUNDIR]`: lists runs; of one it writes incident.md anew, or with `--verify` checks the record. */
export async function logCommand(
  dir: string | undefined,
  {verify, head, ...list}: LogOptions,
): Promise<number> {
  if (dir === undefined) {
    if (verify || head !== undefined) throw new RunbookError('usage', '--verify needs a run directory')
    await listRuns(list)
    return exitCodes.success
  }
  if (list.incident !== undefined || list.json)
    throw new RunbookError('usage', '--incident and --json go with the list of runs')
  if (head !== undefined && !verify) throw new RunbookError('usage', '--head goes with --verify')
  const {journal, damaged} = await readRun(dir)
  if (!verify) {
    await writeIncident(journal)
    process.stdout.write(`${join(dir, runFiles.incident)}\n`)
    return damaged ? exitCodes.failed : exitCodes.success
  }
  const reached = head === undefined || journal.head.hash === head.trim().toLowerCase()
  if (!reached)
    process.stderr.write(
      `${join(dir, runFiles.journal)}: error: its head is ${journal.head.hash}, expected ${head}: records were cut off or added\n`,
    )
  const changed = await changedOutputs(dir, journal)
  for (const text of changed) process.stderr.write(`${text}\n`)
  if (damaged || !reached || changed.length > 0) return exitCodes.failed
  process.stdout.write(`verified: ${journal.head.sequence} records, head ${journal.head.hash}\n`)
  return exitCodes.success
}

async function changedOutputs(dir: string, {events}: ReadJournal): Promise<string[]> {
  const found: string[] = []
  for (const event of events) {
    if (event.type !== 'step.finished') continue
    const {output, results = []} = event.data
    for (const kept of [...(output ? [output] : []), ...results]) {
      const now = await readOutput(dir, kept, 0)
      if (now?.intact) continue
      const what = now ? 'it is not what was recorded: it was changed' : 'it is missing'
      found.push(`${join(dir, kept.path)}: error: ${what}`)
    }
  }
  return found
}
