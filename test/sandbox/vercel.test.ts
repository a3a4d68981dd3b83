import {mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {request} from 'node:http'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {text} from 'node:stream/consumers'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {type Sandbox, startSandbox} from '../../sandbox/sandbox.ts'
import {caller} from './shell.ts'

let sandbox: Sandbox
let vercel: ReturnType<typeof caller>

beforeAll(async () => {
  sandbox = await startSandbox()
  vercel = caller(sandbox, 'vercel')
})
afterAll(() => sandbox.stop())

/** The host names of the deployments listed, newest first; the current one is marked. */
async function listed(words = 'ls') {
  const {stdout} = await vercel(words)
  const rows = stdout.matchAll(/(http:\S+) +● (\w+) +(\w+)( \(current\))?/g)
  return [...rows].map(([, url, status, environment, current]) => ({
    url: url!,
    is: `${status} ${environment}${current ?? ''}`,
  }))
}

const refused = (stderr: string, exitCode = 1) => ({stdout: '', stderr: `vercel: ${stderr}`, exitCode})
const current = async () => (await fetch(sandbox.urls.frontend)).headers.get('x-deployment')
const host = (url: string) => new URL(url).hostname

test('ls lists deployments, newest first, of all environments or of one', async () => {
  const all = await listed()
  expect(all.map(({is}) => is)).toEqual(['Ready Production (current)', 'Ready Preview', 'Ready Production'])
  const production = all.filter(({is}) => is.includes('Production'))
  expect(await listed('ls --environment production')).toEqual(production)
  expect(await listed('ls --prod')).toEqual(production)
  expect(await listed('ls --environment preview')).toEqual([all[1]])
  expect(await vercel('ls --environment staging')).toEqual(
    refused('Environment "staging" not found. The sandbox has: production'),
  )
})

test('every deployment has its own address', async () => {
  const [, , oldest] = await listed()
  const {port, host} = new URL(oldest!.url)
  const answer = await new Promise<string>((resolve, reject) => {
    const asking = request({host: '127.0.0.1', port, headers: {host}}, response => {
      resolve(text(response).then(() => String(response.headers['x-deployment'])))
    })
    asking.once('error', reject).end()
  })
  expect(`${answer}:${port}`).toBe(host)
})

test('promote and rollback put another deployment in production', async () => {
  const [newest, , oldest] = await listed()
  expect(await current()).toBe(host(newest!.url))
  expect(await vercel('rollback')).toEqual({
    stdout: `Success! Production was rolled back to ${oldest!.url}`,
    stderr: '',
    exitCode: 0,
  })
  expect(await current()).toBe(host(oldest!.url))
  expect(await vercel('rollback')).toEqual(refused('There is no older production deployment to roll back to'))
  expect(await vercel(`promote ${newest!.url}`)).toEqual({
    stdout: `Success! ${newest!.url} was promoted to production`,
    stderr: '',
    exitCode: 0,
  })
  expect(await current()).toBe(host(newest!.url))
  expect(await vercel(`promote ${newest!.url}`)).toEqual(
    refused(`Deployment ${host(newest!.url)} is already the current production deployment`),
  )
  expect(await vercel(`rollback ${host(oldest!.url)}`)).toMatchObject({exitCode: 0})
  expect(await vercel(`rollback ${newest!.url}`)).toMatchObject({exitCode: 0})
  expect(await vercel('promote https://nope.vercel.app')).toEqual(
    refused('Can\'t find the deployment "https://nope.vercel.app"'),
  )
  expect(await vercel('promote')).toEqual(refused('Missing URL', 2))
})

test('a variable is added from standard input and takes effect with the next deployment', async () => {
  expect(await vercel('env add NEXT_PUBLIC_NOTICE production', 'maintenance tonight\n')).toEqual({
    stdout:
      'Added Environment Variable NEXT_PUBLIC_NOTICE to Project t4g-dapp, in effect after vercel --prod',
    stderr: '',
    exitCode: 0,
  })
  const page = async () => (await fetch(sandbox.urls.frontend)).text()
  expect(await page()).not.toContain('maintenance')
  const {stdout} = await vercel('--prod')
  expect(await current()).toBe(host(stdout.replace('Production: ', '')))
  expect(await page()).toContain('"NEXT_PUBLIC_NOTICE":"maintenance tonight"')
  expect(await vercel('env add NEXT_PUBLIC_NOTICE production', 'again')).toEqual(
    refused(
      'The variable "NEXT_PUBLIC_NOTICE" has already been added to Production. To overwrite it, add --force',
    ),
  )
  expect(await vercel('env add NEXT_PUBLIC_NOTICE production --force', 'again')).toMatchObject({exitCode: 0})
  expect(await vercel('env add EMPTY production', '')).toEqual(
    refused('No value for EMPTY on standard input'),
  )
  expect(await vercel('env add EMPTY')).toMatchObject({exitCode: 2})
})

test('env ls names the variables without their values, env pull writes them to a file', async () => {
  const {stdout} = await vercel('env ls --environment production')
  expect(stdout).toMatch(/^ {2}LINKEDIN_CLIENT_SECRET +Encrypted +Production +20d ago$/m)
  const directory = mkdtempSync(join(tmpdir(), 'vercel-'))
  try {
    const file = join(directory, '.env.production')
    expect(await vercel('env pull', '', file)).toMatchObject({stdout: `Created ${file} file`, exitCode: 0})
    expect(readFileSync(file, 'utf8')).toMatch(/^# Created by Vercel CLI\nNEXT_PUBLIC_API_URL="http:/)
  } finally {
    rmSync(directory, {recursive: true})
  }
})

test('logs show the requests, with the path in the fifth column', async () => {
  await fetch(`${sandbox.urls.frontend}/wallet`)
  const {stdout} = await vercel('logs')
  expect(stdout.split('\n').at(-1)).toMatch(/^[\d:.]{12} GET 200 127\.0\.0\.1 \/wallet$/)
})

test('a wrong call exits 2', async () => {
  expect(await vercel('lss')).toMatchObject({
    stderr: expect.stringContaining('vercel: Unknown command lss'),
    exitCode: 2,
  })
  expect(await vercel('env rm X')).toMatchObject({exitCode: 2})
  expect(await vercel('deploy')).toEqual(
    refused('The sandbox deploys to production only. Usage: vercel --prod', 2),
  )
  expect(await vercel('--bogus')).toMatchObject({stderr: expect.stringContaining('--bogus'), exitCode: 2})
})
