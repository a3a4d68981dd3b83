import {exitCodes, RunbookError} from '../../model/error.ts'
import {reportFailure} from '../failure.ts'
import {complain, load} from '../load.ts'

/** `runbook lint FILE…`: prints complaints. 0: none, 1: warnings only, 2: errors. */
export async function lintCommand(files: string[]): Promise<number> {
  let worst: number = exitCodes.success
  for (const path of files) {
    try {
      const loaded = await load(path)
      const fatal = complain(loaded)
      worst = Math.max(
        worst,
        fatal ? exitCodes.usage : loaded.messages.length > 0 ? exitCodes.failed : exitCodes.success,
      )
    } catch (error) {
      if (!(error instanceof RunbookError)) throw error
      worst = Math.max(worst, reportFailure(error)) // the other files are still looked at
    }
  }
  return worst
}
