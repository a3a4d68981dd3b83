import {hash} from 'node:crypto'
import {accessSync, constants, readFileSync} from 'node:fs'

const stepBits = 20n

/**
 * A limit, in microseconds, that says of which run and step a process is: on the time that a program with a real-time
 * priority may take without a pause. It is tens of thousands of years, so it limits nothing, but what a step starts has it
 * whatever it does to its environment, session and parents. Bash sets it (`ulimit -R`, from 5.1 on).
 */
export function limitMark(run: string, step: string): bigint {
  return ofRun(run) | (hashed(step) >> (60n - stepBits))
}

/** Whether a limit is one of this run's. */
export function isLimitOf(limit: bigint | undefined, run: string): boolean {
  return limit !== undefined && limit >> stepBits === ofRun(run) >> stepBits
}

/** The limit of a process of this user; undefined where it has none or the system does not tell it (Linux does). */
export function limitOf(pid: number): bigint | undefined {
  try {
    accessSync(`/proc/${pid}/environ`, constants.R_OK) // anybody’s limits can be read, but only one’s own processes ended
    const found = /^Max realtime timeout +(\d+)/m.exec(readFileSync(`/proc/${pid}/limits`, 'latin1'))
    return found ? BigInt(found[1]!) : undefined
  } catch {
    return undefined
  }
}

/** The highest bit is set, so that the limit is a long one whatever the rest is. */
function ofRun(run: string): bigint {
  if (last?.run !== run) last = {run, bits: (1n << 60n) | ((hashed(run) >> stepBits) << stepBits)}
  return last.bits
}

let last: {run: string; bits: bigint} | undefined

/** 60 bits. */
function hashed(text: string): bigint {
  return BigInt(`0x${hash('sha256', text).slice(0, 15)}`)
}
