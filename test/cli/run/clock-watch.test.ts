import {expect, test} from 'vitest'
import {watchClocks} from '../../../src/cli/run/clock-watch.ts'

const start = Date.parse('2026-11-22T03:12:00.000Z')

/** Clocks that go on by so much: what the wall shows, what went by, and what went by while it slept or not. */
function watched(withUptime = true) {
  let [wall, steady, up] = [start, 500, 9000]
  const look = watchClocks({
    wall: () => wall,
    steady: () => steady,
    awakeOrNot: () => (withUptime ? up : undefined),
  })
  return (wallMs: number, steadyMs: number, upMs = steadyMs) => {
    wall += wallMs
    steady += steadyMs
    up += upMs
    return look()
  }
}

test('time that goes by is no jump, however long, nor is a small difference', () => {
  const pass = watched()
  expect(pass(3_600_000, 3_600_000)).toEqual([])
  expect(pass(10_000, 11_900)).toEqual([])
})

test('a machine that slept, a clock that was set, and both, are told apart', () => {
  const pass = watched()
  pass(1000, 1000)
  expect(pass(7_200_000, 5000, 7_200_000)).toEqual([
    {cause: 'sleep', jumpMs: 7_195_000, since: '2026-11-22T03:12:01.000Z'},
  ])
  expect(pass(-60_000, 1000)).toMatchObject([{cause: 'set', jumpMs: -61_000}])
  expect(pass(70_000, 1000, 60_000)).toMatchObject([
    {cause: 'sleep', jumpMs: 59_000},
    {cause: 'set', jumpMs: 10_000},
  ])
})

test('where the system does not say whether it slept, a jump forward is not guessed at', () => {
  const pass = watched(false)
  expect(pass(60_000, 1000)).toMatchObject([{cause: 'unknown', jumpMs: 59_000}])
  expect(pass(-60_000, 1000)).toMatchObject([{cause: 'set', jumpMs: -61_000}])
})
