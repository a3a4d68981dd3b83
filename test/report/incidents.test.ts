import {readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {utc} from '../../src/model/zone.ts'
import {readTold} from '../../src/parser/told/read-told.ts'
import {renderTimeline} from '../../src/report/timeline.ts'

/** The timeline of a published incident as JSON. */
function incident(name: string) {
  const text = readFileSync(new URL(`../fixtures/incidents/${name}`, import.meta.url), 'utf8')
  const told = [{name, events: readTold(text, {zone: utc})}]
  const timeline = JSON.parse(renderTimeline([], {told, format: 'json'})) as {
    metrics: {name: string; ms: number | null; approximate: boolean}[]
    entries: {time: string; milestone?: string; what: string; approximate?: boolean}[]
  }
  const minutes = (metric: string) => {
    const {ms} = timeline.metrics.find(one => one.name === metric)!
    return ms === null ? 'unknown' : ms / 60_000
  }
  const times = timeline.entries.map(({time}) => time.slice(0, 16))
  return {...timeline, minutes, times}
}

test('Google APIs, 30 April 2013: errors from 6:26 PM to 7:58 PM Pacific, pagers at once; no milestone but these', () => {
  const {minutes, times} = incident('google-2013-04-30.txt')
  expect(times).toEqual([
    '2013-05-01T01:19',
    '2013-05-01T01:26',
    '2013-05-01T01:26',
    '2013-05-01T01:54',
    '2013-05-01T02:15',
    '2013-05-01T02:19',
    '2013-05-01T02:58',
  ])
  expect(minutes('Impact on users')).toBe(92)
  expect(minutes('Time to detect')).toBe(0)
  expect(minutes('Time to resolve, from impact')).toBe('unknown')
})

test('GitLab, 31 January 2017: six hours of data between the copy and the last change; back at 18:14 the day after', () => {
  const {minutes, times, entries} = incident('gitlab-2017-01-31.txt')
  const at = (what: string) => Date.parse(entries.find(entry => entry.what.includes(what))!.time)
  expect((at('last change') - at('the copy')) / 3_600_000).toBeCloseTo(6, 0)
  expect(entries.find(({approximate}) => approximate)?.time).toBe('2017-01-31T23:00:00.000Z')
  expect(times.at(-1)).toBe('2017-02-01T18:14')
  expect(minutes('Time to resolve, from detection')).toBe(24 * 60 + 14)
  expect(minutes('Time to acknowledge')).toBe('unknown')
})

test('GitHub, 21 October 2018: 24 hours and 11 minutes, alerts after two', () => {
  const {minutes, entries} = incident('github-2018-10-21.csv')
  expect(entries).toHaveLength(17)
  expect(minutes('Time to resolve, from impact')).toBe(24 * 60 + 11)
  expect(minutes('Time to detect')).toBe(2)
  expect(minutes('Time to acknowledge')).toBe(8)
  expect(minutes('Impact on users')).toBe('unknown')
})

test('Cloudflare, 2 July 2019: 27 minutes, the first page after three', () => {
  const {minutes, entries} = incident('cloudflare-2019-07-02.json')
  expect(minutes('Impact on users')).toBe(27)
  expect(minutes('Time to detect')).toBe(3)
  expect(minutes('Time to mitigate, from impact')).toBe(25)
  expect(entries.flatMap(({milestone}) => milestone ?? [])).toEqual([
    'impact-began',
    'detected',
    'identified',
    'mitigated',
    'impact-ended',
    'resolved',
  ])
})

test('Let’s Encrypt, 29 February 2020: issuing stops two minutes after the bug is confirmed and goes on two hours later', () => {
  const {minutes, times} = incident('letsencrypt-2020-02-29.jsonl')
  expect(minutes('Time to detect')).toBe(-2)
  expect(minutes('Impact on users')).toBe(132)
  expect(times).toEqual(times.toSorted())
  expect(times[0]).toBe('2019-07-25T00:00')
})

test('Monzo, 29 July 2019: from about 13:10 British summer time; the end, which nobody tells, is unknown', () => {
  const {minutes, entries, metrics} = incident('monzo-2019-07-29.txt')
  expect(entries.map(({time, approximate}) => [time.slice(0, 16), approximate])).toEqual([
    ['2019-07-29T12:10', true],
    ['2019-07-29T12:10', true],
  ])
  expect(minutes('Impact on users')).toBe('unknown')
  expect(metrics.find(({name}) => name === 'Impact on users')?.approximate).toBe(true)
})
