import process from 'node:process'
import {readJournal} from '../../journal/read.ts'
import {exitCodes} from '../../model/error.ts'
import {renderTimeline} from '../../report/timeline.ts'
import {warnOfDamage} from '../damage.ts'

/** `runbook timeline RUNDIR…`: prints one story of several runs. */
export async function timelineCommand(dirs: string[], {all}: {all: boolean}): Promise<number> {
  const journals = []
  for (const dir of dirs) journals.push(await readJournal(dir))
  const damaged = journals.map(warnOfDamage).includes(true)
  process.stdout.write(renderTimeline(journals, {level: all ? 'all' : 'story'}))
  return damaged ? exitCodes.failed : exitCodes.success
}
