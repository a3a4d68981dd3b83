import {fork} from 'node:child_process'
import {once} from 'node:events'
import {createInterface} from 'node:readline'
import {execa} from 'execa'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {built} from '../../sandbox/places.ts'
import {type Sandbox, startSandbox} from '../../sandbox/sandbox.ts'
import {query} from './shell.ts'
import {remaining, tracesOf} from './traces.ts'

const gone = {timeout: 10_000, interval: 25}

let one: Sandbox
let other: Sandbox

beforeAll(async () => {
  ;[one, other] = await Promise.all([startSandbox(), startSandbox()])
})
afterAll(() => Promise.all([one.stop(), other.stop()]))

test('a sandbox says where its API, its frontend and its database are', async () => {
  const health = await fetch(`${one.urls.api}/health`)
  expect([health.status, await health.json()]).toEqual([200, {status: 'ok', database: 'ok'}])
  const users = await fetch(`${one.env.API_URL}/users?email=user42@example.com`)
  expect(await users.json()).toMatchObject([{id: 42, email: 'user42@example.com', name: 'Member 42'}])
  expect(await (await fetch(one.urls.frontend)).text()).toContain('<h1>Token4Good</h1>')
  const roles = "SELECT rolname, rolsuper FROM pg_roles WHERE rolname IN ('backend', current_user) ORDER BY 1"
  expect(await query(one.env.DATABASE_URL, roles)).toEqual([
    {rolname: 'backend', rolsuper: false},
    {rolname: 'postgres', rolsuper: true},
  ])
})

test('what it cannot break it refuses to', async () => {
  await expect(one.break('sabotage')).rejects.toThrow('knows no fault sabotage')
})

test('two sandboxes share nothing, and one stops without a trace of it', async () => {
  const [left, right] = await Promise.all([tracesOf(one.env), tracesOf(other.env)])
  await query(one.env.DATABASE_URL, 'DROP TABLE payments')
  expect(await query(other.env.DATABASE_URL, 'SELECT count(*)::int FROM payments')).toEqual([{count: 20_000}])
  await one.break('slow-query')
  await one.stop()
  expect(await remaining(left)).toEqual([])
  expect(await remaining(right)).toEqual([
    right.directory,
    `process ${right.postmaster}`,
    ...right.ports.map(port => `port ${port}`),
  ])
  expect(await other.health()).toBe(200)
  await one.stop()
})

test('stopping after the platform was killed still leaves nothing', async () => {
  const traces = await tracesOf(other.env)
  const {stdout: platform} = await execa('ps', ['-o', 'ppid=', '-p', `${traces.postmaster}`])
  process.kill(Number(platform), 'SIGKILL')
  await expect.poll(() => other.health().catch(() => 'gone'), gone).toBe('gone')
  await other.stop()
  await expect.poll(() => remaining(traces), gone).toEqual([])
})

/** A process of its own that starts a sandbox, prints its environment, and waits. */
async function owner() {
  const script = `
    import {startSandbox} from ${JSON.stringify(built('sandbox'))}
    const {env} = await startSandbox()
    console.log(JSON.stringify(env))
    setInterval(() => {}, 1000)`
  const child = execa(process.execPath, ['--input-type=module', '-e', script], {reject: false, buffer: false})
  for await (const line of createInterface(child.stdout)) return {child, env: JSON.parse(line)}
  throw new Error('The owner printed nothing')
}

test('an owner who is killed takes the whole sandbox along', async () => {
  const {child, env} = await owner()
  const traces = await tracesOf(env)
  child.kill('SIGKILL')
  await child
  await expect.poll(() => remaining(traces), gone).toEqual([])
})

test('an owner who is gone before the platform was loaded takes it along', async () => {
  const platform = fork(built('platform'), [], {stdio: ['ignore', 'ignore', 'ignore', 'ipc']})
  platform.disconnect()
  const [code] = await once(platform, 'exit')
  expect(code).toBe(0)
})
