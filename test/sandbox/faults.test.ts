import {readFileSync} from 'node:fs'
import {execa} from 'execa'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {type Sandbox, startSandbox} from '../../sandbox/sandbox.ts'
import {type Called, caller, query} from './shell.ts'

let sandbox: Sandbox
let railway: (words: string) => Promise<Called>
let vercel: (words: string, input?: string) => Promise<Called>
let dashboard: (words: string) => Promise<Called>

beforeAll(async () => {
  sandbox = await startSandbox()
  railway = caller(sandbox, 'railway')
  vercel = caller(sandbox, 'vercel')
  dashboard = caller(sandbox, 'dashboard')
})
afterAll(() => sandbox.stop())

/** The deployment of before every fault. */
const sound = '3d6b1f0a-5c0e-4c57-9a41-7c1f5f6f9a01'
const soon = {timeout: 20_000, interval: 25}
const ask = async (path: string) => (await fetch(sandbox.urls.api + path)).status

/** Goes all the way of a sign-in, and tells where it ended. */
async function signIn(provider = 'linkedin') {
  const answer = await fetch(`${sandbox.urls.frontend}/auth/signin/${provider}`)
  return {status: answer.status, at: new URL(answer.url).pathname, said: (await answer.text()).trim()}
}
const signedIn = expect.objectContaining({status: 200, at: '/'})

test('backend-crashed: the edge answers 502 until a restart', async () => {
  await sandbox.break('backend-crashed')
  expect(await sandbox.health()).toBe(502)
  expect((await railway('status')).stdout).toContain('Status: crashed')
  expect((await railway('deployments')).stdout).toContain('| CRASHED |')
  expect(await railway('restart')).toMatchObject({exitCode: 0})
  await expect.poll(sandbox.health, soon).toBe(200)
})

test('out-of-memory: a restart helps for a moment, more memory for good', async () => {
  await sandbox.break('out-of-memory')
  expect(await sandbox.health()).toBe(502)
  const killed = /ERROR Out of memory: \d+ MB of 192 MB used/
  expect((await railway('logs --lines 100')).stdout).toMatch(killed)
  await railway('restart')
  await expect.poll(async () => (await railway('status')).stdout, soon).toContain('Status: crashed')
  expect(await dashboard('memory 1024')).toMatchObject({stdout: 'Updated: memory 1024', exitCode: 0})
  const used = async () => JSON.parse((await dashboard('show')).stdout).memory.usedMb as number
  await expect.poll(used, soon).toBeGreaterThan(192)
  await expect.poll(sandbox.health, soon).toBe(200)
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
  const [bad] = JSON.parse((await railway('deployments --json')).stdout)
  expect(bad).toMatchObject({status: 'CRASHED', message: 'feat: sign in with several providers'})
  expect(await railway(`rollback ${sound}`)).toMatchObject({exitCode: 0})
  await expect.poll(sandbox.health, soon).toBe(200)
})

test('error-burst: look-ups of users answer 500 until a rollback', async () => {
  await sandbox.break('error-burst')
  expect(await ask('/users?email=user1@example.com')).toBe(500)
  await expect.poll(sandbox.health, soon).toBe(200)
  expect((await railway('logs --lines 100')).stdout).toContain(
    "ERROR GET /users 500 Cannot read properties of null (reading 'locale') at profile.ts:17",
  )
  await railway(`rollback ${sound}`)
  await expect.poll(() => ask('/users?email=user1@example.com'), soon).toBe(200)
})

test('external-api-down: wallets answer 502 until the fallback is on', async () => {
  expect(await ask('/wallet')).toBe(200)
  await sandbox.break('external-api-down')
  expect((await fetch(`${sandbox.env.DAZNO_API_URL}/health`)).status).toBe(503)
  expect(await ask('/wallet')).toBe(502)
  await expect.poll(sandbox.health, soon).toBe(200)
  expect((await railway('logs --lines 100')).stdout).toContain('ERROR GET /wallet 502 Dazno API answered 503')
  await railway('variables set DAZNO_FALLBACK_MODE=true')
  await railway('restart')
  expect(await ask('/wallet')).toBe(200)
})

test('frontend-broken: pages answer 500 until a rollback', async () => {
  await sandbox.break('frontend-broken')
  expect((await fetch(sandbox.urls.frontend)).status).toBe(500)
  expect((await vercel('ls')).stdout).toContain('● Error')
  expect(await vercel('rollback')).toMatchObject({exitCode: 0})
  expect((await fetch(sandbox.urls.frontend)).status).toBe(200)
})

test('frontend-build-failed: the pages stay those of before, and the build cannot be promoted', async () => {
  const page = async () => (await fetch(sandbox.urls.frontend)).headers.get('x-deployment')
  const before = await page()
  await sandbox.break('frontend-build-failed')
  expect(await page()).toBe(before)
  const [, failed] = /(\S+) +● Error +Production +feat: charts/.exec((await vercel('ls')).stdout)!
  expect((await vercel(`promote ${failed}`)).stderr).toMatch(/is not ready: its build failed$/)
})

test('provider-down: people sign in through another provider once it is on', async () => {
  expect(await signIn()).toEqual(signedIn)
  await sandbox.break('provider-down')
  expect(await signIn()).toMatchObject({status: 503, at: '/linkedin/authorize'})
  expect(await signIn('t4g')).toMatchObject({status: 404})
  await vercel('env add AUTH_PROVIDERS production --force', 't4g,linkedin')
  await vercel('--prod')
  expect(await signIn('t4g')).toEqual(signedIn)
})

test('one sandbox is broken in several ways at once, and mended one by one', async () => {
  const own = await startSandbox()
  try {
    for (const fault of ['wrong-client-secret', 'redirect-mismatch', 'wrong-secret', 'connections-exhausted'])
      await own.break(fault)
    const at = {
      railway: caller(own, 'railway'),
      vercel: caller(own, 'vercel'),
      dashboard: caller(own, 'dashboard'),
    }
    const tried = async () => (await fetch(`${own.urls.frontend}/auth/signin/linkedin`)).text()

    expect(await tried()).toContain('redirect_uri_mismatch')
    await at.dashboard(`redirect-uri ${own.urls.frontend}/auth/callback/linkedin`)
    expect(await tried()).toBe('Sign-in failed: linkedin answered invalid_client\n')
    const {stdout: secret} = await at.dashboard('client-secret')
    await at.vercel('env add LINKEDIN_CLIENT_SECRET production --force', secret)
    expect(await tried()).toContain('invalid_client')
    await at.vercel('--prod')
    expect(await tried()).toBe('Sign-in failed: the backend answered 401 to a new session\n')
    await at.vercel(`env pull ${own.directory}/pulled`)
    const [, session] = /^NEXTAUTH_SECRET="(.*)"$/m.exec(readFileSync(`${own.directory}/pulled`, 'utf8'))!
    await at.railway('variables set JWT_SECRET --stdin', session)
    await at.railway('restart')
    expect(await tried()).toContain('<h1>Token4Good</h1>')
    expect(await own.health()).toBe(503)
    await query(
      own.env.DATABASE_URL,
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'backend'",
    )
    await expect.poll(own.health, soon).toBe(200)
  } finally {
    await own.stop()
  }
})

test('bad-release: what is pushed next does not work, on both platforms', async () => {
  await sandbox.break('bad-release')
  const {REPOSITORY: cwd} = sandbox.env
  const git = (...args: string[]) => execa('git', args, {cwd, env: sandbox.env})
  await git('commit', '--quiet', '--allow-empty', '--message', 'feat: next')
  await git('push', '--quiet', 'origin', 'main')
  await expect.poll(async () => (await railway('status')).stdout, soon).toMatch(/crashed[\s\S]*feat: next/)
  expect((await vercel('ls')).stdout).toMatch(/● Error +Production \(current\) +feat: next/)
})
