import {type Mark, type Process, processOf} from './processes.ts'

/** A bash that a session started: whatever is in its session or group came from it. */
export interface Root {
  pid: number
  start: number
}

/** When a step began in a bash, and what earlier steps had left running there. */
export interface Began {
  bash: number
  step: string | undefined
  start: number | undefined
  left: ReadonlySet<number>
}

/**
 * The processes that came from these roots, the first of which started at `since`: in their sessions and groups, marked with the run in their environment, or
 * a descendant of such a one. What was given to another parent, changed its session and cleaned its environment is
 * nobody's.
 */
export function belongings(
  all: readonly Process[],
  roots: readonly Root[],
  since: number,
  isMarked: (pid: number) => boolean,
): Process[] {
  const leader = new Map(all.map(one => [one.pid, one.start]))
  // where another process has got the number of a bash that ended, nothing of that bash is left
  const own = new Map(
    roots
      .filter(({pid, start}) => (leader.get(pid) ?? start) === start)
      .map(({pid, start}) => [pid, start] as const),
  )
  const found = new Set<number>()
  const isOurs = (one: Process) => {
    const {pid, group, session, start} = one
    if (start < since) return false
    if (start >= (own.get(session) ?? own.get(group) ?? Number.POSITIVE_INFINITY)) return true
    return isMarked(pid)
  }
  for (const one of all) if (isOurs(one)) found.add(one.pid)
  for (let before = -1; before !== found.size; ) {
    before = found.size
    for (const {pid, parent} of all) if (found.has(parent)) found.add(pid)
  }
  return parentsFirst(all.filter(({pid}) => found.has(pid)))
}

/** Of the belongings of a run, what a step started and its bash: without what earlier steps left, and what that starts. */
export function startedBy(
  {bash, step, start = 0, left}: Began,
  processes: readonly Process[],
  mark: (pid: number) => Mark,
): Process[] {
  const line = lineage(processes)
  const isEarlier = (one: Process) =>
    line(one, bash).some(({pid, start: began}) => left.has(pid) || began < start)
  const isOthers = ({pid}: Process) => {
    const marked = mark(pid).step
    return step !== undefined && marked !== undefined && marked !== step
  }
  return processes.filter(one => one.pid === bash || !(isEarlier(one) || isOthers(one)))
}

/** What started a process must go first, or it goes on with its next command when that has gone. */
function parentsFirst(processes: Process[]): Process[] {
  const line = lineage(processes)
  return processes
    .map(one => ({one, depth: line(one).length}))
    .sort((a, b) => a.depth - b.depth || a.one.start - b.one.start)
    .map(({one}) => one)
}

/** A process and what started it, as far as it is among these; up to `until`, which is not part of it. */
function lineage(processes: readonly Process[]): (one: Process, until?: number) => Process[] {
  const byPid = new Map(processes.map(one => [one.pid, one]))
  return (one, until) => {
    const line = new Set<Process>() // numbers used again while the list was made could make a ring
    for (
      let at: Process | undefined = one;
      at && at.pid !== until && !line.has(at);
      at = byPid.get(at.parent)
    )
      line.add(at)
    return [...line]
  }
}

/** The root that a bash just started makes. */
export function rootOf(pid: number): Root {
  return {pid, start: processOf(pid)?.start ?? 0}
}
