import {expect, test} from 'vitest'
import {createRedactor} from '../../src/model/redact.ts'

const letters = 'qwertzuiopasdfghjklyxcvbnm'

test.each(Array.from({length: 19}, (_, extra) => 6 + extra))(
  'a secret of %i bytes is found wherever it stands, alone and among longer and shorter ones',
  length => {
    const value = letters.slice(0, length)
    const others = ['MNBVCX', 'YLKJHGFDSAPO', 'POIUZTREWQASDFGHJKLYX']
    for (const values of [[value], [value, ...others]]) {
      const redactor = createRedactor(values.map(one => ({name: 'SECRET', value: one})))
      for (const odd of [0, 1]) {
        for (let before = 0; before < 10; before++) {
          for (let after = 0; after < 10; after++) {
            const text = `${'-'.repeat(odd + before)}${value}${'-'.repeat(after)}`
            const bytes = Buffer.from(text).subarray(odd)
            const {push, flush} = redactor.stream()
            const masked = Buffer.concat([push(bytes).log, flush().log]).toString()
            expect(masked).toBe(`${'-'.repeat(before)}‹redacted›${'-'.repeat(after)}`)
          }
        }
      }
    }
  },
)
