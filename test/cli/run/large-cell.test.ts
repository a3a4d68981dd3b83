import {expect, test} from 'vitest'
import {csvPieces, startOf} from '../../../src/cli/run/large-cell.ts'
import {createRedactor} from '../../../src/model/redact.ts'
import {csvLine} from '../../../src/report/csv.ts'

const secret = 'correct-horse-battery'
const redactor = createRedactor([{name: 'TOKEN', value: secret}])
const line = (values: (string | null)[]) =>
  Buffer.concat([...csvPieces(values, () => redactor.stream())]).toString()

test('a line of large cells is the same as one made at once, wherever it is cut, and masked', () => {
  for (let before = 65_520; before < 65_540; before++) {
    const cell = `${'x'.repeat(before)}${secret}😀"end"\n`.repeat(2)
    expect(line(['a', null, cell])).toBe(csvLine(['a', null, redactor.text(cell)]))
  }
})

test('a character of two halves is never cut', () => {
  const cell = `x${'😀'.repeat(70_000)}`
  expect(line([cell])).toBe(`${cell}\n`)
})

test('the beginning of a large cell does not end inside a secret', () => {
  for (let before = 65_536 - secret.length; before <= 65_536; before++) {
    const start = startOf(`${'y'.repeat(before)}${secret} and more`, redactor, 'note')
    expect(start.replaceAll('y', '')).toMatch(/^(?:‹redacted›)?$/)
  }
  expect(startOf(`a ${secret}`, redactor, 'note')).toBe('a ‹redacted›')
})
