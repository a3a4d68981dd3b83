import {existsSync, readdirSync} from 'node:fs'
import {basename, join, relative, resolve} from 'node:path'
import process from 'node:process'
import {firstEvent} from '../../journal/first-record.ts'
import {readJournal} from '../../journal/read.ts'
import type {EventOf} from '../../model/event.ts'
import {fold} from '../../model/fold.ts'
import type {RunSummary} from '../../model/history.ts'
import {runDirectories} from './find-run.ts'

/** A recorded run, and what it was begun with. */
export interface Begun {
  dir: string
  /** When it began. */
  time: string
  data: EventOf<'run.started'>['data']
}

/** Below a folder of runs, where the runs of scenarios are: each in a folder of its own. */
export const drillsFolder = 'drills'

type Warn = (text: string) => void
const warnOnScreen: Warn = text => process.stderr.write(`runbook: warning: ${text}\n`)

/** What runs are recorded below a folder, the newest first and at most so many: of each only how it was begun is read. */
export function runsBelow(logDir: string, most = Number.POSITIVE_INFINITY, warn = warnOnScreen): Begun[] {
  return begunIn(runDirectories(logDir).slice(0, most), warn)
}

/** The same with the runs of scenarios, which have folders of their own. */
export function runsAndDrills(logDir: string): Begun[] {
  const drills = join(logDir, drillsFolder)
  const folders = existsSync(drills) ? readdirSync(drills).map(name => join(drills, name)) : []
  const all = [logDir, ...folders].flatMap(runDirectories)
  return begunIn(
    all.sort((a, b) => (basename(a) < basename(b) ? 1 : -1)),
    warnOnScreen,
  )
}

function begunIn(dirs: readonly string[], warn: Warn): Begun[] {
  return dirs.flatMap(dir => {
    const event = firstEvent(dir)
    if (event?.type === 'run.started') return [{dir, time: event.time, data: event.data}]
    warn(`${dir}: its first record cannot be read; it is left out`)
    return []
  })
}

/** The runs of one file: begun with its path, there or in another checkout, or with these very bytes. */
export function ofFile(runs: readonly Begun[], path: string, sha256: string): Begun[] {
  const [absolute, here] = [resolve(path), relative(process.cwd(), resolve(path))]
  return runs.filter(
    ({data: {runbook, directory}}) =>
      runbook.sha256 === sha256 ||
      resolve(directory ?? '', runbook.path) === absolute ||
      relative('.', runbook.path) === here,
  )
}

/** The directories of the runs of one file. */
export function runDirectoriesOf(runs: readonly Begun[], path: string, sha256: string): string[] {
  return ofFile(runs, path, sha256).map(({dir}) => dir)
}

/** The runs of one file, folded; what is damaged is named and left out. */
export async function runsOfFile(
  runs: readonly Begun[],
  path: string,
  sha256: string,
  warn = warnOnScreen,
): Promise<RunSummary[]> {
  const summaries: RunSummary[] = []
  for (const dir of runDirectoriesOf(runs, path, sha256)) {
    const {events, damage} = await readJournal(dir)
    if (damage.length > 0) warn(`${dir}: the record is damaged; it is left out (runbook log --verify ${dir})`)
    else summaries.push({name: basename(dir), run: fold(events)})
  }
  return summaries
}
