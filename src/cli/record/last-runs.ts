import {basename} from 'node:path'
import {readJournal} from '../../journal/read.ts'
import type {LastRuns} from '../../model/catalogue.ts'
import {next, nothing} from '../../model/fold.ts'
import type {PastRun} from '../../model/history.ts'
import {type Begun, ofFile} from './past-runs.ts'

/** Tells of the runs of a file when it, or a procedure of it, was last run and practised. Of each run only the begin is read, of the last ones all. */
export async function lastRunsOf(
  runs: readonly Begun[],
  path: string,
  sha256: string,
  slugs: readonly string[],
): Promise<(slug: string | undefined) => LastRuns> {
  const own = ofFile(runs, path, sha256)
  const found = new Map<string | undefined, LastRuns>()
  for (const slug of [undefined, ...slugs]) {
    const about = own.filter(({data}) => slug === undefined || data.procedure?.slug === slug)
    found.set(slug, {
      run: await pastRun(about.find(({data}) => !data.drill)),
      drill: await pastRun(about.find(({data}) => data.drill)),
    })
  }
  return slug => found.get(slug) ?? {run: undefined, drill: undefined}
}

async function pastRun(begun: Begun | undefined): Promise<PastRun | undefined> {
  if (!begun) return undefined
  let run = nothing()
  const {damage} = await readJournal(begun.dir, event => {
    run = next(run, event)
    return false
  })
  return {
    name: basename(begun.dir),
    time: begun.time,
    result: damage.length > 0 ? 'damaged' : run.finished?.data.result,
  }
}
