import {createRequire} from 'node:module'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {makePlan} from '../../src/model/make-plan.ts'
import {parseRunbook} from '../../src/parser/parse.ts'
import {openMysql} from '../executor/sql/mysql-bench.ts'
import {hasSqlite} from '../executor/sql/sqlite-bench.ts'
import {cli} from '../support/cli.ts'
import {hasMariadb} from '../support/mariadb-server.ts'
import {temporaryDirectory} from '../support/temporary.ts'

type Known = Record<string, 'mysql' | 'sqlite' | 'postgres'>

async function actions(text: string, systems: Known = {}) {
  const {runbook} = await parseRunbook('a.md', text, variable => systems[variable])
  return makePlan(runbook, undefined, new Set(['DATABASE_URL'])).steps.map(({action}) => action)
}

const fence = (language: string, text: string) => `\`\`\`${language}\n${text}\n\`\`\`\n`

test.each([
  ['mysql', 'SELECT * FROM `users` WHERE name = "a;b" # all', 'read', 'mysql'],
  ['mysql', 'SHOW PROCESSLIST; SHOW ENGINE INNODB STATUS', 'read', 'mysql'],
  ['mysql', 'SELECT `evil`()', 'unknown', 'mysql'],
  ['mysql', "SELECT 1 # it's\n; DROP TABLE x; # '", 'destroy', 'mysql'],
  ['mariadb write', 'UPDATE t SET a = 1 WHERE id = 1', 'change', 'mysql'],
  ['mariadb write', 'UPDATE t SET a = 1', 'destroy', 'mysql'],
  ['sqlite', 'SELECT count(*) FROM users', 'read', 'sqlite'],
  ['sqlite', 'PRAGMA optimize', 'unknown', 'sqlite'],
  ['sql', 'SELECT 1', 'read', 'sqlite'],
  ['postgres', 'SELECT 1', 'read', undefined],
] as const)('%s: `%s` is %s', async (language, text, effect, system) => {
  const [action] = await actions(fence(language, text), {$DATABASE_URL: system ?? 'sqlite'})
  expect(action).toMatchObject({kind: 'sql', effect, ...(system ? {system} : {})})
  if (!system) expect(action).not.toHaveProperty('system')
})

test.each([
  ['mysql write', 'DROP TABLE t', /cannot run inside a transaction; mark the block `write autocommit`/],
  ['mysql write', 'COMMIT', /would undo the transaction/],
  ['mysql', 'SELECT 1 /*! DROP TABLE t */', /a comment that the server would carry out/],
  ['tsql', 'SELECT 1', /into another database than PostgreSQL/],
  ['mysql', 'mysql> SELECT 1;', /to run it here, without prompts, declare its database/],
])('%s: `%s` is refused', async (language, text, refusal) => {
  const [action] = await actions(fence(language, text), {$DATABASE_URL: 'mysql'})
  expect(action).toMatchObject({refusal: expect.stringMatching(refusal)})
})

test.each([
  ['mysql write', 'UPDATE `users` SET a = 1', 'users'],
  ['mysql write', 'DELETE FROM shop.users LIMIT 5', 'shop.users'],
  ['mysql write autocommit', 'TRUNCATE TABLE users', 'users'],
  ['sqlite write', 'UPDATE OR IGNORE users SET a = 1', 'users'],
  ['sqlite write', 'WITH x AS (SELECT 1) DELETE FROM users', 'users'],
  ['sqlite write', 'DELETE FROM users WHERE id = 1', undefined],
])('%s: `%s` changes every row of %s', async (language, text, table) => {
  const system = language.startsWith('mysql') ? 'mysql' : 'sqlite'
  const [action] = await actions(fence(language, text), {$DATABASE_URL: system})
  const [command] = 'commands' in action! ? action.commands : []
  expect(command?.everyRowOf).toBe(table)
})

const declared = '---\nrunbook: {databases: {main: {url: $APP_DB}}}\n---\n'

test.each<[what: string, language: string, front: string, systems: Known, runs: boolean]>([
  ['where no database is declared', 'mysql', '', {}, false],
  ['where its database is PostgreSQL', 'mysql', declared, {$APP_DB: 'postgres'}, false],
  ['where its database is of another system', 'sqlite', declared, {$APP_DB: 'mysql'}, false],
  ['where its database has no address yet', 'mysql', declared, {}, true],
  ['where its database is of its system', 'sqlite3', declared, {$APP_DB: 'sqlite'}, true],
])('%s, a block tagged `%s` is run only on what it is for', async (_, language, front, systems, runs) => {
  const [action] = await actions(`${front}${fence(language, 'SELECT 1')}`, systems)
  if (!runs) expect(action).toMatchObject({refusal: expect.stringMatching(/declare its database/)})
  else
    expect(action).toMatchObject({system: language.startsWith('s') ? 'sqlite' : 'mysql', refusal: undefined})
})

describe.skipIf(!hasSqlite)('with SQLite', () => {
  const document = `# Clean up

---

${fence('sql {id=look expect-value="2"}', 'SELECT count(*) FROM jobs')}
${fence('sql {id=clean write max-affected=1}', 'DELETE FROM jobs WHERE id = :job')}
`

  test('a runbook reads and changes a SQLite database that a variable names', async () => {
    const path = join(temporaryDirectory(), 'app.db')
    const Database = createRequire(import.meta.url)('better-sqlite3') as new (
      path: string,
    ) => {
      exec(text: string): void
      prepare(text: string): {raw(): {all(): unknown[]}}
      close(): void
    }
    const database = new Database(path)
    database.exec('CREATE TABLE jobs (id INTEGER PRIMARY KEY); INSERT INTO jobs VALUES (1), (2)')
    await cli('run', 'a.md', '--yes', '--allow', 'destroy', '--input', 'job=2')
      .file(
        'a.md',
        `---\nrunbook: {databases: {main: {url: $APP_DB, target: {database: ${path}}}}}\n---\n${document}`,
      )
      .env({APP_DB: `sqlite://${path}`})
      .stdout(/version \S+, product SQLite, .*as declared/)
      .stderr(/^/)
      .exits(0)
    expect(database.prepare('SELECT id FROM jobs').raw().all()).toEqual([[1]])
    database.close()
  })
})

describe.skipIf(!hasMariadb)('with a MariaDB server', () => {
  const document = (target: string) =>
    `---\nrunbook: {databases: {shop: {url: $SHOP_DB, target: ${target}}}}\n---\n# Shop\n\n${fence('mysql {id=pay write max-affected=1}', "UPDATE orders SET state = 'paid' WHERE id = :order")}`
  const orders = async () => {
    const bench = await openMysql()
    await bench.ask(
      "CREATE TABLE orders (id INT PRIMARY KEY, state TEXT); INSERT INTO orders VALUES (1, 'new'), (2, 'new')",
    )
    return bench
  }
  const run = (url: string, target: string) =>
    cli('run', 'a.md', '--yes', '--allow', 'change', '--input', 'order=2')
      .file('a.md', document(target))
      .env({SHOP_DB: url})

  test('a runbook changes a MariaDB database, whose target names the account without its host', async () => {
    const {url, name, ask} = await orders()
    await run(url, `{database: ${name}, user: root, recovery: false}`)
      .stdout(/product MariaDB, .*as declared/)
      .stderr(/^/)
      .exits(0)
    expect(await ask('SELECT id, state FROM orders')).toEqual(['1|new', '2|paid'])
  })

  test('nothing is changed in another database than the declared one', async () => {
    const {url, ask} = await orders()
    await run(url, '{database: elsewhere}')
      .stdout(/expected database elsewhere, it says app_/)
      .stderr(/^/)
      .exits(4)
    expect(await ask("SELECT COUNT(*) FROM orders WHERE state = 'paid'")).toEqual(['0'])
  })
})
