import {expect, test} from 'vitest'
import type {ToldEvent} from '../../../src/model/told.ts'
import {utc, zoneOf} from '../../../src/model/zone.ts'
import {readTold} from '../../../src/parser/told/read-told.ts'

const told = (text: string, zone = 'UTC') => readTold(text, {zone: zoneOf(zone)!, day: undefined})
const short = (events: ToldEvent[]) =>
  events.map(
    ({time, approximate, recorded, text}) =>
      `${approximate ? '~' : ''}${time.slice(0, 16)} ${text}${recorded ? ` (told ${recorded.slice(0, 16)})` : ''}`,
  )

test('lines of a public incident issue tell who did what, milestones, notes and what is internal', () =>
  expect(
    told(`# Incident

Some words before the first time.

## 2026-11-22

- 09:30 - @ada restarts the pool
  and looks at its log
* **09:35 UTC** – decision: fail over
09:36 | @bob impact-ended: all is well
09:40 internal: the password was weak
09:41 Decision: a first word with a capital letter is text

Words after a blank line belong to nothing.
`),
  ).toEqual([
    {time: '2026-11-22T09:30:00.000Z', who: 'ada', text: 'restarts the pool\nand looks at its log'},
    {time: '2026-11-22T09:35:00.000Z', text: 'fail over', kind: 'decision'},
    {time: '2026-11-22T09:36:00.000Z', who: 'bob', text: 'all is well', milestone: 'impact-ended'},
    {time: '2026-11-22T09:40:00.000Z', text: 'the password was weak', internal: true},
    {time: '2026-11-22T09:41:00.000Z', text: 'Decision: a first word with a capital letter is text'},
  ]))

test('a clock that goes back by more than half a day has passed midnight; by less it is told late', () =>
  expect(
    short(
      told(`2026-11-22
23:50 a
00:10 b
23:58 c told after midnight of the evening before
00:20 d
00:05 e told late
20:00 f a long quiet day later
03:00 g`),
    ),
  ).toEqual([
    '2026-11-22T23:50 a',
    '2026-11-23T00:10 b',
    '2026-11-22T23:58 c told after midnight of the evening before (told 2026-11-23T00:10)',
    '2026-11-23T00:20 d',
    '2026-11-23T00:05 e told late (told 2026-11-23T00:20)',
    '2026-11-23T20:00 f a long quiet day later',
    '2026-11-24T03:00 g',
  ]))

test('nothing is told of a day before the one that a heading names', () =>
  expect(short(told('## 2026-11-22\n00:10 a\n23:58 b'))).toEqual([
    '2026-11-22T00:10 a',
    '2026-11-22T23:58 b',
  ]))

test.each([
  ['~09:30 x', '~2026-11-22T09:30 x'],
  ['about 09:30 x', '~2026-11-22T09:30 x'],
  ['approx. 9:30 x', '~2026-11-22T09:30 x'],
  ['11pm-ish x', '~2026-11-22T23:00 x'],
  ['12:05 AM x', '2026-11-22T00:05 x'],
  ['12 pm: x', '2026-11-22T12:00 x'],
  ['9:30:15.25 p.m. - x', '2026-11-22T21:30 x'],
  ['18:26 PDT - x', '2026-11-23T01:26 x'],
  ['09:30+05:30 x', '2026-11-22T04:00 x'],
  ['09:30 UTC+2 x', '2026-11-22T07:30 x'],
  ['09:30 (CET) x', '2026-11-22T08:30 x'],
  ['09:30 Europe/Paris x', '2026-11-22T08:30 x'],
  ['09:30 WAF is the cause', '2026-11-22T09:30 WAF is the cause'],
  ['2026-11-23T04:00Z x', '2026-11-23T04:00 x'],
  ['24:00 x', '2026-11-23T00:00 x'],
])('%s', (line, expected) => expect(short(told(`2026-11-22\n${line}`))).toEqual([expected]))

test.each([
  '2018-10-21',
  '21 October 2018',
  'October 21st, 2018',
  'Sunday, October 21, 2018',
  '2018 October 21',
  '### Sun 21 Oct 2018',
  '**2018/10/21**',
])('the heading %s is a day', heading =>
  expect(short(told(`${heading}\n22:52 x`))).toEqual(['2018-10-21T22:52 x']),
)

test('by the clocks of Paris, an hour that they show twice goes on, and one that they skip is refused', () => {
  const back = told('2026-10-25\n01:50 a\n02:10 b\n02:50 c\n02:10 d\n02:40 e\n03:10 f', 'Europe/Paris')
  expect(short(back)).toEqual([
    '2026-10-24T23:50 a',
    '2026-10-25T00:10 b',
    '2026-10-25T00:50 c',
    '2026-10-25T01:10 d',
    '2026-10-25T01:40 e',
    '2026-10-25T02:10 f',
  ])
  expect(short(told('2026-03-29\n01:59 a\n03:01 b', 'Europe/Paris'))).toEqual([
    '2026-03-29T00:59 a',
    '2026-03-29T01:01 b',
  ])
  expect(() => told('2026-03-29\n02:30 a', 'Europe/Paris')).toThrow(
    '02:30 was shown by no clock of Europe/Paris on 2026-03-29: they were put forward over it',
  )
})

test('a span of time stands where it began and has its end, also after midnight and in the zone behind it', () =>
  expect(
    told(
      '2026-11-22\n09:00–09:30 @ada restarts all\n~11:00 to 11:20 CET slow\n11 am - 1 pm quiet\n| 23:50 – 00:10 | vacuum |\n00:20 decision: wait',
    ),
  ).toEqual([
    {time: '2026-11-22T09:00:00.000Z', until: '2026-11-22T09:30:00.000Z', who: 'ada', text: 'restarts all'},
    {
      time: '2026-11-22T10:00:00.000Z',
      until: '2026-11-22T10:20:00.000Z',
      approximate: true,
      text: 'slow',
    },
    {time: '2026-11-22T11:00:00.000Z', until: '2026-11-22T13:00:00.000Z', text: 'quiet'},
    {time: '2026-11-22T23:50:00.000Z', until: '2026-11-23T00:10:00.000Z', text: 'vacuum'},
    {time: '2026-11-23T00:20:00.000Z', text: 'wait', kind: 'decision'},
  ]))

test.each([
  ['09:30 x', 1, 'the day is not known'],
  ['2026-11-22\n25:10 x', 2, 'no clock shows this time'],
  ['2026-11-22\n\n13:30 pm x', 3, 'expected an hour from 1 to 12'],
  ['2026-11-22\n09:30', 2, 'nothing is told with this time'],
  ['2026-11-22\n09:30 – 10:00 detected: x', 2, 'detected is a moment, not a span of time'],
  ['2026-11-22\n09:30–25:10 x', 2, 'no clock shows this time'],
  ['2026-11-22\n09:30–10:00', 2, 'nothing is told with this time'],
  ['2026-11-22\n09:30 IST x', 2, 'IST is the name of several time zones'],
  ['nothing\nat all', 1, 'no time is told here'],
])('what is wrong with %j is said with its line', (text, line, message) => {
  expect(() => told(text)).toThrow(expect.objectContaining({line, message: expect.stringContaining(message)}))
})

test('--date gives the day of lines that have none', () =>
  expect(short(readTold('09:30 x', {zone: utc, day: Date.UTC(2026, 10, 22)}))).toEqual([
    '2026-11-22T09:30 x',
  ]))
