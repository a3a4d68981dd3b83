import {closeSync, linkSync, openSync, readFileSync, rmSync, statSync, writeSync} from 'node:fs'

/** Who may hold a lock, and how to tell whether a holder still lives. */
export interface Holder {
  /** What `signatureOf` gives for this process. */
  signature: string
  /** A file that holds it already: a lock that is one more name of this takes no file of its own, for which ext4 looks the longer the more were removed lately. */
  signed?: string
  /** Whether a process of this number runs. */
  isAlive(pid: number): boolean
  now(): Date
  /** Acts once what runs now has given way to what waits; without it a lock is given back after each act. */
  later?(act: () => void): void
}

/** Longer than any writer holds it. Unit: milliseconds. */
const patienceMs = 10_000
/** A writer that died between making its lock and signing it leaves it empty: after so long it counts as left behind. */
const unsignedMs = 2000

/**
 * Runs `act` while no other process of this host holds the lock, a file that tells its holder. A lock whose holder is
 * gone is taken over. Blocks; throws where the lock cannot be had or the disk takes no more.
 */
export function withLock<T>(path: string, holder: Holder, act: () => T): T {
  obtain(path, holder)
  try {
    return act()
  } finally {
    rmSync(path, {force: true})
  }
}

function obtain(path: string, holder: Holder): void {
  for (let waited = 0; !take(path, holder); waited += pause()) {
    if (abandoned(path, holder)) takeAway(path, holder)
    else if (waited > patienceMs) throw new Error(`${path} is held by another process`)
  }
}

/** A lock that is kept from one act to the next where they follow each other at once. */
export interface KeptLock {
  /** Runs `act` as `withLock` does. */
  during<T>(act: () => T): T
  giveBack(): void
}

/** Two files made and removed for each of several records that are written at once cost more than the records. */
export function keptLock(path: string, holder: Holder): KeptLock {
  let held = false
  const giveBack = () => {
    if (held) rmSync(path, {force: true})
    held = false
  }
  return {
    during(act) {
      if (!held) {
        obtain(path, holder)
        held = true
        holder.later?.(giveBack)
      }
      try {
        const result = act()
        if (!holder.later) giveBack()
        return result
      } catch (error) {
        giveBack()
        throw error
      }
    },
    giveBack,
  }
}

/** Makes a lock; false where there is one. */
export function take(path: string, {signature, signed}: Holder): boolean {
  try {
    if (signed !== undefined) {
      linkSync(signed, path)
      return true
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    // not every file system gives a file two names
  }
  let fd: number
  try {
    fd = openSync(path, 'wx', 0o600)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
  try {
    writeSync(fd, `${signature}\n`)
  } finally {
    closeSync(fd)
  }
  return true
}

/** Whether whoever made a lock is gone: a number may be another process's by now, whose start differs. */
export function abandoned(path: string, {isAlive, now}: Holder): boolean {
  try {
    const signature = readFileSync(path, 'latin1').trim()
    const pid = Number(/^\d+/.exec(signature)?.[0])
    if (!signature.includes(' ')) return statSync(path).mtimeMs < now().getTime() - unsignedMs
    return !isAlive(pid) || signatureOf(pid) !== signature
  } catch {
    return false // it was given back
  }
}

/** Removes a lock that was left behind. Only one process at a time looks again and removes: else it could remove a new one. */
export function takeAway(path: string, holder: Holder): void {
  const guard = `${path}.broken`
  if (!take(guard, holder)) {
    if (abandoned(guard, holder)) rmSync(guard, {force: true})
    return
  }
  try {
    if (abandoned(path, holder)) rmSync(path, {force: true})
  } finally {
    rmSync(guard, {force: true})
  }
}

/** Tells a process from all others of this host, also from a later one of the same number: its start (proc(5), field 22) and boot. */
export function signatureOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    // what has ended and was not waited for yet does nothing more
    return /^[ZX]/.test(fields[0]!) ? `${pid} ended` : `${pid} ${boot}:${fields[19]}`
  } catch {
    return `${pid} -` // a system that does not tell
  }
}

const clock = new Int32Array(new SharedArrayBuffer(4))

function pause(): number {
  Atomics.wait(clock, 0, 0, 2)
  return 2
}
