import {readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {createInterface} from 'node:readline'
import {execa} from 'execa'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {built} from '../../sandbox/places.ts'
import {type Sandbox, startSandbox} from '../../sandbox/sandbox.ts'
import {onPath} from '../support/installed.ts'
import {temporaryDirectory} from '../support/temporary.ts'
import {query} from './shell.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox()
})
afterAll(() => sandbox.stop())

/** Runs one command line of bash in the sandbox. */
const bash = (script: string, cwd = temporaryDirectory(), env: Record<string, string> = {}) =>
  execa('bash', ['-c', script], {cwd, env: {...sandbox.env, ...env}, reject: false})

const shape = (url: string) =>
  query(
    url,
    `SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull, a.attidentity,
            (SELECT array_agg(pg_get_indexdef(indexrelid) ORDER BY 1) FROM pg_index WHERE indrelid = c.oid)
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY 1, 2`,
  )
const content = (url: string) =>
  query(url, "SELECT md5(string_agg(u::text, ',' ORDER BY id)) AS users, count(*)::int AS n FROM users u")

test.skipIf(!onPath('psql'))(
  'what pg_dump writes is the database again once psql has restored it, over an older one too',
  async () => {
    const {DATABASE_URL: source, SCRATCH_DATABASE_URL: scratch} = sandbox.env
    await query(source, "INSERT INTO users SELECT 60001, E'tab\\there\\\\ and\\nline', NULL, '', 't', now()")
    await query(source, 'CREATE INDEX payments_user ON payments (user_id)')
    const restore = 'psql "$SCRATCH_DATABASE_URL" -X -q -v ON_ERROR_STOP=1 --single-transaction -f backup.sql'
    for (let time = 0; time < 2; time++) {
      const {stderr, exitCode} = await bash(
        `railway run bash -c 'pg_dump --clean --if-exists --file=backup.sql "$DATABASE_URL"' && ${restore}`,
      )
      expect({stderr: stderr.replaceAll(/.*NOTICE:.*\n?/g, ''), exitCode}).toEqual({stderr: '', exitCode: 0})
      expect(await shape(scratch)).toEqual(await shape(source))
      expect(await content(scratch)).toEqual(await content(source))
    }
    const next = 'INSERT INTO payments (user_id, amount_cents) VALUES (1, 1) RETURNING id'
    expect(await query(scratch, next)).toEqual(await query(source, next))
  },
)

test('pg_dump is the real one where that is new enough for the server', async () => {
  const dir = temporaryDirectory()
  const fake = `#!/bin/sh\n[ "$1" = --version ] && echo 'pg_dump (PostgreSQL) 99.1' || echo "called with $*"\n`
  writeFileSync(join(dir, 'pg_dump'), fake, {mode: 0o755})
  const [ours, ...others] = sandbox.env.PATH.split(':')
  const PATH = [ours, dir, ...others].join(':')
  const {stdout} = await bash('pg_dump --table=users "$DATABASE_URL"', dir, {PATH})
  expect(stdout).toBe(`called with --table=users ${sandbox.env.DATABASE_URL}`)
})

test('sqlx applies migrations once and takes the last one back', async () => {
  const cwd = temporaryDirectory()
  const sqlx = async (words: string) => {
    const {stdout, stderr, exitCode} = await bash(`sqlx migrate ${words}`, cwd)
    return exitCode === 0 ? stdout.replaceAll(/\d{14}/g, 'V').replaceAll(/\([\d.]+ms\)/g, '(T)') : stderr
  }
  expect(await sqlx('add -r nicknames')).toBe(
    'Creating migrations/V_nicknames.up.sql\nCreating migrations/V_nicknames.down.sql',
  )
  const [down, up] = readdirSync(join(cwd, 'migrations'))
    .sort()
    .map(name => join(cwd, 'migrations', name)) as [string, string]
  writeFileSync(up, 'ALTER TABLE users ADD COLUMN nickname text;')
  writeFileSync(down, 'ALTER TABLE users DROP COLUMN nickname;')
  expect(await sqlx('info')).toBe('V/pending nicknames')
  expect(await sqlx('run')).toBe('Applied V/migrate nicknames (T)')
  expect(await sqlx('run')).toBe('')
  expect(await sqlx('info')).toBe('V/installed nicknames')
  const columns =
    "SELECT attname FROM pg_attribute WHERE attrelid = 'users'::regclass AND attname = 'nickname'"
  expect(await query(sandbox.env.DATABASE_URL, columns)).toHaveLength(1)
  expect(await sqlx('revert')).toBe('Applied V/revert nicknames (T)')
  expect(await query(sandbox.env.DATABASE_URL, columns)).toEqual([])
  writeFileSync(up, 'ALTER TABLE nobody ADD COLUMN nickname text;')
  expect(await sqlx('run')).toMatch(
    /^sqlx: error: while executing migration \d+: relation "nobody" does not exist$/,
  )
  expect(await sqlx('info')).toBe('V/pending nicknames')
})

test('the consoles are a page with forms', async () => {
  const page = await (await fetch(sandbox.env.SANDBOX_URL)).text()
  expect(page).toContain('<form method="post" action="/console/instances">')
  const press = (value: string) =>
    fetch(`${sandbox.env.SANDBOX_URL}/console/instances`, {
      method: 'POST',
      body: new URLSearchParams({value}),
    })
  expect((await press('2')).status).toBe(200)
  expect(await (await press('99')).json()).toEqual({error: 'Expected a whole number from 1 to 4'})
  const sessions =
    "SELECT count(DISTINCT client_port)::int > 1 AS two FROM pg_stat_activity WHERE application_name = 'token4good-backend'"
  await expect.poll(() => query(sandbox.env.DATABASE_URL, sessions), {timeout: 20_000}).toEqual([{two: true}])
})

test('`npm run sandbox` says how to reach it and how to break it, and ends on TERM', async () => {
  const cwd = temporaryDirectory()
  const kept = join(cwd, 'env')
  const child = execa(process.execPath, [built('start'), 'frontend-broken'], {
    env: {...sandbox.env, RUNBOOK_ENV: kept},
    reject: false,
    buffer: false,
    stdin: 'pipe',
  })
  let said = ''
  for await (const line of createInterface(child.stdout)) {
    said += `${line}\n`
    if (line.startsWith('The sandbox is up')) break
  }
  expect(said).toMatch(/^ {2}disk-full +A debug log has filled the disk .*\(database-inaccessible\.md\)$/m)
  expect(said).toContain('Broken: frontend-broken\n')
  const [, file] = /source (\S+)/.exec(said)!
  const {stdout: status} = await execa('bash', [
    '-c',
    `source ${file}; curl -s -o /dev/null -w '%{http_code}' "$FRONTEND_URL"`,
  ])
  expect(status).toBe('500')
  expect(readFileSync(kept, 'utf8')).toMatch(/^DATABASE_URL=postgres:\/\/postgres:.+$/m)
  child.kill('SIGTERM')
  expect((await child).exitCode).toBe(0)
  await expect(fetch(/API (\S+),/.exec(said)![1]!)).rejects.toThrow('fetch failed')
})
