import {mkdirSync} from 'node:fs'
import {basename, join} from 'node:path'
import {stringify} from 'yaml'
import type {DrillReport} from '../../report/drills.ts'
import {slugOf} from '../documents/run-name.ts'
import {writeWhole} from '../record/write-whole.ts'
import type {Drill} from './drill.ts'
import {recordingOf} from './recording-of.ts'

/** Where the recording of a scenario is kept, below a folder of them. */
function recordingPath(folder: string, {file, name}: Pick<Drill, 'file' | 'name'>): string {
  return join(folder, `${slugOf(basename(file).replace(/\.test\.ya?ml$/, ''))}--${slugOf(name)}.yaml`)
}

/** The same scenario, given what was recorded of it: nothing is started, broken or looked at. */
export function replayed(drill: Drill, folder: string): Drill {
  const {end: _, ...expect} = drill.expect
  const replay = drill.replay ?? recordingPath(folder, drill)
  return {...drill, replay, environment: undefined, faults: [], before: [], at: {}, expect}
}

/** Keeps what the blocks of a scenario gave, if all was as expected and they were run. */
export async function keepRecording(
  folder: string,
  drill: Drill,
  {run, problems}: DrillReport,
): Promise<void> {
  if (run === undefined || problems.length > 0 || drill.replay !== undefined) return
  mkdirSync(folder, {recursive: true})
  const head = `# What the blocks of ${basename(drill.runbook)} gave: ${drill.name.replaceAll(/\s+/g, ' ')}\n`
  writeWhole(recordingPath(folder, drill), head + stringify(await recordingOf(run), {lineWidth: 0}), 0o644)
}
