import {mkdirSync, rmSync, statSync} from 'node:fs'
import {dirname, join} from 'node:path'
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
  signatures: 'signatures',
  sealed: 'sealed',
  lock: 'journal.lock',
  runner: 'run.lock',
} as const

/** What may stand in the way, in words: of where the caller wanted it, or of the machine. */
const callers: Record<string, string> = {
  EACCES: 'it may not be written to',
  EEXIST: 'there is a file of that name',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'the name is too long',
  ENOENT: 'no folder can be made there',
  ENOTDIR: 'a part of it is no folder',
  EPERM: 'it may not be written to',
  EROFS: 'it can only be read',
}
const machines: Record<string, string> = {
  EDQUOT: 'your share of the disk is used up',
  ENOSPC: 'the disk is full',
}

/** Makes the directory of a run, private to its owner, and gives its path. `name` must be new. */
export function createRunDirectory(logDir: string, name: string): string {
  const dir = join(logDir, name)
  try {
    makeFolder(logDir)
    mkdirSync(dir, {mode: 0o700})
    mkdirSync(join(dir, runFiles.outputs), {mode: 0o700})
  } catch (error) {
    const {code = ''} = error as NodeJS.ErrnoException
    const isCallers = code in callers
    throw new RunbookError(
      'log-directory',
      `${shortened(logDir)}: the run directory cannot be made there: ${callers[code] ?? machines[code] ?? code}; choose another with --log-dir`,
      {
        exitCode: isCallers ? exitCodes.usage : exitCodes.broken,
        cause: error,
      },
    )
  }
  return dir
}

/** Takes away the directory of a run of which nothing is on record. */
export function removeRunDirectory(dir: string): void {
  rmSync(dir, {recursive: true, force: true})
}

/** Node's own making of all folders of a path goes on for ever where the system says of an existing one that it is not there (/proc). */
function makeFolder(path: string): void {
  const missing: string[] = []
  for (let at = path; !isThere(at); at = dirname(at)) missing.unshift(at)
  for (const one of missing) {
    try {
      mkdirSync(one)
    } catch (error) {
      // another run may have made it meanwhile
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !isThere(one)) throw error
    }
  }
}

function isThere(path: string): boolean {
  return statSync(path, {throwIfNoEntry: false}) !== undefined
}

/** The longest path that is shown whole. */
const longestShown = 200

function shortened(path: string): string {
  return path.length > longestShown ? `${path.slice(0, longestShown)}…` : path
}
