import {expect, test} from 'vitest'
import {formatSize, parseSize} from '../../src/model/size.ts'

test.each([
  ['4096', 4096],
  ['1 B', 1],
  ['64MiB', 64 * 1024 * 1024],
  ['1.5 KiB', 1536],
  ['10 mb', 10_000_000],
  ['1GB', 1e9],
])('%s is a size', (text, bytes) => expect(parseSize(text)).toBe(bytes))

test.each(['', '0', '0.5', '-1', 'MiB', '1 TiB', '1e3', '1,5MB', '1 M', '1ib'])('%j is none', text =>
  expect(parseSize(text)).toBeUndefined(),
)

test.each([
  [1, '1 byte'],
  [1023, '1023 bytes'],
  [1536, '1.5 KiB'],
  [64 << 20, '64 MiB'],
  [1 << 30, '1 GiB'],
])('%i bytes are said as %s', (bytes, text) => expect(formatSize(bytes)).toBe(text))
