import {readdirSync, readFileSync} from 'node:fs'
import {ProcFile} from './proc-file.ts'

/** A process that runs, as the system lists it; zombies are none. */
export interface Process {
  pid: number
  parent: number
  group: number
  /** Zero where the system does not tell it. */
  session: number
  /** When it started, in a unit and from a beginning of the system's own: good only for comparing. */
  start: number
  /** The program's name, without its arguments. */
  name: string
}

/** What a process's environment says of the run and the step that started it. */
export interface Mark {
  run: string | undefined
  step: string | undefined
}

/** All processes: from /proc where there is one, else from `ps`. */
export async function listProcesses(): Promise<Process[]> {
  const ids = processIds()
  if (ids === undefined) return fromPs()
  return ids.flatMap(id => processOf(id) ?? [])
}

/** Whether this process, and not another that got its number since, still runs; undefined where only a signal can tell. */
export function stillRuns({pid, start}: Process): boolean | undefined {
  return hasProc() ? processOf(pid)?.start === start : undefined
}

/** One process; undefined if there is none, or no /proc. */
export function processOf(pid: number | string): Process | undefined {
  let stat: string
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return undefined
  }
  // the name stands in parentheses and may hold any byte, then come the fields of proc(5) from the third
  const close = stat.lastIndexOf(')')
  const fields = stat.slice(close + 2).split(' ')
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined
  return {
    pid: Number(pid),
    parent: Number(fields[1]),
    group: Number(fields[2]),
    session: Number(fields[3]),
    start: Number(fields[19]),
    name: stat.slice(stat.indexOf('(') + 1, close),
  }
}

/** The mark in the environment that a process was started with; empty where it cannot be read. */
export function markOf(pid: number): Mark {
  try {
    const text = `\0${readFileSync(`/proc/${pid}/environ`, 'utf8')}`
    const value = (name: string) => new RegExp(`\0${name}=([^\0]*)`).exec(text)?.[1]
    return {run: value('RUNBOOK_RUN_ID'), step: value('RUNBOOK_STEP_ID')}
  } catch {
    return {run: undefined, step: undefined}
  }
}

/** Whether a process waits for nothing but a processor; false where that cannot be known. */
export function wantsToRun(pid: number): boolean {
  try {
    return /^\d+ \(.*\) R/s.test(readFileSync(`/proc/${pid}/stat`, 'latin1'))
  } catch {
    return false
  }
}

/** The file that lists the children of a process, where the system has one. */
export function childrenFile(pid: number): ProcFile {
  return new ProcFile(`/proc/${pid}/task/${pid}/children`)
}

/** The children that a process has now; none where the system does not list them. `file` is the process's, where it is open. */
export function childrenOf(pid: number, file?: ProcFile): number[] {
  const opened = file ?? childrenFile(pid)
  try {
    const text = opened.read()
    return text ? text.split(' ').filter(Boolean).map(Number) : []
  } finally {
    if (file === undefined) opened.close()
  }
}

/** The file that tells how long the system has been up, where there is one. */
export function uptimeFile(): ProcFile {
  return new ProcFile('/proc/uptime')
}

/** The `start` of a process that would start now; undefined where it cannot be known. `uptime` is what `uptimeFile` gives. */
export function startNow(uptime: ProcFile): number | undefined {
  const text = uptime.read()
  return text === undefined ? undefined : Math.floor(Number.parseFloat(text) * ticksPerSecond)
}

const ticksPerSecond = 100 // USER_HZ, which Linux has fixed for programs

function hasProc(): boolean {
  return processOf('self') !== undefined
}

function processIds(): string[] | undefined {
  try {
    const ids = readdirSync('/proc').filter(name => /^\d+$/.test(name))
    return ids.length > 0 ? ids : undefined
  } catch {
    return undefined
  }
}

/** `ps` of POSIX, with the start that BSD and Linux add; its seconds are enough to tell a number that was used again. */
async function fromPs(): Promise<Process[]> {
  const {execa} = await import('execa')
  const {stdout} = await execa('ps', ['-A', '-o', 'pid=,ppid=,pgid=,stat=,lstart=,comm='], {
    env: {LC_ALL: 'C'},
    reject: false,
  })
  return parsePs(typeof stdout === 'string' ? stdout : '')
}

/** Reads what `ps -o pid=,ppid=,pgid=,stat=,lstart=,comm=` prints. */
export function parsePs(text: string): Process[] {
  return text.split('\n').flatMap(line => {
    const found = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(\w+ +\w+ +\d+ +[\d:]+ +\d+)\s+(.*)$/.exec(line)
    if (!found || found[4]!.startsWith('Z')) return []
    const [pid, parent, group] = found.slice(1, 4).map(Number) as [number, number, number]
    return [
      {pid, parent, group, session: 0, start: Date.parse(found[5]!), name: found[6]!.replace(/^.*\//, '')},
    ]
  })
}
