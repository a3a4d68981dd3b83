import process from 'node:process'
import {runnerOf} from '../../journal/run-lock.ts'
import {exitCodes} from '../../model/error.ts'
import type {RunEvent} from '../../model/event.ts'
import {clockOf} from '../../report/clock.ts'
import {watchLines} from '../../report/watch-lines.ts'
import {exitCodeOf} from '../exit-code.ts'
import {findRun} from '../record/find-run.ts'
import {follow} from '../record/follow.ts'
import {thisProcess} from '../record/holder.ts'
import {screenStyle} from '../terminal/style.ts'

/** `runbook watch [RUN]`: prints the events of a run as lines until it ends, and gives the run's exit code. */
export async function watchCommand(word: string | undefined, {logDir}: {logDir: string}): Promise<number> {
  const dir = findRun(word, logDir)
  const stop = new AbortController()
  const end = () => stop.abort()
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
  const lines = watchLines({colors: screenStyle(process.stdout).colors})
  let last: RunEvent | undefined
  let wasGone = false
  try {
    for await (const event of follow(dir, stop.signal)) {
      if (event) {
        for (const line of lines(event)) process.stdout.write(`${clockOf(event.time)} ${line}\n`)
        // what others add says nothing of how the run stands
        if (
          event.type !== 'note.added' &&
          event.type !== 'incident.milestone' &&
          event.type !== 'evidence.attached' &&
          event.type !== 'event.redacted' &&
          event.type !== 'clock.jumped'
        )
          last = event
        continue
      }
      const isGone = runnerOf(dir, thisProcess()) !== 'lives'
      const ended = last?.type === 'run.finished' || last?.type === 'run.interrupted'
      if (ended && isGone) return exitCodeOf(last!)
      // twice: its last record may have come after the first look
      if (isGone && wasGone) {
        process.stderr.write(`runbook: the run was cut off: its process is gone; see runbook status ${dir}\n`)
        return exitCodes.failed
      }
      wasGone = isGone
    }
    return exitCodes.interrupted
  } finally {
    process.off('SIGINT', end)
    process.off('SIGTERM', end)
  }
}
