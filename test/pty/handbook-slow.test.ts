import {afterAll, beforeAll, expect, test} from 'vitest'
import {type Sandbox, startSandbox} from '../../sandbox/sandbox.ts'
import {query} from '../../sandbox/schema.ts'
import {describeHandbook, leave, ranOnly, walk} from '../support/handbook-walk.ts'

describeHandbook('slow pages, by a handbook that nobody wrote for this tool', () => {
  let sandbox: Sandbox
  beforeAll(async () => {
    sandbox = await startSandbox()
  })
  afterAll(() => sandbox.stop())

  test('the index that a lookup lacks is made only once it was chosen and agreed to', async () => {
    await sandbox.break('slow-query')
    const indexes = async () =>
      (
        await query(sandbox.env.DATABASE_URL, "SELECT indexname FROM pg_indexes WHERE tablename = 'users'")
      ).map(({indexname}) => indexname)
    const t = await walk(sandbox, '6-slow-performance-p2')
    await t.next('│ curl -w "@curl-format.txt"')
    await t.next('› ')
    t.type('s not from a test\r')
    await t.next('time_namelookup')
    await t.next('not run: it looks like data')
    await t.next('handed to railway run --environment production psql $DATABASE_URL')
    await t.next('› Enter runs it')
    t.key('enter')
    await t.next('SELECT id, email, name')
    await t.next('› 1 takes it, 0 does not')
    expect(await indexes()).not.toContain('idx_users_email')
    t.type('1\r')
    await t.next('│ CREATE INDEX idx_users_email ON users(email);')
    await t.next('› Run it? y/N')
    t.key('enter')
    await t.next('Nothing was done.')
    await t.next('› Run it? y/N')
    expect(await indexes()).not.toContain('idx_users_email')
    t.type('y\r')
    await leave(
      t,
      'Vérifier Vercel Analytics',
      'Optimiser les images',
      'Réduire la taille',
      'Augmenter les resources',
      'Ajouter des index',
      'Optimiser les requêtes',
    )
    await t.next('Run: success')
    expect(await t.exit()).toBe(0)
    expect(await indexes()).toContain('idx_users_email')
    const psql = `railway run --environment production psql ${sandbox.env.DATABASE_URL}`
    await ranOnly(t, psql, psql)
  })
})
