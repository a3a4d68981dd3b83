import {type Began, belongings, type Root, rootOf, startedBy} from './belongings.ts'
import {endProcesses, type Kill} from './end-processes.ts'
import {limitMark, limitOf} from './limit-mark.ts'
import type {ProcFile} from './proc-file.ts'
import {
  childrenFile,
  childrenOf,
  listProcesses,
  type Mark,
  markOf,
  type Process,
  processOf,
  startNow,
  stillRuns,
  uptimeFile,
} from './processes.ts'
import type {SessionWorld} from './session-world.ts'

/** How often it is looked for sessions that a step's programs begin. */
const lookMs = 200

/** Something that a step left running. */
export interface Left {
  pid: number
  name: string
  /** The step that started it, where that can be told. */
  step: string | undefined
}

/** What a session's bashes have started: to end what one step did, or all of it. */
export class Owned {
  readonly #kill: Kill
  readonly #graceMs: number | undefined
  readonly #runId: string | undefined
  readonly #isMarked: (mark: Mark) => boolean
  /** The step of each limit that this session has set. */
  readonly #limits = new Map<bigint, string>()
  /** Also of bashes that ended: what a block left running outlives the bash that started it. */
  readonly #roots = new Map<number, Root>()
  /** Sessions that descendants of a bash have begun: their members are known when their parents have gone. */
  readonly #sessions = new Map<number, Root>()
  #looking: NodeJS.Timeout | undefined
  /** Whether a step's block runs. */
  #running = false
  readonly #uptime = uptimeFile()
  /** The children of the step's bash. */
  #children: {bash: number; file: ProcFile} | undefined
  /** What gives a bash its terminal: it ends by itself after all else, and tells how that ended. */
  #host: number | undefined
  #since: number | undefined
  #began: Began | undefined
  #limit: bigint | undefined
  /** When each step began, in order. */
  readonly #steps: {step: string | undefined; start: number}[] = []

  constructor({kill, runId, stepId, graceMs}: Pick<SessionWorld, 'kill' | 'runId' | 'stepId' | 'graceMs'>) {
    this.#kill = kill
    this.#graceMs = graceMs
    this.#runId = runId
    this.#isMarked = mark =>
      runId !== undefined && mark.run === runId && (stepId === undefined || mark.step === stepId)
  }

  /** From now on, these processes, a bash and its leader, and what they start are the session's; `host` gives them a terminal. */
  add(pids: readonly number[], host?: number): void {
    this.#host = host
    this.#forgetChildren() // a new bash may have the number of one that ended
    for (const pid of pids) {
      const root = rootOf(pid)
      this.#roots.set(pid, root)
      this.#since = Math.min(this.#since ?? root.start, root.start)
    }
  }

  /** Forgets those that ended and left nothing in their groups: their numbers may soon be others'. */
  async drop(pids: readonly number[]): Promise<void> {
    const empty = pids.filter(pid => !this.#hasGroup(pid))
    if (empty.length === 0) return
    const all = await listProcesses()
    for (const pid of empty)
      if (!all.some(({group, session}) => group === pid || session === pid)) this.#roots.delete(pid)
  }

  #hasGroup(pid: number): boolean {
    try {
      this.#kill(-pid, 0)
      return true
    } catch {
      return false
    }
  }

  /** What `bash` starts from now on is the step's; what it has running is not. */
  begin(bash: number, step: string | undefined): void {
    const start = startNow(this.#uptime)
    this.#limit = this.#runId === undefined || step === undefined ? undefined : limitMark(this.#runId, step)
    if (this.#limit !== undefined) this.#limits.set(this.#limit, step!)
    this.#began = {bash, step, start, left: new Set(this.#childrenOf(bash))}
    if (start !== undefined && this.#steps.at(-1)?.step !== step) this.#steps.push({step, start})
    this.#running = true
    // from one block to the next it stays: to make and clear one takes longer than most of what is done for a block
    this.#looking ??= setInterval(() => (this.#running ? this.look() : this.#lookNoMore()), lookMs).unref()
  }

  /** What the step's bash sets as a limit, so that what it starts can be told whatever that does to itself. */
  get limit(): bigint | undefined {
    return this.#limit
  }

  /** The mark of a process: in its environment, or, where it has cleaned that, in its limit. */
  #markOf(pid: number): Mark {
    const mark = markOf(pid)
    if (mark.run !== undefined) return mark
    const step = this.#limits.get(limitOf(pid) ?? 0n)
    return step === undefined ? mark : {run: this.#runId, step}
  }

  /** The step's block has ended. */
  rest(): void {
    this.#running = false
    this.look()
  }

  #lookNoMore(): void {
    clearInterval(this.#looking)
    this.#looking = undefined
  }

  /** The children of a bash, from a file that is open from one look to the next. */
  #childrenOf(bash: number): number[] {
    if (this.#children?.bash !== bash) {
      this.#forgetChildren()
      this.#children = {bash, file: childrenFile(bash)}
    }
    return childrenOf(bash, this.#children!.file)
  }

  #forgetChildren(): void {
    this.#children?.file.close()
    this.#children = undefined
  }

  /** Remembers in which sessions the bash's descendants are now: where their parents end, nothing else tells. */
  look(): void {
    const bash = this.#began?.bash
    if (bash === undefined) return
    const all = this.#childrenOf(bash) // grows while it is gone through
    for (const pid of all) all.push(...childrenOf(pid))
    for (const pid of all) this.#remember(processOf(pid))
  }

  #remember(one: Process | undefined): void {
    if (!one || one.session === 0 || this.#roots.has(one.session) || this.#sessions.has(one.session)) return
    const {start} = processOf(one.session) ?? one
    if (start >= (this.#since ?? Number.POSITIVE_INFINITY))
      this.#sessions.set(one.session, {pid: one.session, start})
  }

  /** Ends the bash and what the step that began last has started, and nothing that earlier steps left running. */
  async endStep(): Promise<void> {
    const began = this.#began
    if (began)
      await endProcesses(
        async () => startedBy(began, await this.#all(), pid => this.#markOf(pid)),
        this.#kill,
        this.#graceMs,
      )
  }

  /** Whether the step's bash has a child that was not there when the step began. */
  hasChildren(): boolean {
    const began = this.#began
    return began !== undefined && this.#childrenOf(began.bash).some(pid => !began.left.has(pid))
  }

  /** Ends the step's bash and nothing else. */
  async endBash(): Promise<void> {
    const bash = this.#began && processOf(this.#began.bash)
    if (!bash) return
    await endProcesses(() => Promise.resolve(stillRuns(bash) ? [bash] : []), this.#kill, this.#graceMs)
  }

  /** Ends everything. */
  async endAll(): Promise<void> {
    await endProcesses(() => this.#all(), this.#kill, this.#graceMs)
    this.#lookNoMore()
    this.#forgetChildren()
    this.#uptime.close()
    this.#roots.clear()
    this.#sessions.clear()
  }

  /** What runs now that steps have started, without what that has started in its turn. */
  async left(): Promise<Left[]> {
    const all = await this.#all()
    const pids = new Set(all.flatMap(({pid}) => (this.#roots.has(pid) ? [] : pid)))
    return all
      .filter(({pid, parent}) => pids.has(pid) && !pids.has(parent))
      .sort((a, b) => a.start - b.start || a.pid - b.pid)
      .map(({pid, name, start}) => ({
        pid,
        name,
        step: this.#markOf(pid).step ?? this.#steps.findLast(step => step.start <= start)?.step,
      }))
  }

  async #all(): Promise<Process[]> {
    if (this.#since === undefined) return []
    const running = await listProcesses()
    const roots = [...this.#roots.values(), ...this.#sessions.values()]
    const all = belongings(running, roots, this.#since, pid => this.#isMarked(this.#markOf(pid)))
    for (const one of all) this.#remember(one)
    for (const id of this.#sessions.keys())
      if (!all.some(({session}) => session === id)) this.#sessions.delete(id)
    return all.filter(({pid}) => pid !== this.#host)
  }
}
