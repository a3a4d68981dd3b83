import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {dataOf, onlyRun, outcomes} from '../cli/record.ts'
import {database} from '../support/postgres.ts'
import {type TerminalTest, terminal} from '../support/terminal.ts'

const handbook = join(import.meta.dirname, '../../../shared/handbook/token4good.md')
const section = `${handbook}#4-database-inaccessible-p0`

/** Everything below the first block: the manual steps, and the Rust that is only shown. */
async function restOf(t: TerminalTest) {
  for (const title of [/Dashboard → PostgreSQL →\s+Restart/, 'Vérifier les logs', 'Si corruption']) {
    await t.next(title)
    await t.next('› Done?')
    t.type('s not needed\r')
  }
  await t.next('max_connections(20)')
  await t.next('not run: `rust` is shown, not run')
}

describe.skipIf(!existsSync(handbook))(
  'a handbook that nobody wrote for this tool, walked by a person',
  () => {
    test('SQL that stands after the command of its client is handed to it, and never sent to bash', async () => {
      const railway = '#!/bin/sh\necho connected\necho "$@" >> "$CALLS"\ncat >> "$CALLS"\n'
      const t = await terminal.command(
        '/bin/sh',
        [
          '-c',
          'chmod +x bin/railway; PATH="$PWD/bin:$PATH" CALLS="$PWD/calls" exec node "$0" run "$1"',
          bundle,
          section,
        ],
        {files: {'bin/railway': railway}, rows: 60},
      )
      await t.next('Value for DATABASE_URL')
      t.type('postgres://db.example/app\r')
      await t.next('│ railway run --environment production psql $DATABASE_URL')
      await t.next('`psql` opens a session in which anything may be done')
      await t.next('› Run it? y/N')
      t.type('y\r')
      await t.sees('connected')
      t.type('select 1;\r\x04')
      await t.next('✓ 1/9')
      await t.next('1  Si connexion échoue, vérifier Railway')
      await t.next('› 1 takes it, 0 does not')
      t.type('0\r')
      await t.next('SELECT count(*) FROM pg_stat_activity;')
      await t.next('handed to railway run --environment production psql $DATABASE_URL')
      await t.next('› Enter runs it')
      t.key('enter')
      await t.next('not run: no database is known: set DATABASE_URL in the environment')
      await t.next('› Do it elsewhere, or skip it')
      t.key('enter')
      await t.next('Nothing was done.')
      await t.next('› Do it elsewhere, or skip it')
      t.type('r\r')
      await t.next('“r” means nothing here.')
      await t.next('› Do it elsewhere, or skip it')
      t.type('s no database here\r')
      await restOf(t)
      expect(await t.exit()).toBe(0)
      const run = await onlyRun(t.dir)
      const calls = readFileSync(join(t.dir, 'calls'), 'utf8')
      expect(calls).toMatch(/^run --environment production psql postgres:\/\/db\.example\/app\n/)
      expect(calls).toContain('select 1;\n')
      expect(calls).toContain('SELECT count(*) FROM pg_stat_activity;')
      expect(dataOf(run, 'step.finished')).toMatchObject([
        {outcome: {kind: 'success'}, process: {exit: {code: 0}}},
        {outcome: {kind: 'success', by: 'operator', detail: 'none of these'}},
        {outcome: {kind: 'success'}, process: {exit: {code: 0}}},
      ])
      expect(dataOf(run, 'step.skipped')).toHaveLength(6)
    })

    test('ending sessions needs the typed word, and runs on the database that is shown', async () => {
      const url = await database()
      const {pathname, host} = new URL(url)
      const t = await terminal(['run', section], {env: {DATABASE_URL: url}, rows: 60})
      await t.next('› Run it? y/N')
      t.type('s not now\r')
      await t.next('› 1 takes it, 0 does not')
      t.type('0\r')
      await t.next('› Enter runs it')
      t.type('s not now\r')
      await t.next('│ SELECT pg_terminate_backend(pid)')
      await t.next(/destroy: `pg_terminate_backend\(\)`/)
      await t.next(new RegExp(String.raw`runs on database main: ${pathname.slice(1)}\s+at\s+${host}`))
      for (const typed of ['', 'y', 'yes', 'MAIN']) {
        await t.next('› Type main to run it')
        t.type(`${typed}\r`)
        await t.next(typed === '' ? 'Nothing was done.' : `“${typed}” means nothing here`)
      }
      await t.next('› Type main to run it')
      t.type('main\r')
      await t.next('✓ ')
      await restOf(t)
      expect(await t.exit()).toBe(0)
      expect(Object.values(outcomes(await onlyRun(t.dir)))).toEqual(['success', 'success'])
    })
  },
)

const bundle = join(import.meta.dirname, '../../dist/runbook.cjs')
