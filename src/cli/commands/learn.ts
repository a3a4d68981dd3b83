import {readFileSync} from 'node:fs'
import {dirname, isAbsolute, relative, resolve} from 'node:path'
import process from 'node:process'
import {readJournal} from '../../journal/read.ts'
import {constantInputs, deviationsOf} from '../../model/deviations.ts'
import {exitCodes, RunbookError} from '../../model/error.ts'
import {structural} from '../../model/event.ts'
import {fold} from '../../model/fold.ts'
import {makePlan} from '../../model/make-plan.ts'
import {createRedactor} from '../../model/redact.ts'
import {secretsOf} from '../../model/secret.ts'
import {clip, oneLine} from '../../report/clean.ts'
import {unifiedDiff} from '../../report/unified-diff.ts'
import {load} from '../documents/load.ts'
import {findRun} from '../record/find-run.ts'
import {learntText} from '../record/learnt-text.ts'
import {runDirectoriesOf, runsBelow} from '../record/past-runs.ts'
import {readRun} from '../record/read-run.ts'

/** `runbook learn [RUN]`: prints what a run did otherwise as a patch to its runbook, which it never changes itself. */
export async function learnCommand(
  word: string | undefined,
  {file, logDir}: {file?: string | undefined; logDir: string},
): Promise<number> {
  const dir = findRun(word, logDir)
  const {journal, damaged} = await readRun(dir)
  if (damaged)
    throw new RunbookError('damaged', `${dir}: the record is damaged; see runbook log --verify ${dir}`, {
      exitCode: exitCodes.failed,
    })
  const {started, resumed} = fold(journal.events)
  if (!started) throw new RunbookError('no-run', `${dir}: the record has no start of a run`)
  const {runbook: told, directory} = started.data
  const path = file ?? relative(process.cwd(), resolve(directory ?? '', told.path))
  const loaded = await load(path)
  const {settings} = loaded.runbook
  const redactor = createRedactor(secretsOf(process.env, settings.secrets))
  const plan = makePlan(loaded.runbook, undefined, new Set(Object.keys(process.env)))
  const events = journal.events.map(event => redactor.value(event, structural))
  const {found, changed} = deviationsOf(plan, events, redactor.text)
  const say = (text: string) => process.stderr.write(`runbook: ${text}\n`)
  const digest = resumed.findLast(one => one.runbook)?.runbook?.sha256 ?? told.sha256
  if (digest !== loaded.sha256)
    say(
      `${path} was changed since the run; steps that still say what they said then are compared${changed.length > 0 ? `, and ${changed.length} left out` : ''}`,
    )
  for (const {number, title} of changed)
    say(`left out: step ${number} ${clip(oneLine(title), 80)}: it says something else now, or is gone`)
  const others = runDirectoriesOf(runsBelow(logDir), path, loaded.sha256)
  const inputs = constantInputs(await Promise.all(others.map(async one => (await readJournal(one)).events)))
  const declared = inputs.filter(({name}) => settings.inputs[name]?.default === undefined)
  const source = readFileSync(path, 'utf8')
  const {text, left} = await learntText(path, source, journal.runId, found, declared)
  for (const what of left) say(`not in the patch: ${clip(oneLine(redactor.text(what)), 300)}`)
  const name = relative(process.cwd(), resolve(path))
  const away = name.startsWith('..') || isAbsolute(name) ? dirname(resolve(path)) : undefined
  const patch = unifiedDiff(away === undefined ? name : relative(away, resolve(path)), source, text)
  if (patch !== '' && away !== undefined) say(`the patch is to be applied in ${away}`)
  if (patch === '' && left.length === 0) say('nothing to learn: the run went as the runbook says')
  process.stdout.write(patch)
  return exitCodes.success
}
