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
