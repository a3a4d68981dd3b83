import process from 'node:process'
import type {Holder} from '../../journal/lock.ts'
import {signatureOf} from '../../journal/lock.ts'

/** This process, as the holder of a lock. */
export function thisProcess(): Holder {
  return {
    signature: signatureOf(process.pid),
    now: () => new Date(),
    isAlive(pid) {
      try {
        process.kill(pid, 0)
        return true
      } catch (error) {
        return (error as NodeJS.ErrnoException).code === 'EPERM'
      }
    },
  }
}

/** For so long an unattended run keeps the lock of its journal for records that follow each other. */
const keptMs = 20

/** This process, as it writes the record of a run that it holds by the file `signed`. With a person an editor may stop it at any time: it keeps nothing. */
export function writerOf(unattended: boolean, signed: string): Holder {
  const later = (act: () => void) => void (unattended ? setTimeout(act, keptMs).unref() : setImmediate(act))
  return {...thisProcess(), signed, later}
}
