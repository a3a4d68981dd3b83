import process from 'node:process'
import {runnerOf} from '../../journal/run-lock.ts'
import {exitCodes} from '../../model/error.ts'
import {oneLine} from '../../report/clean.ts'
import {renderStatus} from '../../report/run-status.ts'
import {findRun} from '../record/find-run.ts'
import {thisProcess} from '../record/holder.ts'
import {readFolded} from '../record/read-run.ts'
import {leftProcesses, namesOf} from '../run/left-processes.ts'
import {screenStyle} from '../terminal/style.ts'

/** `runbook status [RUN]`: how a run stands, and whether it still goes on. */
export async function statusCommand(word: string | undefined, {logDir}: {logDir: string}): Promise<number> {
  const dir = findRun(word, logDir)
  const runner = runnerOf(dir, thisProcess()) // before its record: a run may end in between
  const {journal, damaged, run} = await readFolded(dir)
  const since = journal.head.time
  const left = runner === 'lives' ? [] : await leftProcesses(journal.runId)
  const running = left.length > 0 ? `Still running: ${oneLine(namesOf(left))}\n` : ''
  const style = {colors: screenStyle(process.stdout).colors}
  process.stdout.write(
    `${renderStatus(run, {runner, now: new Date(), since, style})}\n${running}Record: ${dir}\n`,
  )
  return damaged ? exitCodes.failed : exitCodes.success
}
