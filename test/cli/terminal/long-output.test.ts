import {expect, test} from 'vitest'
import {createImprover} from '../../../src/cli/terminal/long-output.ts'
import {createRedactor} from '../../../src/model/redact.ts'

test('what is improved in the middle of a long output goes on masking it', () => {
  const line = 'An ordinary line of a log, with words in it that say nothing.\n'
  const text = Buffer.from(`${line.repeat(1000)}the key is hunter22-or-so\n`)
  const masker = createRedactor([{name: 'KEY', value: 'hunter22-or-so'}]).printed()
  const improve = createImprover()
  const masked = () => {
    const {log} = masker.push(text)
    improve(text.length)
    return log.toString().match(/the key is .*/)?.[0]
  }
  const all = Array.from({length: 40}, masked)
  expect(new Set(all)).toEqual(new Set(['the key is ‹redacted›']))
})
