import {hostname} from 'node:os'
import {isAbsolute, relative, resolve} from 'node:path'
import process from 'node:process'
import {resumptionOf} from '../../executor/resumption.ts'
import {rememberRun} from '../../executor/run-memory.ts'
import {readJournal} from '../../journal/read.ts'
import {runnerOf} from '../../journal/run-lock.ts'
import {exitCodes, RunbookError} from '../../model/error.ts'
import {makePlan} from '../../model/make-plan.ts'
import type {Answer} from '../../model/operator.ts'
import {createRedactor} from '../../model/redact.ts'
import {secretsOf} from '../../model/secret.ts'
import {complain, load} from '../documents/load.ts'
import {selectProcedure} from '../documents/select-procedure.ts'
import {givenIn} from '../given/inputs.ts'
import {requireUnsealed} from '../record/add-to-run.ts'
import {besideJournal} from '../record/beside-journal.ts'
import {findRun} from '../record/find-run.ts'
import {thisProcess} from '../record/holder.ts'
import {execute} from '../run/execute.ts'
import {leftProcesses, namesOf} from '../run/left-processes.ts'
import {limited} from '../run/limited-plan.ts'
import {requirePrograms} from '../run/programs.ts'
import {goesOn} from '../run/resumed.ts'
import type {RunOptions} from '../run/run-options.ts'
import {sessionOf} from '../run/session-of.ts'
import {requireTerminal} from '../terminal/operators.ts'

/** What of `run` goes with `resume` too, and what is said of steps that nobody saw end. */
export interface ResumeOptions extends Omit<RunOptions, 'dryRun' | 'alert' | 'readOnly' | 'byHand'> {
  unseen?: keyof typeof words | undefined
}

const words = {
  worked: {do: 'done'},
  failed: {do: 'failed', note: 'said beforehand'},
  again: {do: 'retry'},
} as const satisfies Record<string, Answer>

/** `runbook resume [RUN]`: goes on with a run that was cut off or left, and gives the exit code of how it ended. */
export async function resumeCommand(word: string | undefined, options: ResumeOptions): Promise<number> {
  if (!options.yes) {
    requireTerminal()
    if (options.answers || options.allow.length > 0 || options.unseen)
      throw new RunbookError(
        'usage',
        '--allow, --answers and --unseen go with --yes; with a person, each step is asked about',
      )
  }
  const path = resolve(findRun(word, options.logDir))
  let {memory, beside, journal} = await readRecord(path)
  if (journal.head.sequence === 0 || journal.damage.length > 0)
    throw new RunbookError('damaged', `${path}: the record is damaged; see runbook log --verify ${path}`, {
      exitCode: exitCodes.failed,
    })
  const {runId, source} = journal
  const {started, resumed} = memory.run()
  if (!started) throw new RunbookError('no-run', `${path}: the record has no start of a run`)
  await requireUnsealed(path)
  if (started.data.replay !== undefined)
    throw new RunbookError(
      'replayed',
      `${path}: nothing was run there, it was a drill with a recording; begin it anew`,
    )
  const last = resumed.at(-1) ?? started.data
  refuseWhileItGoesOn(path, last)
  goTo(started.data.directory)
  const dir = shown(path)
  const loaded = await load(started.data.runbook.path)
  if (complain(loaded, 'errors')) return exitCodes.usage
  const {runbook} = loaded
  if (options.yes && !runbook.settings.optedIn)
    throw new RunbookError('not-opted-in', `${runbook.path} was not written to run without a person`, {
      exitCode: exitCodes.refused,
    })
  const procedure = await selectProcedure(runbook, started.data.procedure?.slug, undefined)
  const readOnly = started.data.readonly ?? false
  const whole = makePlan(runbook, procedure, new Set(Object.keys(process.env)))
  const byHand = started.data.byhand ?? false
  const plan = limited(whole, {byHand, readOnly})
  const {text} = createRedactor(secretsOf(process.env, runbook.settings.secrets))
  let resumption = resumptionOf(plan, memory.events(), loaded.sha256, text)
  if (resumption.replay.at >= plan.steps.length && !resumption.changes?.pending.length) {
    process.stdout.write(`${dir}: nothing is left to do: all of its steps were dealt with\n`)
    return exitCodes.success
  }
  if (options.yes && resumption.changes)
    throw new RunbookError(
      'runbook-changed',
      `${runbook.path} was changed since the run began: somebody must look at the differences; resume it in a terminal`,
      {exitCode: exitCodes.needsPerson},
    )
  const found = await leftProcesses(runId)
  if (options.yes && found.length > 0)
    throw new RunbookError(
      'run-goes-on',
      `${dir}: processes of the run still work: ${namesOf(found)}; wait for them, or end them`,
      {exitCode: exitCodes.needsPerson},
    )
  const cut = await beside.problems(journal)
  if (options.yes && cut.length > 0)
    throw new RunbookError(
      'cut-off',
      `${dir}: records are missing at the end of the journal: what they said was done may be done again; see runbook log --verify ${dir}`,
      {exitCode: exitCodes.needsPerson},
    )
  requirePrograms(runbook.settings.requires)
  const asked =
    found.length > 0
      ? await (await import('../questions/ask-left.ts')).askLeft(runId, found, () =>
          refuseWhileItGoesOn(path, last),
        )
      : undefined
  if (asked) {
    // a person took their time: others may have added to the record
    ;({memory, beside, journal} = await readRecord(path))
    resumption = resumptionOf(plan, memory.events(), loaded.sha256, text)
  }
  const {state, lost, begins, notes} = sessionOf(
    path,
    plan,
    memory.events(),
    resumption.replay.state.assigned,
  )
  const missing = cut.length > 0 ? beside.setAside(journal.head) : []
  return execute(
    plan,
    loaded,
    {...options, dryRun: false, readOnly, byHand},
    {
      dir,
      runId,
      source,
      memory,
      sequence: journal.head.sequence,
      given: givenIn(started.data.given ?? [], plan),
      resumption: {
        ...resumption,
        lost,
        missing,
        ...(begins ? {session: begins} : {}),
        ...(asked ? {left: asked.left} : {}),
      },
      session: state,
      notes: [...(cut.length > 0 ? [cutOff] : []), ...(asked?.notes ?? []), ...notes],
      say: options.unseen ? words[options.unseen] : undefined,
    },
  )
}

/** What a run is gone on with: its record, and what lies beside it. */
async function readRecord(path: string) {
  const memory = rememberRun()
  const beside = besideJournal(path)
  const journal = await readJournal(path, event => {
    const {recordedtime: _, ...said} = event
    memory.take(said)
    beside.take(event)
    return event.type === 'event.redacted'
  })
  return {memory, beside, journal}
}

const cutOff =
  'Careful: records are missing at the end of the journal. What they said was done is asked about as if it were not: look before you run it.'

function refuseWhileItGoesOn(dir: string, {operator, host}: {operator: string; host: {name: string}}): void {
  const runner = runnerOf(dir, thisProcess())
  if (runner === 'none') return
  if (host.name !== hostname())
    throw new RunbookError(
      'run-elsewhere',
      `${dir}: ${operator} ran it on ${host.name}, and whether it still goes on cannot be seen from here; where it does not, remove run.lock in that directory`,
      {exitCode: exitCodes.refused},
    )
  if (runner === 'lives') throw goesOn(dir, operator)
}

/** Paths of the run are relative to where it was begun. */
function goTo(directory: string | undefined): void {
  if (directory === undefined || directory === process.cwd()) return
  try {
    process.chdir(directory)
  } catch (error) {
    throw new RunbookError(
      'no-directory',
      `the run was begun in ${directory}, which cannot be entered (${(error as NodeJS.ErrnoException).code})`,
      {cause: error},
    )
  }
}

function shown(path: string): string {
  const near = relative(process.cwd(), path)
  return near.startsWith('..') || isAbsolute(near) ? path : near || '.'
}
