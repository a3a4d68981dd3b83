import {createHash} from 'node:crypto'
import {readFileSync} from 'node:fs'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {compileFilter} from '../../src/model/redact/filter.ts'
import {filterSource} from '../../src/model/redact/filter-code.ts'
import {createMatches, type FindMatches} from '../../src/model/redact/matches.ts'
import {spellingsOf} from '../../src/model/redact/spellings.ts'
import {createRedactor} from '../../src/model/redact.ts'

const part = 16 * 1024
const secrets = [
  'hunter2',
  'correct horse battery',
  'Zm9vYmFyLWJhei1xdXV4',
  'a\nsecret of\nseveral lines, long',
]
const spellings = secrets.flatMap(spellingsOf).map(bytes => bytes.toString('latin1'))

/** What is found with the filter for texts of every length, and without it. */
const ways = (values: readonly string[]) =>
  [createMatches(values, 0), createMatches(values, Infinity)] as const
const nothing = new Uint8Array(0)
const seen = (find: FindMatches, text: Buffer, final: boolean) => {
  const {found, hold} = find(text, nothing, final)
  return {found: found.map(({start, end, mark}) => [start, end, mark.toString()]), hold}
}

const breaks = [
  '\n',
  '\r\n',
  '\n  ',
  ' \n',
  '\x1b[0m',
  '\x1b[31m\n',
  '\x1b]0;a title\x07',
  '\x1b',
  ' ',
  '\t',
  '\n\n',
]
const others = [
  'token=',
  'DB_PASSWORD: ',
  'ghp_',
  'AKIA',
  '://',
  '-----BEGIN',
  'key',
  'é',
  '\0',
  'xox',
  'word',
  'a',
]
const spelling = fc.constantFrom(...spellings)
/** A spelling, whole or cut off, with something between its bytes at two places. */
const broken = fc
  .record({
    text: spelling,
    at: fc.nat(80),
    between: fc.constantFrom('', ...breaks),
    further: fc.integer({min: 1, max: 12}),
    again: fc.constantFrom('', ...breaks),
    from: fc.nat(5),
    more: fc.nat(60),
  })
  .map(
    ({text, at, between, further, again, from, more}) =>
      text.slice(from % 3, at) +
      between +
      text.slice(at, at + further) +
      again +
      text.slice(at + further, at + further + more),
  )
const texts = fc
  .array(fc.oneof(spelling, broken, fc.constantFrom(...breaks), fc.constantFrom(...others)), {maxLength: 30})
  .map(pieces => Buffer.from(pieces.join(''), 'latin1'))
const filling = 'An ordinary line of a log, with words in it that say nothing.\n'

test('what the filter leaves out, no search would have found', () => {
  const [filtered, whole] = ways(secrets)
  fc.assert(
    fc.property(texts, fc.boolean(), (text, final) => {
      expect(seen(filtered, text, final)).toEqual(seen(whole, text, final))
      const {words} = filtered(text, nothing, final)
      expect(words).toEqual(expect.arrayContaining([...whole(text, nothing, final).words]))
    }),
    {numRuns: 300},
  )
})

test('it leaves out nothing around the borders of its parts, wherever a text stands in memory', () => {
  const [filtered, whole] = ways(secrets)
  fc.assert(
    fc.property(texts, fc.nat(90), fc.nat(3), fc.constantFrom(1, 2), (text, before, shift, times) => {
      const long = Buffer.alloc(shift + times * part - before + text.length + 500, filling)
      text.copy(long, shift + times * part - before)
      const moved = long.subarray(shift)
      expect(seen(filtered, moved, false)).toEqual(seen(whole, moved, false))
    }),
    {numRuns: 100},
  )
})

test('secrets of any bytes are found with it as without', () => {
  const value = fc.oneof(
    fc.string({unit: 'binary', minLength: 6, maxLength: 40}),
    fc.string({unit: fc.constantFrom('a', 'b', '\n', ' '), minLength: 6, maxLength: 14}),
  )
  fc.assert(
    fc.property(
      fc.array(value, {minLength: 1, maxLength: 4}),
      fc.infiniteStream(fc.nat()),
      (values, random) => {
        const [filtered, whole] = ways(values)
        const all = values.flatMap(spellingsOf)
        const pick = (limit: number) => random.next().value! % limit
        const pieces = Array.from({length: 20}, () => {
          const bytes = all[pick(all.length)] ?? Buffer.from('none')
          const at = pick(bytes.length)
          return [
            bytes.subarray(0, at),
            Buffer.from(breaks[pick(breaks.length)]!),
            bytes.subarray(at - (at % 3)),
          ]
        })
        const text = Buffer.concat(pieces.flat())
        expect(seen(filtered, text, true)).toEqual(seen(whole, text, true))
      },
    ),
    {numRuns: 10},
  )
})

test('it says of a text that it is plain where no byte in it controls a terminal, and only there', () => {
  const controls = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/
  const some = fc.constantFrom(...Array.from({length: 256}, (_, byte) => String.fromCharCode(byte)), '\r\n')
  for (const find of [createMatches(secrets, 0), createMatches([], 0)]) {
    fc.assert(
      fc.property(fc.nat(2 * part), fc.array(some, {maxLength: 2}), fc.nat(40), (before, rare, behind) => {
        const text = filling.repeat(2 * part).slice(0, before) + rare.join('') + 'a\té\r\n'.repeat(behind)
        expect(find(Buffer.from(text, 'latin1'), nothing, true).plain).toBe(!controls.test(text))
      }),
      {numRuns: 200},
    )
  }
})

test('compiled again, it finds the same, also for whoever used it before', () => {
  const find = createMatches(['first-secret'], 0)
  const text = Buffer.from(`${filling}first-secret\n${filling}`)
  const before = seen(find, text, true)
  expect(before.found).toHaveLength(1)
  compileFilter()
  expect(seen(find, text, true)).toEqual(before)
  expect(seen(createMatches(['first-secret'], 0), text, true)).toEqual(before)
})

test('it goes on with the secrets of another run, and those that were learnt meanwhile', () => {
  const [one, other] = [['first-secret'], ['second-secret']].map(values => createMatches(values, 0)) as [
    FindMatches,
    FindMatches,
  ]
  const text = Buffer.from('first-secret and second-secret')
  const places = (find: FindMatches) => find(text, nothing, true).found.map(({start}) => start)
  expect([places(one), places(other), places(one)]).toEqual([[0], [17], [0]])
})

test('what is assigned to the name of a secret is found at the borders of parts too', () => {
  const assignment = 'DB2PASSWORD=correct-horse'
  for (let before = 0; before <= assignment.length; before++) {
    const text = Buffer.alloc(2 * part, filling)
    text.write(`\n${assignment}\n`, part - before)
    const masked = createRedactor().printed().push(text).log.toString()
    expect(masked).toContain('\nDB2PASSWORD=‹redacted: by its name›\n')
  }
})

test('line ends side by side take no longer than others', () => {
  const [filtered] = ways(secrets)
  const {found, hold} = filtered(Buffer.alloc(1 << 20, '\n'), nothing, false)
  expect([found.length, hold]).toEqual([0, 1 << 20])
})

test('what is shipped was made of the source that is here', () => {
  const source = readFileSync(new URL('../../wasm/filter.ts', import.meta.url))
  expect(createHash('sha256').update(source).digest('hex')).toBe(filterSource)
})
