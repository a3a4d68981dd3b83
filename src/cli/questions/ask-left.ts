import process from 'node:process'
import type {Process} from '../../executor/shell/processes.ts'
import {exitCodes, RunbookError} from '../../model/error.ts'
import {oneLine} from '../../report/clean.ts'
import {endLeft, namesOf} from '../run/left-processes.ts'
import {createPrompt} from '../terminal/prompt.ts'
import {screenStyle} from '../terminal/style.ts'

/** What had been left running, and what became of it. */
export interface AskedLeft {
  left: {pid: number; name: string; ended: boolean}[]
  /** Of what still runs. */
  notes: string[]
}

/** Asks a person whether what a run has left running is to be ended. Only a `y` ends it; Ctrl-C ends the program. `free` throws where somebody else has the run by then. */
export async function askLeft(
  runId: string,
  found: readonly Process[],
  free: () => void,
): Promise<AskedLeft> {
  const stream = process.stderr.isTTY ? process.stderr : process.stdout
  stream.write(`${oneLine(`Processes of the run still work: ${namesOf(found)}.`)}\n`)
  const stopping = new AbortController()
  const prompt = createPrompt(stream, stopping.signal, () => stopping.abort(), screenStyle(stream))
  const answer = await prompt('End them? y/N')
  if (stopping.signal.aborted)
    throw new RunbookError('interrupted', 'nothing was done', {exitCode: exitCodes.interrupted})
  free()
  const wanted = /^y(es)?$/i.test(answer?.trim() ?? '')
  const still = wanted ? await endLeft(runId, found) : found
  const runs = new Set(still.map(({pid}) => pid))
  return {
    left: found.map(({pid, name}) => ({pid, name, ended: !runs.has(pid)})),
    notes:
      still.length > 0
        ? [
            `Careful: processes of the run ${wanted ? 'could not be ended' : 'still work'}: ${namesOf(still)}.`,
          ]
        : [],
  }
}
