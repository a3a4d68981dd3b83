import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {execa} from 'execa'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {type Sandbox, startSandbox} from '../../sandbox/sandbox.ts'
import {query} from '../../sandbox/schema.ts'
import {everyFile} from '../cli/record.ts'
import {caller} from '../sandbox/shell.ts'
import {describeHandbook, done, ranOnly, read, walk} from '../support/handbook-walk.ts'

describeHandbook('the operations of a handbook that nobody wrote for this tool', () => {
  let sandbox: Sandbox
  beforeAll(async () => {
    sandbox = await startSandbox()
  })
  afterAll(() => sandbox.stop())

  const git = (...args: string[]) => execa('git', args, {cwd: sandbox.env.REPOSITORY})

  test('backups are written, and the restores that stand below them are left out', async () => {
    const before = await query(sandbox.env.DATABASE_URL, 'SELECT count(*) FROM users')
    const t = await walk(sandbox, 'backup-et-restore-database')
    await t.next('│ railway run --environment production pg_dump')
    await t.next('› Run it? y/N')
    t.type('y\r')
    await t.next('> backup_users.sql')
    await t.next('› Run it? y/N')
    t.type('y\r')
    for (const file of ['backup_20260216.sql', 'backup_users.sql']) {
      await t.next(`< ${file}`)
      await t.next('destroy: ')
      await t.next('› Type ')
      t.key('enter')
      await t.next('Nothing was done.')
      await t.next('› Type ')
      t.type('s no restore today\r')
    }
    expect(await t.exit()).toBe(0)
    const dumps = readdirSync(t.dir).filter(name => name.endsWith('.sql'))
    expect(dumps).toHaveLength(2)
    expect(readFileSync(join(t.dir, 'backup_users.sql'), 'utf8')).toContain('users')
    expect(await query(sandbox.env.DATABASE_URL, 'SELECT count(*) FROM users')).toEqual(before)
    await ranOnly(
      t,
      `railway run --environment production pg_dump ${sandbox.env.DATABASE_URL}`,
      `railway run --environment production pg_dump ${sandbox.env.DATABASE_URL} -t users`,
    )
  })

  test('a new value of a secret is asked for, and it is printed and recorded nowhere, not by a listing either', async () => {
    const secret = 'kX93-vQpZ2-77mm-Lw81'
    const railway = caller(sandbox, 'railway')
    const t = await walk(sandbox, 'mise-à-jour-variables-denvironnement')
    await t.next('› Value for new_secret')
    t.type(`${secret}\r`)
    await t.next('railway variables set JWT_SECRET=')
    await t.next('› Run it? y/N')
    t.type('y\r')
    await read(t, 'railway variables --environment production')
    await t.next('│ railway restart --environment production')
    await t.next('› Type ')
    t.type('s later\r')
    await t.next('│ vercel env add NEXT_PUBLIC_API_URL production')
    await t.next('› ')
    t.type('s as it is\r')
    await read(t, 'vercel env ls --environment production')
    await t.next('│ vercel --prod')
    await t.next('› Run it? y/N')
    t.type('s later\r')
    expect(await t.exit()).toBe(0)
    expect(JSON.parse((await railway('variables --json')).stdout).JWT_SECRET).toBe(secret)
    for (const text of [t.text(), ...Object.values(everyFile(t.dir))]) expect(text).not.toContain(secret)
    await ranOnly(
      t,
      `railway variables set JWT_SECRET=${secret} --environment production`,
      'railway variables --environment production',
      'vercel env ls --environment production',
    )
  })

  test('a deployment is pushed once that was agreed to; logs without an end and the wait can be left out', async () => {
    await git('commit', '--quiet', '--allow-empty', '--message', 'feat: a button')
    const t = await walk(sandbox, 'déploiement-production', {}, sandbox.env.REPOSITORY)
    for (const item of ['Tests locaux', 'Build local', 'Code review', 'Variables']) {
      await t.next(item)
      await t.next('› ')
      t.type('d\r')
    }
    await t.next('│ git push origin main')
    await t.next('› Run it? y/N')
    t.type('y\r')
    await t.next('│ railway logs --follow')
    await t.next('› ')
    t.type('s the log never ends\r')
    await done(t, 'Frontend Vercel')
    await t.next('│ vercel logs --follow')
    await t.next('› ')
    t.type('s the log never ends\r')
    await t.next('│ curl https://apirust')
    await t.next('› Enter runs it')
    t.type('s not from a test\r')
    await t.next('› Enter waits 15 min')
    t.type('s watched elsewhere\r')
    expect(await t.exit()).toBe(0)
    await expect
      .poll(async () => (await caller(sandbox, 'railway')('deployments')).stdout, {timeout: 30_000})
      .toContain('feat: a button')
    await ranOnly(t, 'git push origin main')
  })
})
