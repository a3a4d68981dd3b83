import type {Connection} from './connection.ts'

/** Rolls the open transaction back, where the session is still there; never rejects. */
export async function rollBack({client, lost}: Connection): Promise<void> {
  // a cancel that comes late may hit this too
  for (let tries = 0; tries < 2 && !lost(); tries++)
    if (await client.query('ROLLBACK').then(Boolean, () => false)) return
}
