import {expect, test} from 'vitest'
import {bindPsql} from '../../src/model/bind-psql.ts'
import {makePlan} from '../../src/model/make-plan.ts'
import type {BlockAction} from '../../src/model/plan.ts'
import {parseRunbook} from '../../src/parser/parse.ts'

/** The one block of a document, as a plan has it. */
async function read(script: string, info = 'psql'): Promise<BlockAction> {
  const {runbook} = await parseRunbook('a.md', `# A\n\n\`\`\`${info}\n${script}\n\`\`\`\n`)
  const {steps} = makePlan(runbook, undefined, new Set(['DATABASE_URL']))
  expect(steps).toHaveLength(1)
  return steps[0]!.action as BlockAction
}

test.each(
  [
    '\\dt',
    '\\d+ users',
    '\\du',
    '\\l',
    '\\x',
    '\\conninfo',
    '\\timing on',
    '\\pset format csv',
    '\\z',
    '\\sf now',
    '\\x\nSELECT 1;',
    'SELECT 1 \\gx',
    "SELECT 1 AS n \\gset\nSELECT :'n';",
    '\\set n 5\nSELECT * FROM t LIMIT :n;',
    '\\copy t to stdout',
    '\\copy (SELECT 1) to stdout with (format csv)',
    "\\echo 'it''s; DROP TABLE t;'",
    '\\if :ERROR\nSELECT 1;\n\\endif',
    'SELECT 1;',
  ].map(script => [script] as const),
)('%j only reads', async script => {
  const {psql, effect, refusal} = await read(script)
  expect({psql, effect, refusal}).toEqual({psql: true, effect: 'read', refusal: undefined})
})

test.each([
  ['\\! rm -rf /', 'unknown', '`\\!` runs a program'],
  ['SELECT 1 \\g |sh', 'unknown', '`\\g` runs a program'],
  ['\\o |sh', 'unknown', '`\\o` runs a program'],
  ['\\echo `reboot`', 'unknown', '`\\echo` runs a program'],
  ["\\copy t from program 'cat x'", 'unknown', '`\\copy` runs a program'],
  ['\\i other.sql', 'unknown', '`\\i` runs a file that is not seen'],
  ["SELECT 'x' \\gexec", 'unknown', '`\\gexec` runs what the statement returns as statements'],
  ['\\set q `x`\nSELECT 1;', 'unknown', '`\\set` runs a program'],
  ["\\set q 'DROP TABLE t'\n:q;", 'unknown', "`:q` becomes whatever psql's variable holds"],
  ['\\nonsense', 'unknown', '`\\nonsense` is not known only to read'],
  ['\\copy t from stdin\n1\n\\.', 'change', '`\\copy` loads rows into a table'],
  ['\\copy (DELETE FROM t RETURNING *) to stdout', 'destroy', '`DELETE` deletes every row'],
  ["\\copy t to 'x.csv'", 'local', '`\\copy` writes a file'],
  ['SELECT 1 \\g out.txt', 'local', '`\\g` writes a file'],
  ['\\o out.txt', 'local', '`\\o` writes a file'],
  ['\\x \\! ls', 'unknown', '`\\!` runs a program'],
  ['\\x \\\\ DELETE FROM t;', 'destroy', '`DELETE` deletes every row'],
  ["SELECT 1 \\g '|sh'", 'unknown', '`\\g` runs a program'],
  ['SELECT 1 \\g :where', 'unknown', '`\\g` runs a program'],
  ['COPY (SELECT * FROM stdin) TO STDOUT;\nDROP TABLE t;\n\\.', 'destroy', undefined],
  ['\\copy (select * from stdin) to stdout\nDROP TABLE t;', 'destroy', undefined],
  ["COPY t FROM 'x FROM STDIN';\nDROP TABLE t;", 'destroy', undefined],
  ['\\if :ERROR\nCOPY t FROM STDIN;\n\\endif\nDROP TABLE t;\n', 'destroy', undefined],
  ["-- note\nCOPY app.t (a, b) FROM STDIN;\n1\t'\n\\.\nDROP TABLE t;", 'destroy', undefined],
  ['\\lo_unlink 5', 'destroy', '`\\lo_unlink` deletes a large object'],
  ['COPY t FROM STDIN;\nDROP TABLE t;\n\\.\nSELECT 1;', 'change', '`COPY` loads rows'],
  ['SELECT 1;\n\\dt\nDROP TABLE t;', 'destroy', undefined],
  ['SELECT pg_terminate_backend(1) \\gx', 'destroy', undefined],
] as const)('%j is %s', async (script, effect, reason) => {
  const found = await read(script)
  expect(found.effect).toBe(effect)
  if (reason) expect(found.reasons.map(({text}) => text)).toContain(reason)
})

test.each([
  ['\\c other', /`\\c` leaves the database that was checked/],
  ['\\connect other', /leaves the database/],
  ['SELECT 1 \\watch 5', /`\\watch` does not end by itself/],
  ['\\password ada', /needs a person at a terminal/],
  ['\\e', /needs a person at a terminal/],
  ['BEGIN READ WRITE;', /`BEGIN` would undo what keeps psql from writing/],
  ["SELECT set_config('default_transaction_read_only', 'off', false);", /would undo what keeps psql/],
  ['VACUUM t;', /mark the block `write`/],
  ['\\set AUTOCOMMIT off', /changes what psql keeps/],
  ['\\unset ON_ERROR_STOP', /takes for a success/],
  ['SELEC 1;', /PostgreSQL cannot read it/],
])('%j is refused', async (script, refusal) => expect((await read(script)).refusal).toMatch(refusal))

test('a script that is marked as writing may have transactions of its own', async () =>
  expect(
    (await read('BEGIN;\nDELETE FROM t WHERE id = 1;\nCOMMIT;', 'psql {write}')).refusal,
  ).toBeUndefined())

test('a transaction that a script does not end would not be kept', async () =>
  expect((await read('BEGIN;\nDELETE FROM t WHERE id = 1;', 'psql {write}')).refusal).toMatch(/never ended/))

test.each(['max-affected=1', 'expect-rows="= 1"'])('%s cannot be kept by psql', async attribute =>
  expect((await read('SELECT 1;', `psql {write ${attribute}}`)).refusal).toMatch(/cannot be/),
)

test('SQL is for psql where psql’s own commands are among it, and only there', async () => {
  expect((await read('\\x\nSELECT 1;', 'sql')).psql).toBe(true)
  expect((await read('SELECT 1;', 'sql')).psql).toBe(false)
  expect((await read("SELECT E'\\\\x', '\\dt', $$ \\x $$ -- \\x", 'sql')).psql).toBe(false)
  expect(await read('SELECT 1\\G', 'sql')).toMatchObject({
    psql: false,
    refusal: expect.stringMatching(/cannot read it/),
  })
})

test('values are missing where nobody sets psql’s variable, and nowhere else', async () => {
  const script =
    "\\set mine 1\nSELECT :mine, :other, :'quoted', <id> FROM :\"name\" WHERE a = ':no' -- :no\n;\n\\d <table>\n\\d :table2\nSELECT :DBNAME;"
  const {placeholders} = await read(script)
  expect(placeholders.map(({text, context}) => `${text} ${context}`)).toEqual([
    ':other sql',
    ":'quoted' sql",
    '<id> sql',
    ':"name" sql-name',
    '<table> literal',
    ':table2 literal',
  ])
})

test.each([
  [
    `${String.raw`\if :flag`}\nSELECT 1;\n${String.raw`\endif`}`,
    'on',
    `${String.raw`\if on`}\nSELECT 1;\n${String.raw`\endif`}`,
    {},
  ],
  [String.raw`\d :"tbl"`, 'a"b', String.raw`\d :"runbook_input_1"`, {runbook_input_1: 'a"b'}],
  [String.raw`\echo :'word'`, "it's", String.raw`\echo :'runbook_input_1'`, {runbook_input_1: "it's"}],
  [
    `${String.raw`\set env :target`}\nSELECT :'env';`,
    'live',
    `${String.raw`\set env live`}\nSELECT :'env';`,
    {},
  ],
  [
    String.raw`\if :{?most} \\ SELECT 1 LIMIT :most; \else \\ SELECT 2; \endif`,
    '3',
    String.raw`\if :{?most} \\ SELECT 1 LIMIT :'runbook_input_1'; \else \\ SELECT 2; \endif`,
    {most: '3', runbook_input_1: '3'},
  ],
])(
  'in %j a value is missing, and psql finds it where it looks for it',
  async (script, value, bound, variables) => {
    const {placeholders} = await read(script)
    expect(
      bindPsql(
        script,
        placeholders,
        () => value,
        () => false,
      ),
    ).toEqual({
      ok: true,
      bound: {script: bound, variables},
    })
  },
)

test.each([
  [String.raw`\if :flag`, 'ture', 'the value for :flag is a condition of psql: use `true` or `false`'],
  [String.raw`\elif :flag `, '5', 'the value for :flag is a condition of psql: use `true` or `false`'],
  [
    String.raw`\copy (SELECT 1 WHERE 2 = :'two') to stdout`,
    '2',
    ":'two' stands inside a longer string, where a value cannot be passed safely",
  ],
])('%j does not take %j', async (script, value, problem) => {
  const {placeholders} = await read(script)
  expect(
    bindPsql(
      script,
      placeholders,
      () => value,
      () => false,
    ),
  ).toEqual({ok: false, problem})
})

test.each([
  String.raw`\set flag on`,
  String.raw`\set t '12 :more'`,
  String.raw`\echo :USER`,
  String.raw`\if :{?flag}`,
])('in %j nothing is missing', async script => expect((await read(script)).placeholders).toEqual([]))

test.each([
  'DELETE FROM t WHERE :flag;',
  'DELETE FROM t WHERE id = 5 OR NOT :flag;',
  'DELETE FROM t WHERE :a = :b;',
  "\\set w 'true'\nDELETE FROM t WHERE :w;",
  'SELECT true AS w \\gset\nDELETE FROM t WHERE :w;',
])('in %j the value may be true of every row', async script => {
  const {commands} = await read(script, 'psql {write}')
  expect(commands.some(({everyRowOf}) => everyRowOf === 't')).toBe(true)
})

test.each([
  [
    'DELETE FROM t\n\\if :flag\nWHERE id = 1\n\\endif\n;',
    '`\\if` may change how the text behind it is read, so that what runs is not what was checked; leave it out',
  ],
  [
    '\\getenv ON_ERROR_STOP X\nSELECT 1;',
    '`\\getenv ON_ERROR_STOP X` changes what psql keeps, or takes for a success; leave it out and use `BEGIN` and `COMMIT`',
  ],
])('%j is refused', async (script, refusal) => {
  expect((await read(script, 'psql {write}')).refusal).toBe(refusal)
})
