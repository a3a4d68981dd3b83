import {resolve} from 'node:path'
import process from 'node:process'
import {runnerOf} from '../../journal/run-lock.ts'
import {exitCodes} from '../../model/error.ts'
import {renderHandoff} from '../../report/handoff.ts'
import {findRun} from '../record/find-run.ts'
import {thisProcess} from '../record/holder.ts'
import {readFolded} from '../record/read-run.ts'
import {resumeCommand} from '../run/resumed.ts'

/** `runbook handoff [RUN]`: what somebody who takes over must know, and the command that does it. */
export async function handoffCommand(word: string | undefined, {logDir}: {logDir: string}): Promise<number> {
  const dir = findRun(word, logDir)
  const goesOn = runnerOf(dir, thisProcess()) === 'lives'
  const {journal, damaged, run} = await readFolded(dir)
  const since = journal.head.time
  process.stdout.write(renderHandoff(run, {since, goesOn, command: resumeCommand(resolve(dir))}))
  return damaged ? exitCodes.failed : exitCodes.success
}
