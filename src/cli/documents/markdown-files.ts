import {type Dirent, readdirSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {runFiles} from '../../journal/run-directory.ts'
import {RunbookError} from '../../model/error.ts'

const left = new Set(['node_modules', 'dist', 'build', 'vendor'])

/** The markdown files of a folder; what a run left there is a record, not a runbook. */
export function markdownFiles(dir: string): string[] {
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
