import {appendFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {cli} from '../support/cli.ts'
import {database} from '../support/postgres.ts'
import {dataOf, onlyRun} from './record.ts'

const document = (...blocks: string[]) =>
  `---\nrunbook:\n  databases:\n    main: { url: $DATABASE_URL }\n---\n\n# Look\n\n${blocks.map(block => `\`\`\`${block}\n\`\`\`\n`).join('\n')}`

test('every row of a result is kept as CSV, with digest and the first rows in the journal and the incident log', async () => {
  const DATABASE_URL = await database()
  const rows = `select n, null as nothing, '' as empty, 'a "b", |c|' as odd, '@ops ' || chr(60) || 'b>' as notify, 'top-secret-word ' || n as s from generate_series(1, 250) n`
  const {dir} = await cli('run', 'a.md', '--yes')
    .file('a.md', document(`sql {id=look}\n${rows};\nselect 1 where false;\nselect 'last' as "a:"`))
    .env({DATABASE_URL, SOME_SECRET: 'top-secret-word'})
    .stdout(/250 rows, the first 100 shown/)
    .exits(0)
  const record = await onlyRun(dir)
  const csv = record.read('outputs/001-look.1.1.csv').split('\n')
  expect(csv.slice(0, 2)).toEqual([
    'n,nothing,empty,odd,notify,s',
    '1,,"","a ""b"", |c|",@ops <b>,‹redacted› 1',
  ])
  expect(csv).toHaveLength(252)
  const results = dataOf(record, 'step.finished')[0]!.results
  expect(results).toEqual([
    {
      path: 'outputs/001-look.1.1.csv',
      sha256: expect.any(String),
      bytes: expect.any(Number),
      lines: 251,
      columns: ['n', 'nothing', 'empty', 'odd', 'notify', 's'],
      rows: 250,
      sample: Array.from({length: 10}, (_, n) => [
        String(n + 1),
        null,
        '',
        'a "b", |c|',
        '@ops <b>',
        `‹redacted› ${n + 1}`,
      ]),
    },
    expect.objectContaining({path: 'outputs/001-look.1.2.csv', columns: ['a:'], rows: 1, sample: [['last']]}),
  ])
  const incident = record.read('incident.md')
  expect(incident).toContain(
    '250 rows, the first 10 here: [`outputs/001-look.1.1.csv`](outputs/001-look.1.1.csv).\n\n| n  | nothing  | empty  | odd  | notify  | s  |\n',
  )
  expect(incident).toContain('| `1` | *null* | (empty) | ')
  expect(incident).not.toContain('top-secret-word')
  await cli('log', '--verify', record.dir)
    .stdout(/^verified: /)
    .exits(0)
  appendFileSync(join(record.dir, 'outputs/001-look.1.2.csv'), 'x\n')
  await cli('log', '--verify', record.dir)
    .stderr(/001-look\.1\.2\.csv: error: it is not what was recorded: it was changed/)
    .exits(1)
})

test('a column is captured whole, also beyond what is shown, and a value of one row', async () => {
  const DATABASE_URL = await database()
  const {dir} = await cli('run', 'a.md', '--yes')
    .file(
      'a.md',
      document(
        'sql {id=all capture=ids}\nselect n from generate_series(1, 150) n',
        'bash {id=count}\necho "$ids" | wc -l; echo "$ids" | tail -n 1',
      ),
    )
    .env({DATABASE_URL})
    .stdout(/./)
    .exits(0)
  expect((await onlyRun(dir)).read('outputs/002-count.1.log')).toBe('150\n150\n')
})

test('a cell of ten megabytes is clipped on the screen and in the incident log, and whole in the CSV', async () => {
  const DATABASE_URL = await database()
  const {dir, stdout} = await cli('run', 'a.md', '--yes')
    .file('a.md', document(`sql {id=look}\nselect repeat('0123456789', 1048576) as text, 1 as n;`))
    .env({DATABASE_URL})
    .stdout(/0123456789/)
    .exits(0)
  const record = await onlyRun(dir)
  expect(stdout.length).toBeLessThan(10_000)
  expect(record.read('incident.md').length).toBeLessThan(10_000)
  expect(record.read('outputs/001-look.1.1.csv')).toBe(`text,n\n${'0123456789'.repeat(1 << 20)},1\n`)
  expect(JSON.stringify(dataOf(record, 'step.finished')).length).toBeLessThan(10_000)
})

test('a result beyond the limit is cut between two rows, and that is said on the screen and in the incident log', async () => {
  const DATABASE_URL = await database()
  const text = `select repeat('x', 99) from generate_series(1, 3000)`
  const {dir} = await cli('run', 'a.md', '--yes', '--output-limit', '100 KiB')
    .file('a.md', document(`sql {id=look}\n${text}`))
    .env({DATABASE_URL})
    .stdout(
      /\n\[outputs\/001-look\.1\.1\.csv holds the first 655 of 3000 rows: 234500 more bytes were not kept: the limit is 100 KiB\]\n/,
    )
    .exits(0)
  const record = await onlyRun(dir)
  expect(dataOf(record, 'step.finished')[0]!.results).toMatchObject([
    {rows: 3000, keptRows: 655, dropped: 234_500},
  ])
  expect(record.read('outputs/001-look.1.1.csv')).toBe(
    `repeat\n${`${'x'.repeat(99)}\n`.repeat(655)}[234500 more bytes were not kept: the limit is 100 KiB]\n`,
  )
  expect(record.read('incident.md')).toContain(
    '**The file is cut** after 655 rows: 234500 more bytes were not kept.',
  )
})
