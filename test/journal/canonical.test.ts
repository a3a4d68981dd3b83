import canonicalize from 'canonicalize'
import {assert, constant, jsonValue, object, oneof, property, string} from 'fast-check'
import {expect, test} from 'vitest'
import {canonical} from '../../src/journal/canonical.ts'

/** As it is read back. */
const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value) ?? 'null')

test('it is what another implementation makes of it', () => {
  const anything = oneof(
    jsonValue(),
    object({
      key: string({unit: 'binary'}),
      values: [jsonValue(), string({unit: 'binary'}), constant(undefined)],
    }),
  )
  assert(property(anything, value => canonical(value) === canonicalize(json(value))))
})

test('names are in the order of their UTF-16, also where they are numbers', () => {
  const value = {
    10: 1,
    9: 2,
    '\u20ac': 'e',
    '\r': -0,
    '\ufb33': [],
    '\ud83d\ude00': {b: null, a: true},
    z: 1e21,
  }
  expect(canonical(value)).toBe(
    '{"\\r":0,"10":1,"9":2,"z":1e+21,"\u20ac":"e","\ud83d\ude00":{"a":true,"b":null},"\ufb33":[]}',
  )
})

test('what is undefined is as JSON has it', () => {
  expect(canonical({a: undefined, b: [undefined, Number.NaN]})).toBe('{"b":[null,null]}')
})

test('half of a character has no place in it', () => {
  for (const value of ['\ud83d', {'\ude00': 1}, ['a\ud83d']]) expect(() => canonical(value)).toThrow('half')
})
