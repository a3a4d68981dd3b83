import process from 'node:process'
import {exitCodes} from '../../model/error.ts'
import type {Milestone} from '../../model/milestone.ts'
import {momentOf} from '../../report/clock.ts'
import {type AddOptions, addToRun} from '../record/add-to-run.ts'
import {findRun} from '../record/find-run.ts'
import {rewriteIncident} from '../record/incident-file.ts'

/** `runbook mark MILESTONE [NOTE…]`: says when the incident was detected, mitigated, resolved … */
export async function markCommand(
  milestone: Milestone,
  words: readonly string[],
  options: AddOptions & {run?: string | undefined},
): Promise<number> {
  const dir = findRun(options.run, options.logDir)
  const note = words.join(' ').trim()
  const {record} = await addToRun(dir, 'incident.milestone', {milestone, ...(note ? {note} : {})}, options)
  await rewriteIncident(dir)
  process.stdout.write(
    `${milestone} at ${momentOf(record.time)} UTC, in ${dir} as record ${record.sequence}\n`,
  )
  return exitCodes.success
}
