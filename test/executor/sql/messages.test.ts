import {expect, test} from 'vitest'
import {plainMessages, statementMessages} from '../../../src/executor/sql/messages.ts'

/** A message as its letter, what its length says, and what is in it. */
function messagesIn(bytes: Buffer): string[] {
  const found: string[] = []
  for (let at = 0; at < bytes.length; ) {
    const size = bytes.readUInt32BE(at + 1)
    const body = bytes.toString('latin1', at + 5, at + 1 + size).replaceAll('\0', '.')
    expect(body.length).toBe(size - 4) // nothing is missing at the end
    found.push(`${String.fromCharCode(bytes[at]!)} ${body}`)
    at += 1 + size
  }
  return found
}

test('a statement is parsed, bound and carried out, all without names', () => {
  expect(messagesIn(plainMessages('ROLLBACK'))).toEqual(['P .ROLLBACK...', 'B ........', 'E .....'])
  expect(plainMessages('ROLLBACK')).toBe(plainMessages('ROLLBACK'))
  expect(messagesIn(statementMessages('select 1', [], true))[2]).toBe('D P.')
})

test('values go as text, each with its length in bytes', () => {
  const [parse, bind] = messagesIn(statementMessages('select $1, $2, $3', ['a', '', 'ü€']))
  expect(parse).toBe('P .select $1, $2, $3...')
  const text = Buffer.from('ü€').toString('latin1')
  expect(bind).toBe(`B .....\x03...\x01a.......\x05${text}..`)
})
