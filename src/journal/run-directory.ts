import {mkdirSync} from 'node:fs'
import {join} from 'node:path'
import {exitCodes, RunbookError} from '../model/error.ts'

/** The files of a run, below its directory. */
export const runFiles = {
  journal: 'journal.jsonl',
  incident: 'incident.md',
  outputs: 'outputs',
  session: 'session/state.sh',
  sessionAfter: 'session/after',
  cast: 'session.cast',
  attachments: 'attachments',
  lock: 'journal.lock',
  runner: 'run.lock',
} as const

/** Makes the directory of a run, private to its owner, and gives its path. `name` must be new. */
export function createRunDirectory(logDir: string, name: string): string {
  const dir = join(logDir, name)
  try {
    mkdirSync(logDir, {recursive: true})
    mkdirSync(dir, {mode: 0o700})
    mkdirSync(join(dir, runFiles.outputs), {mode: 0o700})
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException
    throw new RunbookError(
      'log-directory',
      `${logDir}: the run directory cannot be made there (${code}); choose another with --log-dir`,
      {
        exitCode: exitCodes.broken,
        cause: error,
      },
    )
  }
  return dir
}
