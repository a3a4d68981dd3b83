import {expect, test} from 'vitest'
import {findBindNames, findGaps, withoutGaps} from '../../src/parser/placeholder.ts'
import {processorMs} from '../support/processor-time.ts'

const texts = (text: string, surroundings?: Parameters<typeof findGaps>[1]) =>
  findGaps(text, surroundings).map(gap => gap.text)

test('gaps come in order, apart, and stand where they say', () => {
  const text = 'a 😀 <b> {{c}} <d|e> YOUR_F <your-g> "$H/your-i"'
  const found = findGaps(text)
  expect(found.map(({start, end}) => text.slice(start, end))).toEqual([
    '<b>',
    '{{c}}',
    '<d|e>',
    'YOUR_F',
    '<your-g>',
    'your-i',
  ])
})

test('a gap says what it is called, what may be chosen, and how sure it is', () => {
  expect(findGaps('run <fast|slow> --on my-host [--limit N]')).toEqual([
    {
      name: 'fast|slow',
      text: '<fast|slow>',
      choices: ['fast', 'slow'],
      start: 4,
      end: 15,
      certain: true,
      optional: false,
    },
    {
      name: 'my-host',
      text: 'my-host',
      choices: undefined,
      start: 21,
      end: 28,
      certain: false,
      optional: false,
    },
    {
      name: 'limit',
      text: '[--limit N]',
      choices: undefined,
      start: 29,
      end: 40,
      certain: true,
      optional: true,
    },
  ])
})

test('what says nothing is called by what it is the value of, so that two secrets are not one', () => {
  expect(
    findGaps('API_KEY=xxxx DB_PASS=... deploy --token xxx -p xxxx; ssh xxxx; curl ...').map(({name}) => name),
  ).toEqual(['API_KEY', 'DB_PASS', 'token', 'deploy -p', 'value for ssh', 'what is left out'])
  expect(findGaps("select 1 from t where state = 'XXX'", {language: 'sql'}).map(({name}) => name)).toEqual([
    'state',
  ])
})

test('a gap never bears the name of a variable that the script needs', () => {
  const names = (text: string) => findGaps(text).map(({name}) => name)
  expect(names('sync $token --token xxxx')).toEqual(['given-token'])
  expect(names('token=xxxx; sync $token')).toEqual(['token'])
})

test('a text that begins like SQL is read as SQL, unless its language is told', () => {
  expect(texts('SELECT * FROM table_name')).toEqual(['table_name'])
  expect(texts('analyze STATUS', {language: 'shell'})).toEqual(['STATUS'])
})

test.each<[string, string, string[]]>([
  ['Replace acme with the name of your site:', 'deploy --site acme', ['acme']],
  ['where 15m is the length of the window', 'logs --since 15m', ['15m']],
  ['Remplacer boutique par le nom du service', 'docker restart boutique', ['boutique']],
  ['(change PORT to your port)', 'curl http://localhost:PORT/', ['PORT']],
  ['Replace acme with apex', 'deploy --site acme', []],
  ['Replace docker with your runtime', 'docker restart web', []],
  ['This will replace the cache with a new one', 'rm -r cache', []],
  ['replace XXX with the number', 'ls vXXX__init.sql XXXX.sql', ['XXX', 'XXXX']],
])('the document says: %s', (prose, script, expected) => {
  expect(texts(script, {prose})).toEqual(expected)
})

test('a comment of the script counts as the document', () => {
  expect(texts('# replace acme with your site\ndeploy acme # acme')).toEqual(['acme'])
})

test('the filler takes the place of each gap, at the same length', () => {
  const text = 'a <bcd> e'
  expect(withoutGaps(text, findGaps(text), ({name}) => name)).toBe('a bcdxx e')
})

test('a long script is looked through for marks only', () => {
  expect(texts(`${'true your-a\n'.repeat(20_000)}echo <b>`)).toEqual(['<b>'])
})

test.each(['$(', '`', '{ ', '( ', '${a:-', '"$(', 'if a; then '])(
  '%j nested without end does not throw',
  text => {
    expect(texts(`${text.repeat(20_000)} <b>`, {language: 'shell'})).toContain('<b>')
  },
)

test.each([
  ['<', 'a'],
  ['[-a', ' '],
  ['A-', 'A'],
  ['{{', 'a '],
  ['your-', '-'],
  ['...', 'x.'],
  ['<a ', '>'],
  [' <$a', '>b\n'],
  [' < a', ' a'],
  ['<<a ', 'a'],
  [' {a ', 'a '],
  ["'", 'my-'],
  ['`', 'x '],
])('time is bounded for many %j %j', async (mark, rest) => {
  const find = () => {
    for (const text of [mark.repeat(30_000), `${mark}${rest}`.repeat(20_000), mark + rest.repeat(40_000)]) {
      findGaps(text, {language: 'shell'})
      findGaps(text, {language: 'sql'})
    }
  }
  expect(await processorMs(find)).toBeLessThan(8000)
})

test.each<[string, string[]]>([
  ['where id = :id', ['id']],
  ['now() - :idle_for::interval', ['idle_for']],
  ['select a::int, b::text', []],
  ['select arr[1:2], arr[:n]', []],
  ["values (:a, ':b')", ['a', 'b']],
])('SQL: %s', (text, expected) => {
  expect(findBindNames(text, () => true).map(({name}) => name)).toEqual(expected)
})
