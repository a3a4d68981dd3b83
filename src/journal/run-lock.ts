import {existsSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {abandoned, type Holder, take, takeAway} from './lock.ts'
import {runFiles} from './run-directory.ts'

/** Takes a run for this process; undefined where another process of this host has it and lives. `path` is the file that says so. */
export function holdRun(dir: string, holder: Holder): {path: string; release(): void} | undefined {
  const path = join(dir, runFiles.runner)
  for (let tries = 0; tries < 3; tries++) {
    if (take(path, holder)) return {path, release: () => rmSync(path, {force: true})}
    if (!abandoned(path, holder)) return undefined
    takeAway(path, holder)
  }
  return undefined
}

/** What is known of the process that has a run: it lives, it is gone without giving it back, or it gave it back. */
export type Runner = 'lives' | 'gone' | 'none'

/** Whether a process of this host has a run. */
export function runnerOf(dir: string, holder: Holder): Runner {
  const path = join(dir, runFiles.runner)
  if (!existsSync(path)) return 'none'
  return abandoned(path, holder) ? 'gone' : 'lives'
}
