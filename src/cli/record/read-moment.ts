import {RunbookError} from '../../model/error.ts'
import {parseMoment} from './moment.ts'

/** When something happened, as `--at` says it; throws where it says nothing, or what is still to come. */
export function readMoment(at: string, now: Date): {time: Date; approximate: boolean} {
  const moment = parseMoment(at, now)
  if (!moment)
    throw new RunbookError(
      'usage',
      `--at ${at}: expected -5m, 03:05, 2026-11-22 03:05 or such with ~ for a guess`,
    )
  if (moment.time.getTime() > now.getTime() + 1000)
    throw new RunbookError('usage', `--at ${at}: that is still to come`)
  return moment
}
