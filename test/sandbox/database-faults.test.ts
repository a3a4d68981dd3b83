import {afterAll, beforeAll, expect, test} from 'vitest'
import {type Sandbox, startSandbox} from '../../sandbox/sandbox.ts'
import {type Called, caller, query} from './shell.ts'

let sandbox: Sandbox
let railway: (words: string) => Promise<Called>
let dashboard: (words: string) => Promise<Called>

beforeAll(async () => {
  sandbox = await startSandbox()
  railway = caller(sandbox, 'railway')
  dashboard = caller(sandbox, 'dashboard')
})
afterAll(() => sandbox.stop())

const admin = (...statements: string[]) => query(sandbox.env.DATABASE_URL, ...statements)
const soon = {timeout: 20_000, interval: 25}
const pay = async () =>
  (await fetch(`${sandbox.urls.api}/payments?user=1&cents=100`, {method: 'POST'})).status
const workers =
  "SELECT count(*)::int AS held FROM pg_stat_activity WHERE application_name = 'token4good-worker' AND state = 'idle'"

test('connections-exhausted: ending the idle sessions brings the backend back, and the leak is over', async () => {
  await sandbox.break('connections-exhausted')
  const health = await fetch(`${sandbox.urls.api}/health`)
  expect([health.status, await health.json()]).toEqual([
    503,
    {status: 'error', database: expect.stringMatching(/too many clients|connection slots are reserved/)},
  ])
  const {stdout} = await railway('logs --lines 100')
  expect(stdout).toContain('ERROR Error connecting to database: ')
  expect(await admin(workers)).toEqual([{held: 21}])

  await admin(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle' AND usename = 'backend'",
  )
  await expect.poll(sandbox.health, soon).toBe(200)
  await expect.poll(() => admin(workers), soon).toEqual([{held: 0}])

  await sandbox.break('connections-exhausted')
  expect(await sandbox.health()).toBe(503)
  await admin("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'backend'")
  await expect.poll(sandbox.health, soon).toBe(200)
})

test('database-stopped: nobody gets in until PostgreSQL is restarted', async () => {
  await sandbox.break('database-stopped')
  expect(await sandbox.health()).toBe(503)
  await expect(admin('SELECT 1')).rejects.toThrow('ECONNREFUSED')
  expect((await railway('status --service postgres')).stdout).toContain('Status: stopped')
  expect((await railway('logs --service postgres --lines 1')).stdout).toContain(
    'database system is shut down',
  )
  expect((await railway('restart --service postgres')).stdout).toBe('Restarted postgres')
  expect((await railway('status --service postgres')).stdout).toContain('Status: running')
  await expect.poll(sandbox.health, soon).toBe(200)
})

test.each([
  ['emptying the debug log', () => admin('BEGIN READ WRITE', 'TRUNCATE request_log', 'COMMIT')],
  ['a larger volume', () => dashboard('volume 512')],
])('disk-full: nothing can be written until there is room again by %s', async (_, mend) => {
  await sandbox.break('disk-full')
  expect(await pay()).toBe(500)
  await expect.poll(sandbox.health, soon).toBe(200)
  expect((await railway('logs --lines 100')).stdout).toContain(
    'POST /payments 500 cannot execute INSERT in a read-only transaction',
  )
  const [, used, size] = /Storage used: (\d+)MB\/(\d+)MB/.exec((await railway('volume list')).stdout)!
  expect(Number(used)).toBeGreaterThan(Number(size))
  const [largest] = await admin(
    "SELECT relname FROM pg_class WHERE relkind = 'r' ORDER BY pg_total_relation_size(oid) DESC LIMIT 1",
  )
  expect(largest).toEqual({relname: 'request_log'})
  await mend()
  await expect.poll(pay, soon).toBe(201)
})

test('slow-query: the lookup leads pg_stat_statements until it has an index', async () => {
  await sandbox.break('slow-query')
  const slowest =
    "SELECT query, mean_exec_time AS mean FROM pg_stat_statements WHERE query LIKE 'SELECT%' AND calls >= 20 ORDER BY mean_exec_time DESC LIMIT 1"
  const [before] = await admin(slowest)
  expect(before).toMatchObject({query: 'SELECT id, email, name, created_at FROM users WHERE email = $1'})
  await admin('CREATE INDEX CONCURRENTLY idx_users_email ON users(email)')
  await admin('SELECT pg_stat_statements_reset()')
  const lookups =
    "SELECT mean_exec_time AS mean FROM pg_stat_statements WHERE query LIKE '%FROM users%' AND calls > 20"
  await expect.poll(() => admin(lookups), soon).toHaveLength(1)
  const [after] = await admin(lookups)
  expect(after!.mean).toBeLessThan(before!.mean / 5)
})

// last: its traffic goes on, and would take the connections that the others need
test('pool-exhausted: the backend has no connection of its own left until its pool is larger', async () => {
  await sandbox.break('pool-exhausted')
  expect((await railway('logs --lines 100')).stdout).toContain('timeout exceeded when trying to connect')
  const held =
    "SELECT count(*)::int AS held FROM pg_stat_activity WHERE application_name = 'token4good-backend' AND state = 'active'"
  await expect.poll(() => admin(held), soon).toEqual([{held: 5}])
  await railway('variables set DATABASE_POOL_SIZE=18')
  await expect.poll(sandbox.health, soon).toBe(503) // between two reports it may get a connection
  await railway('restart')
  await expect.poll(sandbox.health, soon).toBe(200)
})
