import {expect, test} from 'vitest'
import {formatDuration, parseDuration} from '../../src/model/duration.ts'

test.each([
  ['500ms', 500],
  ['30s', 30_000],
  ['1h30m', 5_400_000],
  ['2 min', 120_000],
  ['1.5h', 5_400_000],
  [' 10 sec ', 10_000],
  ['1d', 86_400_000],
  ['1h 5m 3s', 3_903_000],
])('%j is %i ms', (text, ms) => expect(parseDuration(text)).toBe(ms))

test.each(['', '0s', '30', 's', '-5s', '5 apples', '5m30', '1e3s', '5s!', '5,5s', '∞', '30d', '1:30'])(
  '%j is no duration',
  text => expect(parseDuration(text)).toBeUndefined(),
)

test.each([
  [0, '0 ms'],
  [12.4, '12 ms'],
  [999, '999 ms'],
  [999.9, '1.0 s'],
  [1234, '1.2 s'],
  [59_949, '59.9 s'],
  [59_950, '1 min 00 s'],
  [185_000, '3 min 05 s'],
  [3_599_499, '59 min 59 s'],
  [3_599_500, '1 h 00 min'],
  [7_800_000, '2 h 10 min'],
  [90_000_000, '25 h 00 min'],
])('%d ms are written %s', (ms, text) => expect(formatDuration(ms)).toBe(text))
