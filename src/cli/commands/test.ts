import {randomBytes} from 'node:crypto'
import {mkdirSync} from 'node:fs'
import {availableParallelism} from 'node:os'
import {join} from 'node:path'
import process from 'node:process'
import {exitCodes, RunbookError} from '../../model/error.ts'
import {type DrillReport, drillLines, drillSummary, drillsAsJson, drillsAsJunit} from '../../report/drills.ts'
import {datedName} from '../documents/run-name.ts'
import type {Drill} from '../drill/drill.ts'
import {drillWorkflow} from '../drill/drill-workflow.ts'
import {readDrills} from '../drill/read-drills.ts'
import {keepRecording, replayed} from '../drill/recordings.ts'
import {runDrill} from '../drill/run-drill.ts'
import {scenarioFiles} from '../drill/targets.ts'
import {drillsFolder} from '../record/past-runs.ts'
import {writeWhole} from '../record/write-whole.ts'
import {screenStyle} from '../terminal/style.ts'

interface TestOptions {
  jobs?: number | undefined
  only?: string | undefined
  json: boolean
  junit?: string | undefined
  logDir: string
  /** A folder of recordings to be written, or to be given in place of what is run. */
  record?: string | undefined
  replay?: string | undefined
}

const endedBy = {
  SIGINT: exitCodes.interrupted,
  SIGTERM: exitCodes.terminated,
  SIGHUP: exitCodes.hungUp,
}

type Ending = keyof typeof endedBy

/** `runbook test PATH…`: practises runbooks by scenarios. Exit code 1 where one was not as expected, 2 where a file is wrong: then nothing is run. */
export async function testCommand(paths: readonly string[], options: TestOptions): Promise<number> {
  const files = await Promise.all(scenarioFiles(paths).map(readDrills))
  const slips = files.flatMap(file => file.slips)
  if (slips.length > 0) {
    process.stderr.write(slips.map(slip => `${slip}\n`).join(''))
    return exitCodes.usage
  }
  const {only} = options
  const drills = files
    .flatMap(file => file.drills)
    .filter(({name}) => only === undefined || name.toLowerCase().includes(only.toLowerCase()))
    .map(drill => (options.replay === undefined ? drill : replayed(drill, options.replay)))
  if (drills.length === 0) throw new RunbookError('no-scenario', `no scenario's name holds \`${only}\``)
  const began = performance.now()
  const signals = listen()
  const show = (text: string) => void (options.json ? process.stderr : process.stdout).write(text)
  const workflow = drillWorkflow(process.env, randomBytes(16).toString('hex'), show)
  workflow?.begin()
  try {
    const results = await inParallel(drills, options, signals.signal)
    workflow?.end(results)
    if (options.junit !== undefined) writeWhole(options.junit, drillsAsJunit(results), 0o644)
    if (options.json) process.stdout.write(drillsAsJson(results))
    else
      process.stdout.write(
        drillSummary(results, performance.now() - began, screenStyle(process.stdout).colors),
      )
    if (signals.signal.aborted) return endedBy[signals.ended()!]
    return results.some(({problems}) => problems.length > 0) ? exitCodes.failed : exitCodes.success
  } finally {
    signals.release()
  }
}

/** Runs them, so many at a time, and tells of each when it is done; the results stand in the order of the files. */
async function inParallel(
  drills: readonly Drill[],
  {record, jobs = Math.min(4, availableParallelism()), json, logDir}: TestOptions,
  signal: AbortSignal,
): Promise<DrillReport[]> {
  const {colors} = screenStyle(process.stdout)
  const results: (DrillReport | undefined)[] = drills.map(() => undefined)
  let next = 0
  const work = async () => {
    while (next < drills.length && !signal.aborted) {
      const index = next++
      const drill = drills[index]!
      const result = await runDrill(drill, {
        dir: folderOf(logDir, drill),
        signal,
        now: () => performance.now(),
      })
      results[index] = result
      if (record !== undefined) await keepRecording(record, drill, result)
      if (!json) process.stdout.write(drillLines(result, colors))
    }
  }
  // also after a failure of ours nothing is left: each ends what it started
  const ends = await Promise.allSettled(Array.from({length: Math.min(jobs, drills.length)}, work))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  return results.filter(result => result !== undefined)
}

/** A new folder for a scenario: where its logs are kept, and its run. */
function folderOf(logDir: string, {name}: Drill): string {
  const dir = join(logDir, drillsFolder, datedName(name, new Date(), randomBytes(3)))
  mkdirSync(dir, {recursive: true, mode: 0o700})
  return dir
}

/** Aborted by the first signal that asks the tool to end; further ones change nothing. */
function listen(): {signal: AbortSignal; ended(): Ending | undefined; release(): void} {
  const controller = new AbortController()
  let ended: Ending | undefined
  const end = (signal: NodeJS.Signals) => {
    ended ??= signal as Ending
    controller.abort(`was ended by ${ended}`)
  }
  const signals = Object.keys(endedBy) as Ending[]
  for (const signal of signals) process.on(signal, end)
  return {
    signal: controller.signal,
    ended: () => ended,
    release() {
      for (const signal of signals) process.off(signal, end)
    },
  }
}
