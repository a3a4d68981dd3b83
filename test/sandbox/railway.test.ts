import {once} from 'node:events'
import {createInterface} from 'node:readline'
import {execa} from 'execa'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {type Sandbox, startSandbox} from '../../sandbox/sandbox.ts'
import {type Called, caller} from './shell.ts'

let sandbox: Sandbox
let railway: (words: string) => Promise<Called>

beforeAll(async () => {
  sandbox = await startSandbox()
  railway = caller(sandbox, 'railway')
})
afterAll(() => sandbox.stop())

const product = async () => (await fetch(sandbox.urls.api)).json()
const done = (stdout: string) => ({stdout, stderr: '', exitCode: 0})
const refused = (stderr: string, exitCode = 1) => ({stdout: '', stderr: `railway: ${stderr}`, exitCode})

interface Listed {
  id: string
  status: string
  message: string
}
const deployments = async () => JSON.parse((await railway('deployments --json')).stdout) as Listed[]

test('status shows the service, its active deployment and where it is reached', async () => {
  const [{id, message}] = (await deployments()) as [Listed]
  expect(await railway('status --environment production')).toEqual(
    done(
      `Project: token4good\nEnvironment: production\nService: token4good-backend\nStatus: running\n` +
        `Deployment: ${id} (${message})\nURL: ${sandbox.urls.api}`,
    ),
  )
})

test('the environment may stand anywhere, and must be production', async () => {
  const status = await railway('status')
  expect(await railway('--environment production status')).toEqual(status)
  expect(await railway('-e production status')).toEqual(status)
  expect(await railway('status --environment=production')).toEqual(status)
  expect(await railway('status -e staging')).toEqual(
    refused('Environment "staging" not found. The sandbox has: production'),
  )
  expect(await railway('status --environment')).toEqual(refused('Missing the NAME after --environment', 2))
})

test('a wrong call says what is wrong and exits 2', async () => {
  expect(await railway('statsu')).toMatchObject({
    stderr: expect.stringContaining('railway: Unknown command statsu'),
    exitCode: 2,
  })
  expect(await railway('toString')).toMatchObject({exitCode: 2})
  expect(await railway('status now')).toEqual(refused('Unexpected now', 2))
  expect(await railway('restart --hard')).toMatchObject({
    stderr: expect.stringContaining('--hard'),
    exitCode: 2,
  })
  expect(await railway('logs --lines many')).toEqual(
    refused('Unexpected value for --lines: many, expected a number', 2),
  )
  expect(await railway('rollback')).toEqual(refused('Missing ID', 2))
  expect(await railway('variables set')).toEqual(
    refused('Expected KEY=VALUE. Usage: railway variables set KEY=VALUE…', 2),
  )
  expect(await railway('')).toMatchObject({stdout: expect.stringContaining('Usage: railway'), exitCode: 0})
})

test('without a sandbox it says so', async () => {
  const {stderr, exitCode} = await execa('railway', ['status'], {
    env: {...sandbox.env, SANDBOX_URL: 'http://127.0.0.1:1'},
    reject: false,
  })
  expect({stderr, exitCode}).toEqual({
    stderr: 'railway: No sandbox answers at http://127.0.0.1:1',
    exitCode: 1,
  })
})

test('a variable takes effect with the next restart', async () => {
  expect(await railway('variables set DAZNO_FALLBACK_MODE=true NOTE=a=b --environment production')).toEqual(
    done('Set DAZNO_FALLBACK_MODE, NOTE for token4good-backend, in effect after railway restart'),
  )
  expect((await railway('variables')).stdout.split('\n')).toEqual(
    expect.arrayContaining(['DAZNO_FALLBACK_MODE=true', 'NOTE=a=b']),
  )
  expect(await product()).toMatchObject({daznoFallback: false})
  expect(await railway('restart --environment production')).toEqual(done('Restarted token4good-backend'))
  expect(await product()).toMatchObject({daznoFallback: true})
})

test('a rollback goes back to the deployment named, once', async () => {
  const [newest, older] = (await deployments()) as [Listed, Listed, Listed]
  expect(await railway(`rollback --environment production ${older.id}`)).toEqual(
    done(`Rolled back to ${older.id} (${older.message})`),
  )
  expect((await deployments()).map(({status}) => status)).toEqual(['REMOVED', 'ACTIVE', 'REMOVED'])
  expect((await railway('deployments')).stdout).toMatch(
    /^Recent Deployments\n( {2}[\w-]{36} \| (ACTIVE|REMOVED) +\| [\d-]{10} [\d:]{8} UTC \| \w{7} .+\n?){3}$/,
  )
  expect(await railway(`rollback ${older.id}`)).toEqual(refused(`Deployment ${older.id} is already active.`))
  expect(await railway('rollback nope')).toEqual(refused('Deployment nope not found.'))
  expect(await railway(`rollback ${newest.id}`)).toMatchObject({exitCode: 0})
  expect(await sandbox.health()).toBe(200)
})

test('run gives a command the variables of the service and passes its exit code on', async () => {
  const {stdout: url} = await railway('run --environment production printenv DATABASE_URL')
  expect(new URL(url)).toMatchObject({username: 'backend', pathname: '/token4good'})
  expect(await railway('run -- printenv -0 RAILWAY_SERVICE_NAME')).toEqual(done('token4good-backend\0'))
  expect(await railway('run echo --environment staging')).toEqual(done('--environment staging'))
  expect(await railway('run false')).toEqual({stdout: '', stderr: '', exitCode: 1})
  const {exitCode} = await execa('railway', ['run', 'sh', '-c', 'kill -TERM $$'], {
    env: sandbox.env,
    reject: false,
  })
  expect(exitCode).toBe(143)
  expect(await railway('run no-such-command')).toEqual(refused('cannot run no-such-command: not found', 127))
  expect(await railway('run')).toEqual(refused('Missing COMMAND. Usage: railway run [--] COMMAND…', 2))
})

/** Keeps the backend logging while something else goes on. */
async function withTraffic<T>(work: () => Promise<T>): Promise<T> {
  const hits = setInterval(() => void fetch(`${sandbox.urls.api}/users?email=user1@example.com`), 50)
  try {
    return await work()
  } finally {
    clearInterval(hits)
  }
}

test('logs show the last lines', async () => {
  const {stdout} = await railway('logs --environment production --lines 1')
  expect(stdout).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z (INFO|ERROR) .+$/)
  expect(await railway('logs --lines 0')).toEqual(done(''))
})

test.each(['SIGTERM', 'SIGINT'] as const)('logs --follow shows what comes until %s', signal =>
  withTraffic(async () => {
    const follower = execa('railway', ['logs', '--follow', '--lines', '0'], {
      env: sandbox.env,
      reject: false,
    })
    const [line] = await once(createInterface(follower.stdout), 'line')
    expect(line).toMatch(/ INFO GET \/users 200 [\d.]+ms$/)
    follower.kill(signal)
    expect(await follower).toMatchObject({signal, stderr: ''})
  }),
)

test('a follower whose reader goes away ends quietly', () =>
  withTraffic(async () => {
    const script = 'railway logs --follow | head -n 1; echo $PIPESTATUS'
    const called = await execa('bash', ['-c', script], {
      env: sandbox.env,
      reject: false,
      timeout: 10_000,
    })
    expect(called.stderr).toBe('')
    expect(called.stdout.split('\n').at(-1)).toBe('0')
  }))
