import {chmodSync, readdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {type Sandbox, startSandbox} from '../../sandbox/sandbox.ts'
import {query} from '../../sandbox/schema.ts'
import {describeHandbook, ranOnly, walk} from '../support/handbook-walk.ts'
import {temporaryDirectory} from '../support/temporary.ts'

describeHandbook('a migration, by a handbook that nobody wrote for this tool', () => {
  let sandbox: Sandbox
  beforeAll(async () => {
    sandbox = await startSandbox()
  })
  afterAll(() => sandbox.stop())

  test('a migration is written, tried, backed up for and applied, each once that was agreed to', async () => {
    const editors = temporaryDirectory()
    const vim = join(editors, 'vim')
    writeFileSync(vim, '#!/bin/sh\necho "CREATE TABLE locales (code text PRIMARY KEY);" > "$1"\n')
    chmodSync(vim, 0o755)
    const env = {
      DATABASE_URL_LOCAL: undefined,
      PATH: `${editors}:${sandbox.env.PATH}`,
    }
    const t = await walk(sandbox, 'migration-database', env, sandbox.env.REPOSITORY)
    await t.next('› Value for description')
    t.type('locale\r')
    await t.next('│ sqlx migrate add ')
    await t.next('› Run it? y/N')
    t.type('y\r')
    await t.next('Creating migrations/')
    await t.next('› Value for timestamp')
    const files = readdirSync(join(sandbox.env.REPOSITORY, 'token4good-backend/migrations'))
    const version = /(\d+)_locale\.sql/.exec(files.join(' '))![1]!
    t.type(`${version}\r`)
    await t.next('│ vim migrations/')
    await t.next('› Run it? y/N')
    t.type('y\r')
    await t.next('› Value for DATABASE_URL_LOCAL')
    t.type(`${sandbox.env.SCRATCH_DATABASE_URL}\r`)
    await t.next('│ sqlx migrate run --database-url')
    await t.next('› Run it? y/N')
    t.type('y\r')
    await t.next('✓ 3/7')
    await t.next('│ railway run --environment production pg_dump')
    await t.next('› Run it? y/N')
    t.type('y\r')
    await t.next('✓ 4/7')
    await t.next('│ railway run --environment production sqlx migrate run')
    await t.next('› Run it? y/N')
    t.key('enter')
    await t.next('Nothing was done.')
    await t.next('› Run it? y/N')
    t.type('y\r')
    await t.next('✓ 5/7')
    await t.next('handed to railway run --environment production psql $DATABASE_URL')
    await t.next('› Enter runs it')
    t.key('enter')
    await t.next('public | locales')
    await t.next('✓ 6/7')
    await t.next('– 7/7 Pas de rollback automatique')
    await t.next('Run: success')
    expect(await t.exit()).toBe(0)
    expect(await query(sandbox.env.DATABASE_URL, 'SELECT description FROM _sqlx_migrations')).toEqual([
      {description: 'locale'},
    ])
    await ranOnly(
      t,
      'sqlx migrate add locale',
      `vim migrations/${version}_locale.sql`,
      `sqlx migrate run --database-url ${sandbox.env.SCRATCH_DATABASE_URL}`,
      `railway run --environment production pg_dump ${sandbox.env.DATABASE_URL}`,
      'railway run --environment production sqlx migrate run',
      `railway run --environment production psql ${sandbox.env.DATABASE_URL}`,
    )
  })
})
