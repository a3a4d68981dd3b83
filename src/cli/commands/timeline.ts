import process from 'node:process'
import {exitCodes} from '../../model/error.ts'
import {renderTimeline} from '../../report/timeline.ts'
import {readRun} from '../read-run.ts'

/** `runbook timeline RUNDIR…`: prints one story of several runs. */
export async function timelineCommand(dirs: string[], {all}: {all: boolean}): Promise<number> {
  const runs = []
  for (const dir of dirs) runs.push(await readRun(dir))
  process.stdout.write(
    renderTimeline(
      runs.map(({journal}) => journal),
      {level: all ? 'all' : 'story'},
    ),
  )
  return runs.some(({damaged}) => damaged) ? exitCodes.failed : exitCodes.success
}
