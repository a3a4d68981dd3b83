import {expect, test} from 'vitest'
import {createRedactor} from '../../src/model/redact.ts'

const mask = '‹redacted›'
const masker = (...values: string[]) => createRedactor(values.map(value => ({name: 'TOKEN', value}))).stream()
const push = (one: ReturnType<typeof masker>, text: string) => {
  const {log, screen} = one.push(Buffer.from(text))
  return [log.toString(), screen.toString()]
}

test('a prompt that ends like a secret begins is shown early on the screen alone, and not twice', () => {
  const one = masker('hunter2')
  expect(push(one, 'Path: h')).toEqual(['Path: ', 'Path: '])
  expect(one.waiting()).toBe(true)
  expect(one.early().toString()).toBe('h')
  expect(one.waiting()).toBe(false)
  expect(one.early().toString()).toBe('')
  expect(push(one, 'i!')).toEqual(['hi!', 'i!'])
})

test('of a secret whose first bytes were shown early the rest is masked, and the log has none of it', () => {
  const one = masker('hunter2')
  push(one, 'a hun')
  expect(one.early().toString()).toBe('hun')
  expect(push(one, 'ter2 b')).toEqual([`${mask} b`, `${mask} b`])
  expect(push(one, 'c')).toEqual(['c', 'c'])
})

test('four bytes or more of a secret are not shown early', () => {
  const one = masker('hunter2')
  push(one, 'hunt')
  expect(one.waiting()).toBe(false)
  expect(one.early().toString()).toBe('')
})

test('line ends after a letter do not count', () => {
  const one = masker('hunter2')
  push(one, 'ah\r\n\x1b[0m')
  expect(one.early().toString()).toBe('h\r\n\x1b[0m')
})

test('values that overlap without end are one mask, and are not kept until they end', () => {
  const one = masker('abcabc')
  let out = ''
  for (let times = 0; times < 2000; times++) out += one.push(Buffer.from('abcabcabcabc')).log.toString()
  out += one.flush().log.toString()
  expect(out).toBe(mask)
})

test('an endless line end, escape sequence or token is let go', () => {
  const one = masker('hunter2')
  for (const text of [
    `hunt${'\n'.repeat(5000)}`,
    `hunt\x1b]0;${'x'.repeat(5000)}`,
    `eyJ${'x'.repeat(20_000)}`,
  ]) {
    const length = one.push(Buffer.from(text)).log.length + one.push(Buffer.from('\n!')).log.length
    expect(length).toBeGreaterThan(text.length - 10)
  }
})

test('the door tells whether bytes hold a secret', () => {
  const door = createRedactor([{name: 'TOKEN', value: 'hunter2'}])
  expect(door.holds(Buffer.from('x=hunter2'))).toBe(true)
  expect(door.holds(Buffer.from('aHVudGVyMg=='))).toBe(true)
  expect(door.holds(Buffer.from('hunter'))).toBe(false)
})

test('an empty text holds nothing, wherever it stands in memory', () => {
  const bytes = Buffer.from('hunter2 and more')
  const door = createRedactor([{name: 'TOKEN', value: 'hunter2'}])
  for (let at = 0; at < 4; at++) expect(door.holds(bytes.subarray(at, at))).toBe(false)
})
