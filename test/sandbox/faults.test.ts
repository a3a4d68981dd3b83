import {afterAll, beforeAll, expect, test} from 'vitest'
import {type Sandbox, startSandbox} from '../../sandbox/sandbox.ts'
import {type Called, caller, query} from './shell.ts'

let sandbox: Sandbox
let railway: (words: string) => Promise<Called>
let vercel: (words: string) => Promise<Called>

beforeAll(async () => {
  sandbox = await startSandbox()
  railway = caller(sandbox, 'railway')
  vercel = caller(sandbox, 'vercel')
})
afterAll(() => sandbox.stop())

const admin = (text: string) => query(sandbox.env.DATABASE_URL, text)
const soon = {timeout: 20_000, interval: 25}
const workers =
  "SELECT count(*)::int AS held FROM pg_stat_activity WHERE application_name = 'token4good-worker' AND state = 'idle'"

test('connections-exhausted: ending the idle sessions brings the backend back, and the leak is over', async () => {
  await sandbox.break('connections-exhausted')
  const health = await fetch(`${sandbox.urls.api}/health`)
  expect([health.status, await health.json()]).toEqual([
    503,
    {status: 'error', database: expect.stringMatching(/too many clients|connection slots are reserved/)},
  ])
  const {stdout} = await railway('logs')
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

test('slow-query: the lookup leads pg_stat_statements until it has an index', async () => {
  await sandbox.break('slow-query')
  const slowest =
    'SELECT query, mean_exec_time AS mean FROM pg_stat_statements ORDER BY mean_exec_time DESC LIMIT 1'
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

test('backend-crashed: the edge answers 502 until a restart', async () => {
  await sandbox.break('backend-crashed')
  expect(await sandbox.health()).toBe(502)
  expect((await railway('status')).stdout).toContain('Status: crashed')
  expect((await railway('deployments')).stdout).toContain('| CRASHED |')
  expect(await railway('restart')).toMatchObject({exitCode: 0})
  expect(await sandbox.health()).toBe(200)
})

test('bad-deployment: a restart does not help, a rollback does', async () => {
  await sandbox.break('bad-deployment')
  expect(await sandbox.health()).toBe(502)
  expect(await railway('restart')).toEqual({
    stdout: '',
    stderr: 'railway: token4good-backend is crashed: see railway logs',
    exitCode: 1,
  })
  expect((await railway('logs --lines 3')).stdout).toContain(
    'Deployment crashed: restarted 3 times, giving up',
  )
  const [bad, good] = JSON.parse((await railway('deployments --json')).stdout)
  expect(bad).toMatchObject({status: 'CRASHED', message: 'feat: sign in with several providers'})
  expect(await railway(`rollback ${good.id}`)).toMatchObject({exitCode: 0})
  expect(await sandbox.health()).toBe(200)
})

test('frontend-broken: pages answer 500 until a rollback', async () => {
  await sandbox.break('frontend-broken')
  expect((await fetch(sandbox.urls.frontend)).status).toBe(500)
  expect((await vercel('ls')).stdout).toContain('● Error')
  expect(await vercel('rollback')).toMatchObject({exitCode: 0})
  expect((await fetch(sandbox.urls.frontend)).status).toBe(200)
})

test('a database that is out of reach shows in health and in the logs', async () => {
  const {stdout: url} = await railway('run printenv DATABASE_URL')
  await railway('variables set DATABASE_URL=postgres://backend:x@127.0.0.1:1/token4good')
  await railway('restart')
  expect(await sandbox.health()).toBe(503)
  await railway(`variables set DATABASE_URL=${url}`)
  await railway('restart')
  expect(await sandbox.health()).toBe(200)
})
