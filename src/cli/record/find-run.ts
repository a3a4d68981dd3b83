import {accessSync, constants, existsSync, readdirSync, statSync} from 'node:fs'
import {basename, join} from 'node:path'
import {runFiles} from '../../journal/run-directory.ts'
import {RunbookError} from '../../model/error.ts'

/** The run directories below a folder, the newest first: their names begin with the time. */
export function runDirectories(logDir: string): string[] {
  if (!existsSync(logDir)) return []
  return readdirSync(logDir, {withFileTypes: true})
    .filter(entry => entry.isDirectory() && existsSync(join(logDir, entry.name, runFiles.journal)))
    .map(({name}) => name)
    .sort()
    .reverse()
    .map(name => join(logDir, name))
}

/**
 * The run directory that is meant: a path, a run's name or a part of it that no other run has; without a word the newest.
 * Throws a `RunbookError` where none or several are.
 */
export function findRun(word: string | undefined, logDir: string): string {
  if (word !== undefined && existsSync(join(word, runFiles.journal))) return word
  const all = runDirectories(logDir)
  if (word === undefined) {
    if (all[0]) return all[0]
    throw new RunbookError(
      'no-run',
      `${logDir}: no run is recorded there; name a run directory, or the folder with --log-dir`,
    )
  }
  const named = all.filter(dir => basename(dir) === word)
  const found = named.length > 0 ? named : all.filter(dir => basename(dir).includes(word))
  if (found.length === 1) return found[0]!
  if (found.length > 1)
    throw new RunbookError(
      'ambiguous-run',
      `${word}: several runs have that in their names: ${found
        .slice(0, 5)
        .map(dir => basename(dir))
        .join(', ')}; name more of it`,
    )
  const there = statSync(word, {throwIfNoEntry: false})
  if (there?.isDirectory() && !mayEnter(word))
    throw new RunbookError('no-run', `${word}: you may not read this run: only its owner and root may`)
  throw new RunbookError(
    'no-run',
    there
      ? `${word}: no run was recorded here (${runFiles.journal} is missing); name a run directory`
      : `${word}: no run of this name below ${logDir}; runbook log lists them`,
  )
}

function mayEnter(dir: string): boolean {
  try {
    accessSync(dir, constants.R_OK | constants.X_OK)
    return true
  } catch {
    return false
  }
}
