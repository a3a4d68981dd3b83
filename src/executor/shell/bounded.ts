import type {DriverResult, ShellSpec, StepIo} from '../../model/driver.ts'
import {formatDuration} from '../../model/duration.ts'
import {connect, type Keyboard} from './keyboard.ts'
import {type BlockEnd, interruptedCode, type OnOutput} from './running-block.ts'
import type {Prepare} from './session.ts'

/** An end that takes longer is spoken of. */
const soonMs = 250

/** Waits for the block, its time limit or its cancellation, whichever comes first; the latter two end what it started. */
export async function bounded(
  session: {stop(): Promise<void>; graceMs: number},
  spec: ShellSpec,
  io: StepIo,
  run: (onOutput: OnOutput, prepare: Prepare) => Promise<BlockEnd>,
): Promise<DriverResult> {
  let stopped: 'timeout' | 'follow' | 'key' | 'cancel' | 'broken' | undefined
  let stopping: Promise<void> | undefined
  let keyboard: Keyboard | undefined
  const stopAll = () => {
    const late = setTimeout(() => io.terminal?.tell({kind: 'ending', forMs: session.graceMs}), soonMs)
    return session.stop().finally(() => clearTimeout(late))
  }
  const stop = (why: typeof stopped) => {
    if (stopped) return
    stopped = why
    keyboard?.unhold()
    stopping = stopAll()
  }
  const broken: unknown[] = []
  const fail = (error: unknown) => {
    broken.push(error)
    stop('broken') // output that cannot be kept must not go on being made
  }
  const onOutput: OnOutput = (bytes, stream) => {
    keyboard?.printed()
    if (broken.length > 0) return undefined
    try {
      return io.write(bytes, stream)?.catch(fail)
    } catch (error) {
      return fail(error)
    }
  }
  const cancel = () => stop('cancel')
  const limit = setTimeout(stop, spec.timeoutMs, 'timeout')
  const follow = spec.followMs === undefined ? undefined : setTimeout(stop, spec.followMs, 'follow')
  io.signal.addEventListener('abort', cancel, {once: true})
  const prepare: Prepare = async (pty, leader) => {
    if (!io.terminal) return
    const watched = spec.followMs !== undefined
    if (watched) io.terminal.tell({kind: 'watching', forMs: spec.followMs!})
    keyboard = await connect(pty, io.terminal, leader, {
      interactive: spec.interactive === true,
      watched,
      plain: spec.separate === true,
      stop: cancel,
      unwatch: () => stop('key'),
    })
  }
  let end: BlockEnd
  try {
    end = await run(onOutput, prepare)
  } finally {
    clearTimeout(limit)
    clearTimeout(follow)
    io.signal.removeEventListener('abort', cancel)
    await keyboard?.end()
  }
  const {exitCode, survived, lost} = end
  const interrupted = !stopped && keyboard?.interrupted === true && exitCode === interruptedCode
  if (interrupted && !survived) stopping = stopAll() // what ignores Ctrl-C, such as background processes
  await stopping
  if (broken.length > 0) throw broken[0]
  switch (stopped) {
    case 'timeout':
      return {outcome: {kind: 'timeout', afterMs: spec.timeoutMs}}
    case 'follow':
      return {outcome: {kind: 'success', detail: `watched for ${formatDuration(spec.followMs!)}`}}
    case 'key':
      return {outcome: {kind: 'success', detail: 'watched until a key was pressed'}}
    case 'cancel':
      return {outcome: {kind: 'cancelled', detail: 'stopped, with everything it had started'}}
    default:
      if (lost)
        return {
          outcome: {
            kind: 'unknown',
            detail: 'it left a shell that carries out no commands any more, so nobody can say how it ended',
          },
        }
      if (interrupted) {
        return spec.followMs === undefined
          ? {outcome: {kind: 'cancelled', detail: 'ended by Ctrl-C'}, exitCode}
          : {outcome: {kind: 'success', detail: 'watched until Ctrl-C'}, exitCode}
      }
      return {
        outcome: exitCode === 0 ? {kind: 'success'} : {kind: 'failure', detail: `exit ${exitCode}`},
        exitCode,
      }
  }
}
