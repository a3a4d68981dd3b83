import {expect, test} from 'vitest'
import {withMoment} from '../../../src/cli/questions/told-moment.ts'

const now = new Date('2026-01-02T03:04:05Z')

test.each([
  ['-5m the pool is full', 'the pool is full', '2026-01-02T02:59:05.000Z', false],
  ['~-5m about then', 'about then', '2026-01-02T02:59:05.000Z', true],
  ['03:02Z alert', 'alert', '2026-01-02T03:02:00.000Z', false],
  ['23:50 Z yesterday', 'yesterday', '2026-01-01T23:50:00.000Z', false],
  ['~2026-01-01 10:00Z long ago', 'long ago', '2026-01-01T10:00:00.000Z', true],
  ['-5m', '', '2026-01-02T02:59:05.000Z', false],
] as const)('%j is of its own time', (text, rest, time, approximate) => {
  expect(withMoment(text, now)).toEqual({
    text: rest,
    told: {time, ...(approximate ? {approximate} : {})},
    toCome: false,
  })
})

test.each(['5m is too long', '-x is no option', '25:00 is no time', '- a list', 'at 03:05 it broke'])(
  '%j is of now, and keeps its words',
  text => {
    expect(withMoment(text, now)).toEqual({text, told: {}, toCome: false})
  },
)

test('what is still to come is told', () => {
  expect(withMoment('2027-01-01 00:00Z x', now).toCome).toBe(true)
})
