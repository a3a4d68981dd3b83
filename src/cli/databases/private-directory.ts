import {mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {hostname, tmpdir} from 'node:os'
import {join} from 'node:path'
import process from 'node:process'
import {exitCodes, RunbookError} from '../../model/error.ts'

const prefix = 'runbook-'
const ownerName = 'owner'

/** A new directory that only its owner can enter, in memory where the system offers it. */
export function privateDirectory(): string {
  const candidates = [process.env.XDG_RUNTIME_DIR, '/dev/shm', tmpdir()]
  for (const parent of candidates) {
    let dir: string | undefined
    try {
      if (!parent || !statSync(parent).isDirectory()) continue
      dir = mkdtempSync(join(parent, prefix))
      writeFileSync(join(dir, ownerName), `${machine()} ${process.pid}`, {mode: 0o600})
    } catch {
      if (dir) rmSync(dir, {recursive: true, force: true}) // else nobody would, as it says no owner
      continue
    }
    removeOrphans(parent)
    return dir
  }
  throw new RunbookError(
    'no-temporary-directory',
    `${tmpdir()}: no private directory can be made for the shell session; set TMPDIR to a folder you may write to`,
    {
      exitCode: exitCodes.broken,
    },
  )
}

/** Removes what tools have left that were killed, and whose bash could not do it: it holds what their environment held. */
function removeOrphans(parent: string): void {
  for (const name of namesIn(parent)) {
    if (!name.startsWith(prefix)) continue
    try {
      const [where, pid] = readFileSync(join(parent, name, ownerName), 'utf8').split(' ')
      if (where === machine() && !lives(Number(pid)))
        rmSync(join(parent, name), {recursive: true, force: true})
    } catch {} // not ours, or just being removed
  }
}

function namesIn(dir: string): string[] {
  try {
    return readdirSync(dir)
  } catch {
    return [] // it may be made in, not listed
  }
}

/** What a process id means something in: a machine, and on Linux a namespace of it. */
function machine(): string {
  try {
    return `${hostname()}/${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return hostname()
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}
