import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {test as always, expect} from 'vitest'
import {cli} from '../support/cli.ts'
import {onPath} from '../support/installed.ts'
import {database} from '../support/postgres.ts'
import {temporaryDirectory} from '../support/temporary.ts'
import {dataOf, everyFile, onlyRun, outcomes} from './record.ts'

const test = always.skipIf(!onPath('psql'))
const head = '---\nrunbook:\n  inputs:\n    who: {}\n---\n\n# Look\n\n'

test('a password file lets SQL and psql in, where the address holds no password', async () => {
  const url = new URL(await database())
  const {password, port} = url
  url.password = ''
  const PGPASSFILE = join(temporaryDirectory(), 'pgpass')
  writeFileSync(PGPASSFILE, `127.0.0.1:${port}:*:postgres:${password}\n`, {mode: 0o600})
  const {dir} = await cli('run', 'a.md', '--yes')
    .env({DATABASE_URL: url.href, PGPASSFILE})
    .file(
      'a.md',
      `${head}\`\`\`sql {id=a}\nselect 1;\n\`\`\`\n\n\`\`\`psql {id=b}\n\\getenv p PGPASSWORD\n\\echo :p\n\\conninfo\n\`\`\`\n`,
    )
    .stdout(/You are connected to database/)
    .exits(0)
  expect(outcomes(await onlyRun(dir))).toEqual({a: 'success', b: 'success'})
  expect((await onlyRun(dir)).read('outputs/002-b.1.log')).toMatch(/^‹redacted›\nYou are connected/)
})

test('values of inputs are psql’s variables; expectations, captures and the record are as for any block', async () => {
  const DATABASE_URL = await database()
  const block = (info: string, text: string) => `\`\`\`psql {${info}}\n${text}\n\`\`\`\n\n`
  const who = `O'Neill"; \\! touch hacked`
  const {dir} = await cli('run', 'a.md', '--yes', '--allow', 'a', '--input', `who=${who}`)
    .env({DATABASE_URL, SOME_SECRET: 'top-secret-word'})
    .file(
      'a.md',
      head +
        block(
          'id=a capture=seen expect="/Neill/"',
          "\\pset tuples_only on\nselect :'who', 'top-secret-' || 'word';",
        ) +
        block('id=b expect="nothing like it"', 'select 1;'),
    )
    .stdout(/O'Neill/)
    .exits(1)
  const record = await onlyRun(dir)
  expect(outcomes(record)).toEqual({a: 'success', b: 'failure'})
  const set = dataOf(record, 'input.set').find(({name}) => name === 'seen')
  expect(set?.value).toContain(who)
  const [started] = dataOf(record, 'step.started')
  expect(started).toMatchObject({
    kind: 'sql',
    language: 'psql',
    db: {namespace: 'main'},
    text: "\\pset tuples_only on\nselect :'who', 'top-secret-' || 'word';",
  })
  const files = everyFile(dir)
  expect(Object.keys(files)).not.toContain('hacked')
  expect(Object.values(files).join('\n')).not.toContain('top-secret-word')
})

always('the plan says who runs a script, and that what it writes has no preview', () =>
  cli('plan', 'a.md')
    .env({DATABASE_URL: 'postgres://ops@db/shop'})
    .file(
      'a.md',
      `${head}\`\`\`psql\n\\dt\n\`\`\`\n\n\`\`\`sql {write}\n\\x\nDELETE FROM t WHERE id = 1;\n\`\`\`\n`,
    )
    .stdout(
      /psql, read: `\\dt` only reads; line 9\n +psql runs it, in a transaction that only reads\n[\s\S]*sql, destroy: `DELETE` deletes rows; line 13\n +psql runs it and keeps each statement as it goes: no preview, no way back\n +but its own/,
    )
    .exits(0),
)

always('a check of the plan says that psql was not asked', async () => {
  const DATABASE_URL = await database()
  await cli('plan', '--check', 'a.md')
    .env({DATABASE_URL})
    .file('a.md', `${head}\`\`\`psql\n\\dt\n\`\`\`\n`)
    .stdout(/not checked: psql runs it|psql is not on PATH/)
    .exits(onPath('psql') ? 0 : 1)
})
