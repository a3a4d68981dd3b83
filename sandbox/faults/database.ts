import {setTimeout as sleep} from 'node:timers/promises'
import type {FaultKind} from '../faults.ts'
import {query} from '../schema.ts'
import {until} from '../until.ts'
import {startWorker} from '../workers.ts'

const endBackendSessions =
  "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'token4good-backend'"
const slowLookups =
  "SELECT coalesce(sum(calls), 0)::int AS calls FROM pg_stat_statements WHERE query LIKE 'SELECT id, email, name%'"
const fill =
  'INSERT INTO request_log (line) SELECT repeat(md5(n::text), 30) FROM generate_series(1, 4000) AS n'

/** What can be wrong with the database. */
export const databaseFaults = {
  'connections-exhausted': {
    title: 'A worker leaks connections until none is left',
    runbook: 'database-inaccessible.md',
    async inject({postgres: {databases}, apiUrl}) {
      await startWorker('connections-exhausted', 'leak', {DATABASE_URL: databases.backend})
      const isDown = async () => (await fetch(`${apiUrl}/health`)).status === 503
      await until('the database has no free connection', 20_000, async () => {
        try {
          await query(databases.admin, endBackendSessions) // the leak takes their slots, and ours, before they come back
        } catch {
          return false // no slot was left for us either: once more
        }
        for (let seen = 0; seen < 3; seen++) {
          await sleep(75)
          if (!(await isDown())) return false
        }
        return true
      })
    },
  },

  'slow-query': {
    title: 'Users are looked up in a column without an index',
    runbook: 'slow-performance.md',
    async inject({postgres: {databases}, apiUrl}) {
      await startWorker('slow-query', 'load', {
        API_URL: apiUrl,
        CLIENTS: '4',
        PATHS: 'GET!/users?email=user{n}@example.com',
      })
      await until('the lookups show in pg_stat_statements', 20_000, async () => {
        const [row] = await query(databases.admin, slowLookups)
        return row?.calls >= 20
      })
    },
  },

  'database-stopped': {
    title: 'PostgreSQL is stopped',
    runbook: 'database-inaccessible.md',
    async inject({postgres}) {
      await postgres.stop()
    },
  },

  'disk-full': {
    title: 'A debug log has filled the disk of the database, which therefore takes no writes',
    runbook: 'database-inaccessible.md',
    async inject({postgres: {databases}, volume, apiUrl}) {
      volume.watch()
      while ((await volume.usedMb()) <= volume.limitMb)
        await query(databases.admin, 'BEGIN READ WRITE', fill, 'COMMIT')
      await until('a payment is refused', 20_000, async () => {
        const {status} = await fetch(`${apiUrl}/payments?user=1&cents=100`, {method: 'POST'})
        return status === 500
      })
    },
  },
} satisfies Record<string, FaultKind>
