import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'

/** What a call left behind. `stdout` and `stderr` are as printed, before normalisation. */
export interface Finished {
  readonly stdout: string
  readonly stderr: string
  readonly dir: string
  /** The text of a file, by its path from `dir`. */
  read(path: string): string
  /** Run directories as paths from `dir`, oldest first; none when nothing ran. */
  runDirs(): string[]
}

/** Binds what was printed to the directory in which the call ran. */
export const finished = (stdout: string, stderr: string, dir: string): Finished => ({
  stdout,
  stderr,
  dir,
  read: path => readFileSync(join(dir, path), 'utf8'),
  runDirs: () => runDirs(dir),
})

function runDirs(dir: string): string[] {
  if (!existsSync(join(dir, 'incidents'))) return []
  return readdirSync(join(dir, 'incidents'), {withFileTypes: true})
    .filter(entry => entry.isDirectory() && /^\d{8}T\d{6}Z-/.test(entry.name))
    .map(entry => `incidents/${entry.name}`)
    .sort()
}
