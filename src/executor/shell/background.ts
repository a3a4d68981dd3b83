import {mkdirSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as after} from 'node:timers/promises'
import type {DriverResult, ShellSpec, StepIo} from '../../model/driver.ts'
import {matchesWithin} from '../pattern.ts'
import {trapsNote} from './prelude.ts'
import {wantsToRun} from './processes.ts'
import {ShellSession} from './session.ts'
import type {SessionWorld} from './session-world.ts'

/** A block that ends so soon was not started well. */
const settleMs = 300
const pollMs = 20
/** A block that is a loop of bash itself is up after so many times that. */
const mostLooks = 10
/** Of what it prints, so much is looked at for what says that it is up. */
const mostText = 1 << 20

/** The longest that a timer can take, in milliseconds: some 24 days. */
const noLimit = 2 ** 31 - 1

/** Runs a block in a session, to its end. */
type RunBlock = (
  session: ShellSession,
  world: SessionWorld,
  spec: ShellSpec,
  io: StepIo,
) => Promise<DriverResult>

/**
 * Starts a block in a bash of its own, which begins with `state`, and leaves it running once it is up. It ends the block
 * where it is not up in time, or is cancelled before.
 */
export async function runInBackground(
  parent: SessionWorld,
  name: string,
  state: string | undefined,
  spec: ShellSpec,
  io: StepIo,
  runBlock: RunBlock,
): Promise<DriverResult> {
  const {background, ...block} = spec
  const {keep: _kept, ...rest} = parent
  const world = {
    ...rest,
    dir: join(parent.dir, name),
    stepId: spec.id,
    ...(state === undefined ? {} : {resume: state.replace(trapsNote, '')}), // they stand in a file of the parent's
  }
  mkdirSync(world.dir, {mode: 0o700})
  const session = new ShellSession(world)
  const seen = untilSeen(background!.ready)
  const toItsEnd = async () => {
    const signal = new AbortController().signal // what stops the step does not stop what it has left running
    const write: StepIo['write'] = (bytes, stream) => {
      seen.look(bytes)
      return io.write(bytes, stream)
    }
    try {
      const unlimited = {...block, timeoutMs: noLimit, followMs: undefined}
      return await runBlock(session, world, unlimited, {table: io.table, signal, write})
    } finally {
      await session.close()
    }
  }
  const ended = toItsEnd()
  const waiting = new AbortController()
  const settled = async () => {
    // the time that a busy machine takes to start a bash, or lets it wait, says nothing of the block
    while (!session.isBusy && !waiting.signal.aborted) await after(pollMs)
    for (let look = 0; look < mostLooks && !waiting.signal.aborted; look++) {
      await after(settleMs)
      if (session.pid === undefined || !wantsToRun(session.pid)) return
    }
  }
  const up = seen.found ?? settled()
  const limit = after(spec.timeoutMs, 'timeout' as const, {signal: waiting.signal}).catch(
    () => 'timeout' as const,
  )
  const cancelled = new Promise<'cancel'>(resolve => {
    io.signal.addEventListener('abort', () => resolve('cancel'), {once: true, signal: waiting.signal})
  })
  const first = await Promise.race([ended, up.then(() => 'up' as const), limit, cancelled])
  waiting.abort()
  if (typeof first === 'object') return first
  const {pid} = session
  if (first === 'up' && pid !== undefined) {
    return {
      outcome: {kind: 'success', detail: `left running as process ${pid}`},
      running: {
        pid,
        ended: ended.catch(error => ({
          outcome: {kind: 'error', code: 'output', detail: (error as Error).message},
        })),
        end: () => session.close(),
      },
    }
  }
  await session.close()
  await ended
  return first === 'timeout'
    ? {outcome: {kind: 'timeout', afterMs: spec.timeoutMs}}
    : {outcome: {kind: 'cancelled', detail: 'stopped, with everything it had started'}}
}

/** Settles `found` when what was printed holds what is looked for; there is none where nothing is. */
function untilSeen({text, pattern}: NonNullable<ShellSpec['background']>['ready']): {
  found: Promise<void> | undefined
  look(bytes: Uint8Array): void
} {
  if (text === undefined && !pattern) return {found: undefined, look: () => {}}
  let printed = ''
  let done = () => {}
  const found = new Promise<void>(resolve => {
    done = resolve
  })
  return {
    found,
    look(bytes) {
      if (printed.length >= mostText) return
      printed += Buffer.from(bytes).toString('latin1')
      const all = Buffer.from(printed, 'latin1').toString()
      if (text !== undefined && !all.includes(text)) return
      if (pattern && matchesWithin(pattern.source, pattern.flags, all) !== true) return
      done()
    },
  }
}
