import {setTimeout as after} from 'node:timers/promises'
import type {HeldChange, PendingChange} from '../../model/driver.ts'
import type {Connection} from './connection.ts'
import {isFatal} from './error-text.ts'
import {sessionsWaiting} from './pending-change.ts'

/** How often it is looked who waits. */
const everyMs = 1000

/** A transaction that waits for a decision. */
interface Held {
  /** Aborted once its session has ended. */
  readonly ended: AbortSignal
  /** Asks who waits for it, while it may be held for so long; undefined where that could not be asked. */
  look(leftMs: number): Promise<PendingChange['waiting'] | undefined>
}

/**
 * Gives what `decide` gives, and looks meanwhile who waits for the change, over the same session; `told` of them are known
 * already.
 */
export async function holdChange<Decision>(
  {ended: over, look: waitingNow}: Held,
  heldMs: number,
  now: () => number,
  told: number,
  decide: (held: HeldChange) => Promise<Decision>,
): Promise<Decision> {
  const until = now() + heldMs
  const ended = new AbortController()
  let most = told
  let untold: PendingChange['waiting'] | undefined
  let listener: ((waiting: PendingChange['waiting']) => void) | undefined
  const tell = () => {
    if (!listener || !untold) return
    const waiting = untold
    untold = undefined
    listener(waiting)
  }
  const look = async () => {
    for (;;) {
      await after(everyMs, undefined, {signal: ended.signal, ref: false}).catch(() => {})
      const leftMs = Math.floor(until - now())
      if (ended.signal.aborted || over.aborted || leftMs <= 0) return
      const waiting = await waitingNow(leftMs)
      if (!waiting) return
      // a crowd is not counted one by one
      if (waiting.length >= Math.max(1, most * 2)) {
        most = waiting.length
        untold = waiting
        tell()
      }
    }
  }
  const looking = look()
  try {
    return await decide({
      onWaiting(to) {
        listener = to
        tell()
        return () => (listener = undefined)
      },
      over,
    })
  } finally {
    ended.abort()
    await looking
  }
}

/**
 * Who waits now; undefined where that could not be asked, which must not cost the transaction. Looking resets the server's
 * limit on an idle transaction, so each look sets it to what is left.
 */
export async function whileHeld(
  connection: Connection,
  leftMs: number,
): Promise<PendingChange['waiting'] | undefined> {
  const {client} = connection
  try {
    await client.query(`SET LOCAL idle_in_transaction_session_timeout = ${leftMs}; SAVEPOINT runbook_look`)
    const waiting = await sessionsWaiting(connection)
    await client.query('RELEASE SAVEPOINT runbook_look')
    return waiting
  } catch (error) {
    if (isFatal(error)) connection.abandon(error)
    else await client.query('ROLLBACK TO SAVEPOINT runbook_look').catch(() => {})
    return undefined
  }
}
