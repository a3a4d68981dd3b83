import {fc, test as property} from '@fast-check/vitest'
import canonicalize from 'canonicalize'
import {describe, expect, test} from 'vitest'
import {canonical} from '../../src/journal/canonical.ts'

const text = fc.string({unit: 'binary'})

describe('canonical JSON', () => {
  property.prop([fc.jsonValue({stringUnit: 'binary', maxDepth: 5})])(
    'is what the library of its authors makes of any value',
    value => {
      expect(canonical(value)).toBe(canonicalize(value))
    },
  )

  property.prop([fc.dictionary(fc.oneof(text, fc.nat().map(String)), fc.double())])(
    'has the keys in the order of their UTF-16 units, numbers among them',
    value => {
      const fields = JSON.parse(JSON.stringify(value)) as unknown
      expect(canonical(fields)).toBe(canonicalize(fields))
    },
  )

  test('has every character as JSON writes it', () => {
    for (let code = 0; code < 0x10000; code++) {
      const value = String.fromCharCode(code)
      if (value.isWellFormed() && canonical(value) !== JSON.stringify(value)) expect.unreachable(`U+${code}`)
    }
    expect(canonical({'🔑': '“🔑” \u2028', 10: [], 9: {}})).toBe('{"10":[],"9":{},"🔑":"“🔑” \u2028"}')
  })

  test.each(['\ud800', 'a\udc00b', '\ud83d"'])('is not made of half of a character: %j', half => {
    expect(() => canonical({half})).toThrow('half of a character')
    expect(() => canonical({[half]: 1})).toThrow('half of a character')
  })
})
