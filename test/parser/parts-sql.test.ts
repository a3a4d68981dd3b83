import {describe, expect, test} from 'vitest'
import {decide, expectFence, picture} from './parts-picture.ts'

describe('SQL in a shell block', () => {
  test('belongs to the client that a line before it opens, also behind comments and blank lines', () => {
    const text =
      '# 1. open\nfly ssh console -C "x"\n# 2. connect\nrailway run --environment production psql $DATABASE_URL\n\n# 3. count\nSELECT count(*)\nFROM orders;  # all of them\n\\dt  # tables\n# done'
    expect(picture('bash', text)).toBe(
      '$|# 1. open\n$|fly ssh console -C "x"\n──\n.|# 2. connect\n.|railway run --environment production psql $DATABASE_URL\n.|\n.|# 3. count\nQ|SELECT count(*)\nQ|FROM orders;  # all of them\nQ|\\dt  # tables\n.|# done',
    )
    expect(decide('bash', text)[1]).toMatchObject({
      kind: 'sql',
      client: 'railway run --environment production psql $DATABASE_URL',
      script: 'SELECT count(*)\nFROM orders;\n\\dt',
      origin: [
        {line: 6, column: 0},
        {line: 7, column: 0, cut: 15},
        {line: 8, column: 0, cut: 10},
      ],
    })
  })

  test.each([
    'psql',
    'sudo -u postgres psql shop',
    'kubectl exec -it db-0 -n shop -- psql -U postgres',
    'docker compose exec db psql -U app app',
    'heroku pg:psql --app shop',
    'PGPASSWORD=$P psql -h db',
    'mysql -u root -p shop',
  ])('has `%s` for its client', opening => {
    expect(decide('bash', `${opening}\nSELECT 1;`)).toMatchObject([
      {kind: 'sql', client: opening, script: 'SELECT 1;'},
    ])
  })

  test.each([
    'psql -c "SELECT 2"',
    'psql -f a.sql',
    'psql < a.sql',
    'which psql',
    'apt install psql',
    'systemctl status mysql',
  ])('has no client from `%s`', line =>
    expect(decide('bash', `${line}\nSELECT 1;`).map(({kind, client}) => [kind, client])).toEqual([
      ['shell', undefined],
      ['sql', undefined],
    ]),
  )

  test('a client without SQL after it stays a command', () =>
    expectFence(
      'bash',
      `
      $|psql $DATABASE_URL
      $|# look around`,
    ))

  test('leaving the client is not left to the shell', () =>
    expectFence(
      'bash',
      `
      .|psql app
      Q|SELECT 1;
      .|exit
      ──
      $|date`,
    ))

  test('within quotes and here-documents is the shell’s', () =>
    expectFence(
      'bash',
      `
      $|psql -c "
      $|SELECT 1;
      $|"
      $|psql <<SQL
      $|SELECT 2;
      $|SQL`,
    ))

  test('in small letters counts where PostgreSQL reads it', () =>
    expectFence(
      'bash',
      `
      $|psql -l
      ──
      Q|select pid from pg_stat_activity;
      ──
      $|update-alternatives --list editor`,
    ))

  test('in a here-document or a loop that never closes is no statement of its own', () =>
    expectFence(
      'bash',
      `
      $|for id in 1 2; do
      $|  QUERY=$(cat <<EOF
      $|DELETE FROM t WHERE id = $id;
      $|  EOF
      $|  )
      $|done`,
    ))

  test('that leaves something out is only shown', () => {
    expect(decide('bash', '# always so\nCREATE INDEX CONCURRENTLY ...').map(({kind}) => kind)).toEqual([
      'show',
    ])
  })
})

test('an SQL fence may hold the line that opens its client, meta-commands and results', () =>
  expectFence(
    'psql',
    `
    .|psql $DATABASE_URL
    Q|\\x auto
    Q|SELECT id
    Q|FROM t;
    Q|
    ~| id
    ~|----
    ~|  1
    ~|(1 row)`,
  ))

describe('SQL of other databases', () => {
  test.each(['mysql', 'tsql', 'plsql', 'hql'])('under the tag `%s` is weighed and run nowhere', language =>
    expect(decide(language, 'DROP TABLE a;')).toMatchObject([
      {kind: 'sql', elsewhere: true, script: 'DROP TABLE a;'},
    ]),
  )

  test.each([
    'mysql>stop slave;',
    'RMAN> delete archivelog all;',
    'SQL> shutdown immediate;',
    'hive> drop table a;',
  ])('is told by its prompt in %j', text =>
    expect(decide('', text)).toMatchObject([{kind: 'sql', elsewhere: true}]),
  )

  test('is told in small letters where nothing else looks so', () =>
    expectFence('', 'Q|show slave status;\n.|//must be running\nQ|show processlist;'))
})

describe('SQL without a tag', () => {
  test.each(['SELECT\n  pid\nFROM pg_stat_activity;', 'delete\nfrom users\nwhere id = 1;'])(
    'may have its first word alone on a line: %j',
    text => expect(decide('', text)).toMatchObject([{kind: 'sql', script: text}]),
  )

  test('keeps the rows that it gave, and runs none of them', () =>
    expectFence('', 'Q|SELECT id, name FROM t;\n.|\n~| id | name\n~|----+------\n~|  1 | a\n~|(1 row)'))
})

describe('a fence without a language', () => {
  test.each(['\\du', '\\l\n\\dt public.*', '\\c shop\nSELECT 1;'])('%j is typed into psql', text => {
    expect(decide('', text)).toMatchObject([{kind: 'sql', script: text}])
  })

  test.each(['\\begin{table}', '\\section{x}\ntext', '\\rm -rf build'])('%j is none of psql’s', text => {
    expect(decide('', text).map(({kind}) => kind)).not.toContain('sql')
  })
})
