import type {ChangedRows, PendingChange} from '../../model/driver.ts'
import type {Connection} from './connection.ts'

/** The locks that a session's transaction holds on what a person names, other than those of mere reading. */
const locks = `SELECT c.oid::regclass::text, string_agg(DISTINCT l.mode, ', ')
FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_class c ON c.oid = l.relation
WHERE l.pid = pg_catalog.pg_backend_pid() AND l.granted AND l.mode <> 'AccessShareLock' AND c.relkind IN ('r', 'p', 'm', 'v', 'f')
  AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
  AND c.relnamespace <> 'pg_catalog'::regnamespace
GROUP BY 1 ORDER BY 1`

const waiting = `SELECT pid, left(query, 200), (extract(epoch FROM clock_timestamp() - coalesce(query_start, clock_timestamp())) * 1000)::bigint
FROM pg_catalog.pg_stat_activity WHERE pg_catalog.pg_backend_pid() = ANY (pg_catalog.pg_blocking_pids(pid)) ORDER BY query_start LIMIT 20`

/** What a transaction has changed so far, and whom it holds up; asked of the server over the same session. */
export async function pendingChange(
  {client}: Connection,
  statements: ChangedRows[],
  elapsedMs: number,
  heldMs: number,
): Promise<PendingChange> {
  const rows = async (text: string) =>
    (await client.query<string[]>({text, rowMode: 'array'})).rows as unknown as string[][]
  return {
    statements,
    locks: (await rows(locks)).map(([relation, mode]) => ({relation: relation!, mode: mode!})),
    waiting: (await rows(waiting)).map(([pid, query, waitedMs]) => ({
      pid: Number(pid),
      query: query ?? '',
      waitedMs: Math.max(0, Number(waitedMs)),
    })),
    elapsedMs,
    heldMs,
  }
}
