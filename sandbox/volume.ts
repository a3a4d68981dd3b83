import {setTimeout as sleep} from 'node:timers/promises'
import {query} from './schema.ts'

/** The disk of the database, of a size that its platform gives. */
export interface Volume {
  limitMb: number
  usedMb(): Promise<number>
  /** Looks every quarter of a second from now on: a full volume makes the database read-only, as managed ones do, until there is room again. */
  watch(): void
  close(): Promise<void>
}

/** As much as the data needs, and some room. */
export function createVolume(adminUrl: string): Volume {
  const size = 'SELECT sum(pg_database_size(oid)) / 1048576 AS mb FROM pg_database'
  let readOnly = false
  let watching: Promise<void> | undefined
  const ended = new AbortController()
  const usedMb = async () => Math.ceil(Number((await query(adminUrl, size))[0]!.mb))

  async function keepWatch() {
    while (!ended.signal.aborted) {
      await look().catch(() => {}) // the server is stopped, or has no connection left
      await sleep(250, undefined, {signal: ended.signal}).catch(() => {})
    }
  }

  async function look() {
    const isFull = (await usedMb()) > volume.limitMb
    if (isFull === readOnly) return
    await query(
      adminUrl,
      `ALTER SYSTEM ${isFull ? 'SET default_transaction_read_only = on' : 'RESET default_transaction_read_only'}`,
      'SELECT pg_reload_conf()',
    )
    readOnly = isFull
  }

  const volume: Volume = {
    limitMb: 64,
    usedMb,
    watch() {
      watching ??= keepWatch()
    },
    async close() {
      ended.abort()
      await watching
    },
  }
  return volume
}
