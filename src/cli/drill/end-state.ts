import {setTimeout as sleep} from 'node:timers/promises'
import {parseDuration} from '../../model/duration.ts'
import type {ScenarioExpectation} from '../../model/scenario.ts'
import type {Ended} from './command.ts'
import {endedHow, tailOf} from './command-log.ts'
import {deadline} from './deadline.ts'
import type {RunningEnvironment} from './environment.ts'
import {holds} from './holds.ts'

/** How long a try waits for the one before it. */
const againMs = 250

/** What of the end state is not as expected; each command runs in the environment, until it holds or its time is over. */
export async function endProblems(
  commands: NonNullable<ScenarioExpectation['end']>,
  environment: Pick<RunningEnvironment, 'run'>,
  signal: AbortSignal,
): Promise<string[]> {
  const problems: string[] = []
  for (const one of commands) {
    const {run, within, ...expected} = typeof one === 'string' ? {run: one} : one
    const time = within === undefined ? undefined : deadline(parseDuration(within)!, signal)
    for (;;) {
      const ended = await environment.run(`end: ${run}`, run, signal)
      const problem = problemOf(ended, expected)
      if (problem === undefined) break
      if (!time || time.signal.aborted) {
        problems.push(`end: ${run.trim()}: ${problem}`)
        break
      }
      await sleep(againMs)
    }
    time?.clear()
  }
  return problems
}

function problemOf(
  ended: Ended,
  {exit = 0, output}: {exit?: number | undefined; output?: string | undefined},
): string | undefined {
  if (ended.code !== exit) return `expected exit ${exit}, it ${endedHow(ended)}${tailOf(ended.output)}`
  if (output === undefined || holds(output, ended.output)) return undefined
  return `expected output with ${output}, ${ended.output.trim() ? `printed:${tailOf(ended.output)}` : 'nothing was printed'}`
}
