import {readFileSync, writeFileSync} from 'node:fs'
import {basename, join, resolve} from 'node:path'
import process from 'node:process'
import {endProcesses} from '../../executor/shell/end-processes.ts'
import {readJournal} from '../../journal/read.ts'
import {formatDuration} from '../../model/duration.ts'
import {RunbookError} from '../../model/error.ts'
import type {RunEvent} from '../../model/event.ts'
import {fold} from '../../model/fold.ts'
import {inputKey} from '../../model/input.ts'
import {createRedactor} from '../../model/redact.ts'
import type {DrillReport} from '../../report/drills.ts'
import {runDirectories} from '../record/find-run.ts'
import {leftProcesses} from '../run/left-processes.ts'
import {runProgram} from './command.ts'
import {endedHow, keepLog, tailOf} from './command-log.ts'
import {deadline} from './deadline.ts'
import type {Drill, PlacedEnvironment} from './drill.ts'
import {endProblems} from './end-state.ts'
import {type Place, type RunningEnvironment, startEnvironment} from './environment.ts'
import {judge} from './judge.ts'
import {missingAnswer} from './missing-answer.ts'

/** What carries out a scenario. */
export interface DrillWorld {
  /** A folder of its own, for its logs and its run. */
  dir: string
  signal: AbortSignal
  now(): number
}

/** How long the run may take to end once it was told to. */
const graceMs = 20_000

/** Carries out one scenario, from a place of its own to its end state, and says what was not as expected. */
export async function runDrill(drill: Drill, {dir, signal, now}: DrillWorld): Promise<DrillReport> {
  const began = now()
  const limit = deadline(drill.timeLimitMs, signal)
  const place = placeIn(dir, drill)
  const problems: string[] = []
  let environment: RunningEnvironment | undefined
  try {
    environment = await startEnvironment(
      drill.replay === undefined ? drill.environment : standIns(drill),
      place,
      limit.signal,
    )
    problems.push(...(await carryOut(drill, environment, dir, limit.signal)))
  } catch (error) {
    if (!(error instanceof RunbookError)) throw error
    problems.push(error.message)
  } finally {
    limit.clear()
    await environment?.stop().catch(error => {
      if (!(error instanceof RunbookError)) throw error
      problems.push(error.message)
    })
  }
  if (signal.aborted) problems.unshift('it was stopped')
  else if (limit.over()) problems.unshift(`it was not done within ${formatDuration(drill.timeLimitMs)}`)
  const {file, name, runbook} = drill
  return {
    file,
    name,
    runbook,
    problems: problems.map(place.redactor.text),
    durationMs: now() - began,
    dir,
    run: runDirectories(dir)[0],
  }
}

function placeIn(dir: string, {secrets, inputs, plan}: Drill): Place {
  const given = plan.inputs.flatMap(({name, secret}) => {
    const value = inputs[name]
    return secret && value !== undefined ? [{name, value}] : []
  })
  const redactor = createRedactor(given)
  return {
    id: `drill-${basename(dir)}`,
    redactor,
    secrets,
    log: (title, ended) => keepLog(join(dir, 'environment.log'), title, ended, redactor),
  }
}

/** A place where nothing is run: the variables that blocks use have some value. */
function standIns({plan, inputs}: Drill): PlacedEnvironment {
  const given = new Set(Object.keys(inputs).map(inputKey))
  const names = plan.steps.flatMap(({action}) => ('variables' in action ? action.variables : []))
  const lacking = [...new Set(names)].filter(name => !given.has(inputKey(name)))
  return {
    env: Object.fromEntries(lacking.map(name => [name, `stand-in-for-${name}`])),
    directory: process.cwd(),
  }
}

/** From the faults to the end state; what was not as expected. */
async function carryOut(
  drill: Drill,
  environment: RunningEnvironment,
  dir: string,
  until: AbortSignal,
): Promise<string[]> {
  const first = [
    ...drill.faults.map(fault => ({
      title: `fault ${fault}`,
      command: drill.environment!.break!,
      more: {FAULT: fault},
    })),
    ...drill.before.map(command => ({title: 'before', command, more: {}})),
  ]
  for (const {title, command, more} of first) {
    const ended = await environment.run(title, command, until, more)
    if (ended.code !== 0) return [`${title} ${endedHow(ended)}${tailOf(ended.output)}`]
  }
  const call = {
    file: process.execPath,
    args: [process.argv[1]!, ...callOf(drill, environment, dir)],
    env: environment.env,
    cwd: environment.directory,
  }
  const ended = await runProgram(call, until, graceMs)
  const run = runDirectories(dir)[0]
  if (run === undefined) return [`the run did not begin:${tailOf(ended.output) || ` it ${endedHow(ended)}`}`]
  await endProcesses(
    () => leftProcesses(basename(run)),
    (pid, kill) => void process.kill(pid, kill),
  )
  const {events, damage} = await readJournal(run)
  if (damage.length > 0) return ['the record of the run is damaged']
  return [
    ...judge(fold(events), drill.expect, path => readFileSync(join(run, path), 'utf8')),
    ...unanswered(events, drill),
    ...(until.aborted ? [] : await endProblems(drill.expect.end ?? [], environment, until)),
  ]
}

/** The arguments of the run; what is answered and given goes into files that only it reads. */
function callOf(drill: Drill, {scratch, env}: RunningEnvironment, dir: string): string[] {
  const keep = (name: string, data: unknown) => {
    const path = join(scratch, 'private', name)
    writeFileSync(path, JSON.stringify(data), {mode: 0o600})
    return path
  }
  const at = Object.entries(drill.at).map(([id, {fault, run}]) => ({
    id,
    commands: [
      ...(fault === undefined ? [] : [{command: drill.environment!.break!, env: {FAULT: fault}}]),
      ...(run === undefined ? [] : [{command: run, env: {}}]),
    ],
  }))
  return [
    'run',
    resolve(drill.runbook) + (drill.slug === undefined ? '' : `#${drill.slug}`),
    '--yes',
    '--drill',
    '--log-dir',
    resolve(dir),
    '--answers',
    keep('answers.json', {inputs: drill.inputs, steps: drill.answers}),
    '--scenario',
    keep('scenario.json', {
      name: drill.name,
      at,
      log: resolve(dir, 'environment.log'),
      waitsAtMostMs: drill.waitsAtMostMs,
    }),
    ...(drill.replay === undefined ? [] : ['--replay', resolve(drill.replay)]),
    ...drill.allow.flatMap(what => ['--allow', what]),
    ...(drill.breakGlass === undefined ? [] : ['--break-glass', drill.breakGlass]),
    ...(env.RUNBOOK_OPERATOR === undefined ? ['--operator', 'drill'] : []),
  ]
}

/** What must be added to the scenario, where a question had no answer and that was not meant. */
function unanswered(events: readonly RunEvent[], {expect, plan}: Drill): string[] {
  const meant = expect.result === 'needs-person' || expect.result === 'refused'
  const missing = meant ? undefined : missingAnswer(events, plan)
  return missing === undefined ? [] : [missing]
}
