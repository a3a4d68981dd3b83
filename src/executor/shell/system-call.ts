import {readFileSync} from 'node:fs'
import {arch} from 'node:os'

/** The number of the system call `read`, by machine (Linux). */
const readCalls: Readonly<Record<string, string>> = {x64: '0', arm64: '63'}

/** Whether this machine tells what a process is doing in the system. */
export const tellsCalls = readCalls[arch()] !== undefined

/** Whether a process stands still inside `read`, and of which descriptor; undefined where the system does not tell. */
export function callOf(pid: number | string): {reads: boolean; descriptor: number} | undefined {
  const read = readCalls[arch()]
  if (read === undefined) return undefined
  try {
    const [call, descriptor] = readFileSync(`/proc/${pid}/syscall`, 'latin1').split(' ')
    return {reads: call === read, descriptor: Number(descriptor)}
  } catch {
    return undefined
  }
}
