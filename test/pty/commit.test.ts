import pg from 'pg'
import {expect, test} from 'vitest'
import {dataOf, onlyRun} from '../cli/record.ts'
import {database} from '../support/postgres.ts'
import {afterwards} from '../support/temporary.ts'
import {terminal} from '../support/terminal.ts'

const document = (info: string, text: string) => `---
runbook:
  databases:
    main: {url: $DATABASE_URL}
---
# Mend the accounts

\`\`\`sql {${info}}
${text}
\`\`\`
`

async function accounts(text: string, info = 'id=mend write', env: Record<string, string> = {}) {
  const url = await database()
  const client = new pg.Client({connectionString: url})
  await client.connect()
  afterwards(() => client.end())
  await client.query('create table accounts (id int primary key, state text)')
  await client.query(`insert into accounts select n, 'locked' from generate_series(1, 3) n`)
  const t = await terminal(['run', 'a.md', '--operator', 'ada'], {
    files: {'a.md': document(info, text)},
    env: {DATABASE_URL: url, ...env},
  })
  const count = async (where: string) => {
    const {rows} = await client.query<{n: string}>(`select count(*) n from accounts where ${where}`)
    return Number(rows[0]!.n)
  }
  return {t, count, client, url}
}

test('what would change is seen before it is kept; Enter takes it back, y keeps it', async () => {
  const {t, count} = await accounts(`update accounts set state = 'open' where id < 3`)
  await t.sees('Run it? y/N')
  expect(t.text()).toMatch(
    /runs on database main: test_\w+\s+at\s+\S+\s+as\s+\S+\s+PostgreSQL\s+\S+\s+primary/,
  )
  t.type('y\r')
  await t.next('Keep it? y/N')
  const shown = t.text()
  expect(shown).toContain('  Nothing is kept yet in database main.')
  expect(shown).toContain('  UPDATE: 2 rows\n  the rows, as they would be:\n')
  expect(shown).toMatch(/ {3}1 │ open\n/)
  expect(shown).toContain('holds RowExclusiveLock on accounts')
  expect(await count(`state = 'open'`)).toBe(0)
  t.key('enter')
  await t.next('rolled back as answered: 2 rows would have changed')
  await t.next('Next')
  t.type('r\r')
  await t.next('Run it? y/N')
  t.type('y\r')
  await t.next('Keep it? y/N')
  t.type('y\r')
  await t.next('✓ Run: success')
  expect(await t.exit()).toBe(0)
  expect(await count(`state = 'open'`)).toBe(2)
  const answers = dataOf(await onlyRun(t.dir), 'prompt.answered').map(({question, answer}) =>
    [question, answer].join(' '),
  )
  expect(answers).toEqual(['step run', 'commit roll-back', 'failure retry', 'step run', 'commit commit'])
})

test.each([
  ['Ctrl-C', 'SIGINT', 130],
  ['a signal to end', 'SIGTERM', 143],
] as const)('%s at the decision keeps nothing, and is recorded as what it was', async (_, signal, code) => {
  // what is printed last begins like a secret
  const {t, count} = await accounts(`update accounts set state = 'open' where id < 3`, undefined, {
    API_TOKEN: 'rows-and-rows',
  })
  await t.sees('Run it? y/N')
  t.type('y\r')
  await t.next('Keep it? y/N')
  const shown = t.text()
  expect(shown.indexOf('UPDATE: 2 rows')).toBeLessThan(shown.indexOf('Nothing is kept yet'))
  if (signal === 'SIGINT') t.key('ctrl-c')
  else t.kill(signal)
  expect(await t.exit()).toBe(code)
  expect(await count(`state = 'open'`)).toBe(0)
  const run = await onlyRun(t.dir)
  expect(dataOf(run, 'prompt.answered').at(-1)).toMatchObject({
    question: 'commit',
    answer: 'quit',
    detail: `interrupted by ${signal}`,
  })
  expect(dataOf(run, 'step.finished').at(-1)!.outcome).toEqual({
    kind: 'cancelled',
    detail: 'interrupted before it was decided, and rolled back: 2 rows would have changed',
  })
})

test('a run that was killed at the decision says when it is resumed that nothing was kept', async () => {
  const {t, count, url} = await accounts(`update accounts set state = 'open' where id < 3`)
  await t.sees('Run it? y/N')
  t.type('y\r')
  await t.next('Keep it? y/N')
  t.kill('SIGKILL')
  await t.exit()
  const again = await terminal(['resume', '--operator', 'ada'], {
    cwd: t.dir,
    env: {DATABASE_URL: url},
    cols: 200,
  })
  await again.sees('Nobody had agreed to keep what it changed: the server rolls its rows back')
  await again.next('Did it work?')
  again.type('a\r')
  await again.next('Run it? y/N')
  again.type('y\r')
  await again.next('Keep it? y/N')
  expect(await count(`state = 'open'`)).toBe(0)
  again.type('y\r')
  await again.next('✓ Run: success')
  expect(await again.exit()).toBe(0)
  expect(await count(`state = 'open'`)).toBe(2)
})

test('the decision tells who begins to wait, and goes when the server ends the session', async () => {
  const {t, client, url} = await accounts(`update accounts set state = 'open' where id < 3`)
  await t.sees('Run it? y/N')
  t.type('y\r')
  await t.next('Keep it? y/N')
  const waits = client.query('select * from accounts for update')
  // the question is taken away and asked again below
  await t.sees(/ {2}1 session waits for this change now: \d+, for [^:]+: select \* from.*\n› Keep it\? y\/N/)
  expect(t.text().match(/Keep it\?/g)).toHaveLength(1)
  const other = new pg.Client({connectionString: url})
  await other.connect()
  await other.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'runbook/%' and datname = current_database()`,
  )
  await other.end()
  await waits
  await t.sees('the server ended the session before anybody decided (57P01')
  await t.sees('What now?')
  await t.sees('› Next')
  expect(t.text()).not.toContain('Keep it?')
  t.type('q\r')
  expect(await t.exit()).toBe(1)
  expect(
    dataOf(await onlyRun(t.dir), 'prompt.answered').map(({question, answer, detail}) => [
      question,
      answer,
      detail,
    ]),
  ).toContainEqual(['commit', 'withdrawn', 'the server had ended the session'])
})

test('to change every row, the name of the table is typed', async () => {
  const {t, count} = await accounts(`delete from accounts where 1 = 1`)
  await t.sees('Type accounts to run it')
  t.type('y\r')
  await t.next('means nothing here')
  await t.next('Type accounts to run it')
  t.type('accounts\r')
  await t.next('Keep it? y/N')
  expect(t.text()).toContain('  DELETE: 3 rows\n  the rows, deleted:\n')
  t.type('n\r')
  await t.next('rolled back as answered')
  await t.next('Next')
  t.type('q\r')
  expect(await t.exit()).toBe(1)
  expect(await count('true')).toBe(3)
})
