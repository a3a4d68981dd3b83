import type {ChangedRows, PendingChange} from '../../model/driver.ts'
import type {Connection} from './connection.ts'

/** The locks that a session's transaction holds on what a person names, other than those of mere reading. */
const locks = `SELECT c.oid::regclass::text, string_agg(DISTINCT l.mode, ', ')
FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_class c ON c.oid = l.relation
WHERE l.pid = pg_catalog.pg_backend_pid() AND l.granted AND l.mode <> 'AccessShareLock' AND c.relkind IN ('r', 'p', 'm', 'v', 'f')
  AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
  AND c.relnamespace <> 'pg_catalog'::regnamespace
GROUP BY 1 ORDER BY 1`

// who blocks whom is asked only about those who wait at all: the answer stops all locking for a moment
// a transaction sees other sessions as they were when it first looked, unless it forgets that
const waiting = `SELECT pg_catalog.pg_stat_clear_snapshot(); SELECT pid, left(query, 200), (extract(epoch FROM clock_timestamp() - coalesce(query_start, clock_timestamp())) * 1000)::bigint
FROM pg_catalog.pg_stat_activity
WHERE CASE WHEN pid IN (SELECT l.pid FROM pg_catalog.pg_locks l WHERE NOT l.granted)
  THEN pg_catalog.pg_backend_pid() = ANY (pg_catalog.pg_blocking_pids(pid)) ELSE false END
ORDER BY query_start LIMIT 100`

/** What a transaction has changed so far, and whom it holds up; asked of the server over the same session. */
export async function pendingChange(
  connection: Connection,
  statements: ChangedRows[],
  elapsedMs: number,
  heldMs: number,
): Promise<PendingChange> {
  return {
    statements,
    locks: (await rows(connection, locks)).map(([relation, mode]) => ({relation: relation!, mode: mode!})),
    waiting: await sessionsWaiting(connection),
    elapsedMs,
    heldMs,
  }
}

/** The sessions that wait for what this one holds, at most a hundred; over the same session. */
export async function sessionsWaiting(connection: Connection): Promise<PendingChange['waiting']> {
  return (await rows(connection, waiting)).map(([pid, query, waitedMs]) => ({
    pid: Number(pid),
    query: query ?? '',
    waitedMs: Math.max(0, Number(waitedMs)),
  }))
}

/** The rows of the last query of a text. */
async function rows({client}: Connection, text: string): Promise<string[][]> {
  const results = await client.query<string[]>({text, rowMode: 'array'})
  return [results].flat().at(-1)!.rows as unknown as string[][]
}
