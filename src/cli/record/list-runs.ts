import {basename} from 'node:path'
import process from 'node:process'
import {readJournal} from '../../journal/read.ts'
import {type Runner, runnerOf} from '../../journal/run-lock.ts'
import {next, nothing} from '../../model/fold.ts'
import {incidentOf} from '../../model/incident-facts.ts'
import {type ListedRun, renderRuns} from '../../report/runs.ts'
import {runDirectories} from './find-run.ts'
import {thisProcess} from './holder.ts'

/** Prints the runs below a folder, newest first; only those of an incident where one is named. */
export async function listRuns({
  logDir,
  incident,
  json,
}: {
  logDir: string
  incident?: string | undefined
  json: boolean
}): Promise<void> {
  const runs: ListedRun[] = []
  for (const dir of runDirectories(logDir)) {
    const runner: Runner = runnerOf(dir, thisProcess())
    let run = nothing()
    const {damage} = await readJournal(dir, event => {
      run = next(run, event)
      return false
    })
    const data = run.started?.data
    if (incident !== undefined && incidentOf(run) !== incident) continue
    runs.push({
      name: basename(dir),
      dir,
      runbook: data?.runbook.path ?? '',
      title: data?.procedure?.title ?? data?.runbook.title ?? '',
      started: run.started?.time,
      operator: run.resumed.at(-1)?.operator ?? data?.operator ?? '',
      incident: incidentOf(run),
      drill: data?.drill ?? false,
      result:
        damage.length > 0
          ? 'damaged'
          : (run.finished?.data.result ??
            (runner === 'lives' ? 'running' : run.interrupted ? 'interrupted' : 'cut off')),
      durationMs: run.finished?.data.durationMs,
    })
  }
  process.stdout.write(json ? `${JSON.stringify(runs, null, 2)}\n` : renderRuns(runs))
}
