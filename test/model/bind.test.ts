import {expect, test} from 'vitest'
import {bindShell, bindSql, renderBound, valueProblem} from '../../src/model/bind.ts'
import type {Command, Placeholder, PlaceholderContext} from '../../src/model/runbook.ts'

const point = {line: 1, column: 1, offset: 0}
const place = {start: point, end: point}

/** The gaps `<…>` of a script, each in this context. */
function gaps(script: string, ...contexts: PlaceholderContext[]): Placeholder[] {
  return [...script.matchAll(/<([^>]+)>/g)].map(({0: text, 1: name, index}, at) => ({
    name: name!,
    text,
    choices: undefined,
    certain: true,
    optional: false,
    context: contexts[at] ?? contexts.at(-1)!,
    place,
    start: index,
    end: index + text.length,
  }))
}

const statement = (script: string, text: string): Command => {
  const start = script.indexOf(text)
  return {text, name: 'SELECT', effect: 'read', place, start, end: start + text.length}
}
const from = (values: Record<string, string>) => (name: string) => values[name]

test('a word gets a quoted variable, a double-quoted place the variable alone, and the values stand beside', () => {
  const script = 'ls <dir> "in <dir>" <other>'
  expect(
    bindShell(
      script,
      gaps(script, 'word', 'double-quoted', 'word'),
      from({dir: '$(x)', other: 'o'}),
      undefined,
    ),
  ).toEqual({
    ok: true,
    bound: {
      script: `ls "\${RUNBOOK_INPUT_dir}" "in \${RUNBOOK_INPUT_dir}" "\${RUNBOOK_INPUT_other}"`,
      variables: {RUNBOOK_INPUT_dir: '$(x)', RUNBOOK_INPUT_other: 'o'},
    },
  })
})

test('names that look alike to bash get variables of their own', () => {
  const script = '<a b> <a-b> <ä> <名前>'
  const bound = bindShell(
    script,
    gaps(script, 'word'),
    from({'a b': '1', 'a-b': '2', ä: '3', 名前: '4'}),
    undefined,
  )
  expect(bound).toMatchObject({
    ok: true,
    bound: {
      variables: {
        RUNBOOK_INPUT_a_b: '1',
        RUNBOOK_INPUT_a_b_2: '2',
        RUNBOOK_INPUT_a: '3',
        RUNBOOK_INPUT_: '4',
      },
    },
  })
})

test.each([
  ['single-quoted', "say 'a <x> b'", `say 'a '"\${RUNBOOK_INPUT_x}"' b'`],
  ['ansi-quoted', "say $'a <x>\\n'", `say $'a '"\${RUNBOOK_INPUT_x}"$'\\n'`],
  ['here-document', 'a <x>\n', `a \${RUNBOOK_INPUT_x}\n`],
] as const)('in a %s place any value is let in beside the text', (context, script, bound) => {
  const value = '\'"$(x)`\\\n'
  expect(bindShell(script, gaps(script, context), from({x: value}), undefined)).toEqual({
    ok: true,
    bound: {script: bound, variables: {RUNBOOK_INPUT_x: value}},
  })
})

test.each([
  ['literal', 'api-1.example.org:443/x_y,z', 'inside text that bash takes as it stands', '._/:@%+=,-'],
  ['bare', 'api-1.example.org:443/x_y', 'where no quotes can stand', '._:/@-'],
] as const)('in a %s place only a plain word is let in, as text', (context, plain, where, letters) => {
  const script = 'say {<what>}'
  const bound = (what: string) => bindShell(script, gaps(script, context), from({what}), undefined)
  expect(bound(plain)).toEqual({ok: true, bound: {script: `say {${plain}}`, variables: {}}})
  for (const hostile of [
    "it's",
    'a b',
    '$(x)',
    '`x`',
    'a;b',
    'a\nb',
    '"',
    '\\',
    '*',
    '|',
    '&',
    '>',
    '#',
    '!',
    '~',
  ]) {
    expect(bound(hostile)).toEqual({
      ok: false,
      problem: `the value for <what> stands ${where}: use letters, digits and ${letters} only`,
    })
  }
})

test.each([
  ['string', `it's $(x)`, ['a"b', 'a\\', 'a\nb']],
  ['bare', '12.5', ['1, "admin": true', '[1]', 'a b']],
] as const)('a value in JSON, %s, may not change its structure', (json, good, bad) => {
  const script = `curl -d '{"a":"<x>"}'`
  const bound = (x: string) =>
    bindShell(
      script,
      gaps(script, 'single-quoted').map(gap => ({...gap, json})),
      from({x}),
      undefined,
    )
  expect(bound(good).ok).toBe(true)
  for (const value of bad)
    expect(bound(value)).toMatchObject({ok: false, problem: expect.stringContaining('JSON')})
})

test.each([
  ['is missing', undefined, '<a> has no value'],
  ['is empty', '', 'the value for <a> is empty'],
  ['holds a NUL', 'a\0', 'the value for <a> holds a NUL byte'],
])('nothing is bound where a value %s', (_, value, problem) => {
  const sql = {...gaps('select <a>', 'sql')[0]!}
  expect(bindShell('x <a>', gaps('x <a>', 'word'), () => value, undefined)).toEqual({ok: false, problem})
  expect(bindSql('select <a>', [statement('select <a>', 'select <a>')], [sql], () => value)).toEqual({
    ok: false,
    problem,
  })
})

test('a statement gets numbered parameters of its own, one a name, and its values beside', () => {
  const script = 'select <a>, <b>, <a>; select <b>'
  const statements = [statement(script, 'select <a>, <b>, <a>'), statement(script, 'select <b>')]
  expect(bindSql(script, statements, gaps(script, 'sql'), from({a: "'; drop", b: '2'}))).toEqual({
    ok: true,
    bound: [
      {text: 'select $1, $2, $1', values: ["'; drop", '2'], returns: false, reads: true, uncounted: false},
      {text: 'select $1', values: ['2'], returns: false, reads: true, uncounted: false},
    ],
  })
})

test('a gap inside a longer string of SQL cannot be bound', () => {
  const script = "select 'a <b> c'"
  expect(bindSql(script, [statement(script, script)], gaps(script, 'sql-string'), from({b: 'x'}))).toEqual({
    ok: false,
    problem: '<b> stands inside a longer string, where a value cannot be passed safely',
  })
})

test('what is shown has the values in place, quoted where a word needs it', () => {
  const script = 'ls <a> <b> "<b>"'
  expect(
    renderBound(script, gaps(script, 'word', 'word', 'double-quoted'), from({a: 'plain', b: "it's"})),
  ).toBe(`ls plain 'it'\\''s' "it's"`)
  expect(renderBound("x '<a>'", gaps("x '<a>'", 'single-quoted'), from({a: "it's"}))).toBe("x 'it'\\''s'")
  expect(renderBound('select <a>', gaps('select <a>', 'sql'), from({a: "it's"}))).toBe("select 'it''s'")
  expect(renderBound(script, gaps(script, 'word'), from({}))).toBe(script)
})

test('a value that reaches an interpreter is one plain word', () => {
  expect(valueProblem('bash', 'x', 'web-1.example.org:8080')).toBe(undefined)
  expect(valueProblem('bash', 'x', 'a b')).toContain('reaches `bash`')
  expect(valueProblem(undefined, 'x', '$(a) b; c')).toBe(undefined)
})

test('a value that would be read as an option is let in nowhere', () => {
  expect(valueProblem(undefined, 'x', '-rf')).toContain('option')
})
