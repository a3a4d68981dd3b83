import {setTimeout as after} from 'node:timers/promises'
import type {
  Driver,
  DriverResult,
  Drivers,
  Explained,
  Identified,
  PendingChange,
  StepIo,
  StepSpec,
  Table,
} from '../../src/model/driver.ts'

/** What a fake driver does for one attempt: prints, then ends; or lasts until it is stopped. */
export interface Scene {
  stdout?: string
  stderr?: string
  table?: Table
  lasts?: boolean
  /** What it has changed and asks to keep; answered with no, it is cancelled. */
  changed?: PendingChange
  /** The database whose password it asks for first. */
  locked?: string
  /** Variables that its session holds no value for, unless it is given one. */
  empty?: readonly string[]
  /** By the name of a database: how its server differs when it is asked for the second time. */
  elsewhere?: string
  /** Success, if not given. */
  result?: DriverResult
  /** Why it may do more than its text tells, by the catalog of its database. */
  catalog?: readonly string[]
  /** Called when it has begun. */
  begun?: () => void
}

/** One scene for every attempt, or one for each. */
export type Scenes = Readonly<Record<string, Scene | readonly Scene[]>>

/** A driver that plays scenes by step id, and keeps what it was given to run. */
export class FakeDriver<Spec extends StepSpec = StepSpec> implements Driver<Spec> {
  readonly driven: Spec[] = []
  readonly #scenes: Scenes
  readonly #stops = new Set<() => void>()
  #closed = 0

  constructor(scenes: Scenes = {}) {
    this.#scenes = scenes
  }

  get living(): number {
    return this.#stops.size
  }

  get closed(): number {
    return this.#closed
  }

  async run(spec: Spec, io: StepIo): Promise<DriverResult> {
    if (io.signal.aborted) return {outcome: {kind: 'cancelled', detail: 'before it began'}}
    const scene = this.#sceneOf(spec)
    this.driven.push(spec)
    scene.begun?.()
    // one line at a time, as a program that flushes would
    for (const line of scene.stdout?.match(/[^\n]*\n|[^\n]+$/g) ?? [])
      await io.write(Buffer.from(line), 'stdout')
    if (scene.stderr) await io.write(Buffer.from(scene.stderr), 'stderr')
    if (scene.table) await io.table(scene.table)
    if (scene.locked && (await io.password?.(scene.locked)) !== 'open sesame')
      return {outcome: {kind: 'error', code: 'database-unreachable', detail: 'no password'}}
    if (scene.changed && ((await io.decide?.(scene.changed)) ?? 'commit') !== 'commit')
      return {outcome: {kind: 'cancelled', detail: 'rolled back'}}
    if (scene.lasts) return {outcome: await this.#stopped(spec, io.signal)}
    return scene.result ?? {outcome: {kind: 'success'}}
  }

  async volatile(spec: Spec): Promise<string[]> {
    return [...(this.#sceneOf(spec).catalog ?? [])]
  }

  async explain(): Promise<Explained> {
    return {ok: true, lines: ['Seq Scan on a']}
  }

  identified = 0

  async identify(database: string): Promise<Identified> {
    this.identified++
    const scene = this.#scenes[database] as Scene | undefined
    const detail = this.identified === 2 ? scene?.elsewhere : undefined
    const identity = {database: 'app', user: 'ops', server: '10.0.0.5:5432', version: '18.4', recovery: false}
    const fresh = this.identified === 1 || detail !== undefined
    return {
      ok: true,
      fresh,
      identity,
      ...(detail === undefined ? {} : {changed: {kind: 'error', code: 'database-changed', detail}}),
    }
  }

  async emptyIn(spec: Spec): Promise<string[]> {
    if (spec.kind !== 'shell') return []
    const {empty = []} = this.#sceneOf(spec)
    return (spec.nonEmpty ?? []).filter(name => empty.includes(name) && !spec.variables[name])
  }

  async close(): Promise<void> {
    this.#closed++
    for (const stop of this.#stops) stop()
  }

  #sceneOf({id}: Spec): Scene {
    const found = this.#scenes[id] ?? {}
    if (!Array.isArray(found)) return found as Scene
    return found[Math.min(this.driven.filter(spec => spec.id === id).length, found.length - 1)] as Scene
  }

  async #stopped({timeoutMs}: Spec, signal: AbortSignal): Promise<DriverResult['outcome']> {
    const closing = new AbortController()
    const stop = () => closing.abort()
    this.#stops.add(stop)
    try {
      await after(timeoutMs, undefined, {signal: AbortSignal.any([signal, closing.signal])})
      return {kind: 'timeout', afterMs: timeoutMs}
    } catch {
      return {kind: 'cancelled', detail: 'stopped'}
    } finally {
      this.#stops.delete(stop)
    }
  }
}

/** Both drivers of a run as one fake, so that the order of what was driven can be seen. */
export function fakeDrivers(scenes: Scenes = {}): Drivers & {fake: FakeDriver} {
  const fake = new FakeDriver(scenes)
  return {shell: fake, sql: fake, fake}
}
