import {existsSync} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import {type ReadJournal, type RecordedEvent, readJournal} from '../../journal/read.ts'
import {runFiles} from '../../journal/run-directory.ts'
import {exitCodes, RunbookError} from '../../model/error.ts'
import {next, nothing, type Run} from '../../model/fold.ts'

/** The record of a run, and whether more than a torn last line is wrong with it. */
export interface ReadRun {
  journal: ReadJournal
  damaged: boolean
}

/**
 * Reads the record of a run and says on standard error what is wrong with it. Throws a `RunbookError` where the folder
 * is no run directory, or where not one record of its journal can be read.
 */
export async function readRun(dir: string, keep?: (event: RecordedEvent) => boolean): Promise<ReadRun> {
  if (!existsSync(join(dir, runFiles.journal))) {
    throw new RunbookError(
      'no-journal',
      `${dir}: no run was recorded here (${runFiles.journal} is missing); name a run directory`,
    )
  }
  const journal = await readJournal(dir, keep)
  const damaged = warnOfDamage(journal)
  if (journal.head.sequence === 0) {
    throw new RunbookError('empty-journal', `${join(dir, runFiles.journal)}: it holds no record of a run`, {
      exitCode: exitCodes.failed,
    })
  }
  return {journal, damaged}
}

/** The record of a run, folded as it is read: however long it is, only the state of the run is kept. */
export async function readFolded(dir: string): Promise<ReadRun & {run: Run}> {
  let run = nothing()
  const read = await readRun(dir, event => {
    run = next(run, event)
    return false
  })
  return {...read, run}
}

function warnOfDamage({dir, damage, torn}: ReadJournal): boolean {
  const path = join(dir, runFiles.journal)
  for (const {line, reason} of damage) process.stderr.write(`${path}:${line}: error: ${reason}\n`)
  if (torn)
    process.stderr.write(`${path}: warning: the last line was cut off while it was written; it is left out\n`)
  return damage.length > 0
}
