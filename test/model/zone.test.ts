import fc from 'fast-check'
import {expect, test} from 'vitest'
import {momentsOf, zoneOf} from '../../src/model/zone.ts'
import {rounds} from '../support/rounds.ts'

const at = (text: string) => Date.parse(`${text}Z`)

test.each([
  ['UTC', 0],
  ['Z', 0],
  ['gmt', 0],
  ['+02:00', 120],
  ['-0330', -210],
  ['UTC-7', -420],
  ['GMT+5:30', 330],
  ['PDT', -420],
  ['PT', -420],
  ['Europe/Paris', 120],
  ['america/st_johns', -150],
])('%s is %i minutes ahead of UTC in summer', (name, minutes) =>
  expect(zoneOf(name)!.offset(at('2026-07-01T12:00')) / 60_000).toBe(minutes),
)

test.each(['', 'IST', 'CST', 'Mars/Olympus', '+25:00', '+02:75', 'Paris', 'constructor', 'UTC5'])(
  '%j is no zone',
  name => expect(zoneOf(name)).toBeUndefined(),
)

test('the clocks of Paris show an hour of October twice and an hour of March never', () => {
  const paris = zoneOf('Europe/Paris')!
  const iso = (local: string) =>
    momentsOf(paris, at(local)).map(one => new Date(one).toISOString().slice(0, 16))
  expect(iso('2026-10-25T02:30')).toEqual(['2026-10-25T00:30', '2026-10-25T01:30'])
  expect(iso('2026-03-29T02:30')).toEqual([])
  expect(iso('2026-03-29T03:30')).toEqual(['2026-03-29T01:30'])
})

test('whatever a clock shows at a moment, that moment is among those at which it shows it', () => {
  const zones = ['Europe/Paris', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Apia', 'Asia/Kathmandu']
  const moment = fc.integer({min: at('1975-01-01T00:00'), max: at('2037-01-01T00:00')})
  fc.assert(
    fc.property(fc.constantFrom(...zones), moment, (name, one) => {
      const zone = zoneOf(name)!
      expect(momentsOf(zone, one + zone.offset(one))).toContain(one)
    }),
    {numRuns: rounds(300)},
  )
})
