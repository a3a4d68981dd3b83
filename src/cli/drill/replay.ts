import {existsSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {recordedDrivers} from '../../executor/recorded-drivers.ts'
import {runFiles} from '../../journal/run-directory.ts'
import {RunbookError} from '../../model/error.ts'
import type {Plan} from '../../model/plan.ts'
import {type Recording, recordingSchema} from '../../model/recording.ts'
import {didYouMean} from '../../parser/suggest.ts'
import type {OpenDrivers} from '../databases/drivers.ts'
import {readPlaced} from './placed-yaml.ts'
import {recordingOf} from './recording-of.ts'
import {checked} from './slips.ts'

/** Reads a recording, or what the run in a run directory gave. Throws a `RunbookError` that says what is wrong, also a step that the plan does not have. */
export async function readRecording(path: string, plan: Plan): Promise<Recording> {
  if (existsSync(join(path, runFiles.journal))) return recordingOf(path)
  if (statSync(path, {throwIfNoEntry: false})?.isDirectory())
    throw new RunbookError('recording', `${path}: this is neither a recording nor a run directory`)
  const yaml = readPlaced(path)
  const read = checked(recordingSchema, yaml)
  if (!read.ok) throw new RunbookError('recording', read.slips.join('\n'))
  const ids = plan.steps.map(({id}) => id)
  const unknown = Object.keys(read.data.steps).find(id => !ids.includes(id))
  if (unknown === undefined) return read.data
  throw new RunbookError(
    'recording',
    `${yaml.place(['steps', unknown], 'key')}: the plan has no step \`${unknown}\`${didYouMean(unknown, ids)}`,
  )
}

/** The drivers of a run in which nothing is run: blocks are given what was recorded, and no time passes. */
export async function openRecorded(
  path: string,
  plan: Plan,
  redact: (text: string) => string,
): Promise<OpenDrivers> {
  return {
    drivers: recordedDrivers(plan, await readRecording(path, plan), redact),
    target: () => `nowhere: it is given what was recorded in ${path}`,
    passwords: () => [],
    wait: () => Promise.resolve(),
    close: () => Promise.resolve(),
  }
}
