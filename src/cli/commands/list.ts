import {type Dirent, readdirSync, statSync} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import {runFiles} from '../../journal/run-directory.ts'
import {exitCodes, RunbookError} from '../../model/error.ts'
import type {Runbook} from '../../model/runbook.ts'
import {renderList} from '../../report/list.ts'
import {load} from '../load.ts'
import {screenStyle} from '../style.ts'

const left = new Set(['node_modules', 'dist', 'build', 'vendor'])

/** `runbook list [DIR]`: prints the runbooks below a folder; a file that cannot be read is named on standard error. */
export async function listCommand(dir: string, {json}: {json: boolean}): Promise<number> {
  const runbooks: Runbook[] = []
  for (const path of markdownFiles(dir)) {
    try {
      const {runbook} = await load(path)
      if (runbook.procedures.length > 0) runbooks.push(runbook)
    } catch (error) {
      if (!(error instanceof RunbookError)) throw error
      process.stderr.write(`runbook: ${error.message}\n`)
    }
  }
  if (json) process.stdout.write(`${JSON.stringify(runbooks.map(described), undefined, 2)}\n`)
  else process.stdout.write(renderList(runbooks, screenStyle(process.stdout)))
  return exitCodes.success
}

function described({path, title, severity, settings, procedures}: Runbook) {
  const {owner, lastReviewedOn, reviewIn} = settings
  return {
    path,
    title,
    severity: severity ?? null,
    owner: owner ?? null,
    last_reviewed_on: lastReviewedOn ?? null,
    review_in: reviewIn ?? null,
    procedures: procedures.map(({slug, title, severity}) => ({slug, title, severity: severity ?? null})),
  }
}

/** The markdown files of a folder; what a run left there is a record, not a runbook. */
function markdownFiles(dir: string): string[] {
  const entries = entriesOf(dir)
  if (!entries) return [dir]
  if (entries.some(({name}) => name === runFiles.journal)) return []
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry => {
      const path = join(dir, entry.name)
      if (entry.isDirectory())
        return entry.name.startsWith('.') || left.has(entry.name) ? [] : markdownFiles(path)
      return entry.isFile() && /\.(md|markdown)$/i.test(entry.name) ? [path] : []
    })
}

/** What a folder holds; undefined for a file. Throws a `RunbookError` where it cannot be looked into. */
function entriesOf(dir: string): Dirent[] | undefined {
  try {
    return statSync(dir).isFile() ? undefined : readdirSync(dir, {withFileTypes: true})
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException
    const why = code === 'ENOENT' ? 'there is no such folder' : `it cannot be looked into (${code})`
    throw new RunbookError('unreadable', `${dir}: ${why}`, {cause: error})
  }
}
