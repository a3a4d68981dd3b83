import fc from 'fast-check'
import {expect, test} from 'vitest'
import type {RunEvent} from '../../src/model/event.ts'
import type {ToldEvent} from '../../src/model/told.ts'
import {zoneOf} from '../../src/model/zone.ts'
import {renderTimeline, type TimelineEvent} from '../../src/report/timeline.ts'
import {began, ended, event, listed, night, runStarted} from './sample-run.ts'

const numbered = (events: readonly RunEvent[]): TimelineEvent[] =>
  events.map((one, index) => ({...one, sequence: index + 1}))
const note = (seconds: number, text: string) => event(seconds, 'note.added', {kind: 'todo', text})
const told = (time: string, text: string, more: Partial<ToldEvent> = {}): ToldEvent => ({time, text, ...more})
const entries = (json: string) =>
  (JSON.parse(json) as {entries: {time: string; what: string}[]}).entries.map(({what}) => what)
/** The first cells of the rows of the table, with the what. */
const table = (markdown: string) =>
  markdown
    .split('\n## Metrics')[0]!
    .split('\n')
    .filter(line => /^\| [*~\d]/.test(line))
    .map(line => line.split(' | '))
    .map(cells =>
      cells[0]!.startsWith('| **') ? cells[0]!.slice(2) : `${cells[0]!.slice(2)} ${cells.at(-3)!}`,
    )

test('at the same moment journals come before files, by run, then by sequence; files in the order given, then by line', () => {
  const at = '2026-11-22T03:12:05.000Z'
  const json = renderTimeline(
    [
      {runId: 'b', events: numbered([note(5, 'b1'), note(5, 'b2')])},
      {runId: 'a', events: numbered([note(6, 'a late'), note(5, 'a2')])},
    ],
    {
      format: 'json',
      told: [
        {name: 'z.txt', events: [told(at, 'z1'), told(at, 'z2')]},
        {name: 'c.txt', events: [told(at, 'c1'), told('2026-11-22T03:12:04.999Z', 'c0')]},
      ],
    },
  )
  expect(entries(json)).toEqual(['c0', 'todo: a2', 'todo: b1', 'todo: b2', 'z1', 'z2', 'c1', 'todo: a late'])
})

test('the order does not depend on the order in which journals are named', () => {
  const journal = (runId: string) =>
    fc.array(fc.integer({min: 0, max: 5})).map(seconds => ({
      runId,
      events: numbered(seconds.map((second, index) => note(second, `${runId}${index}`))),
    }))
  fc.assert(
    fc.property(journal('a'), journal('b'), journal('c'), (a, b, c) => {
      const one = entries(renderTimeline([a, b, c], {format: 'json'}))
      expect(entries(renderTimeline([c, a, b], {format: 'json'}))).toEqual(one)
    }),
  )
})

test('the table counts days in the zone of the reader, and says where its clocks change', () => {
  const events = [
    told('2026-10-24T21:59:00.000Z', 'a'),
    told('2026-10-24T22:01:00.000Z', 'b'),
    told('2026-10-25T00:30:00.000Z', 'c'),
    told('2026-10-25T01:30:00.000Z', 'd'),
  ]
  const markdown = renderTimeline([], {told: [{name: 'x', events}], zone: zoneOf('Europe/Paris')!})
  expect(table(markdown)).toEqual([
    '**2026-10-24**',
    '23:59:00 a',
    '**2026-10-25**',
    '00:01:00 b',
    '02:30:00 c',
    '**clocks: UTC+02:00 → UTC+01:00**',
    '02:30:00 d',
  ])
  expect(markdown).toContain('| Time (Europe/Paris) |')
})

test('a guess and what was told late are marked, and a figure between guesses is one', () => {
  const events = [
    told('2026-11-22T03:00:00.000Z', '', {milestone: 'impact-began', approximate: true}),
    told('2026-11-22T03:02:00.000Z', '', {milestone: 'detected', recorded: '2026-11-22T03:30:00.000Z'}),
  ]
  const markdown = renderTimeline([], {told: [{name: 'x', events}]})
  expect(table(markdown)).toEqual([
    '**2026-11-22**',
    '~03:00:00 **impact-began**',
    '03:02:00 (recorded 2026-11-22 03:30:00) **detected**',
  ])
  expect(markdown).toContain('| Time to detect | ~2 min 00 s | 2026-11-22 03:00:00 | 2026-11-22 03:02:00 |')
})

test('what is before --since or not before --until is left out and counted; figures count everything', () => {
  const markdown = renderTimeline([{runId: 'a', events: numbered(night)}], {
    since: '2026-11-22T03:13:00.000Z',
    until: '2026-11-22T03:14:10.000Z',
  })
  expect(table(markdown).map(line => line.slice(0, 8))).toEqual([
    '**2026-1',
    '03:13:00',
    '03:13:35',
    '03:13:50',
  ])
  expect(markdown).toContain('records are before `--since` or after `--until`')
  expect(markdown).toContain('| Start to end | 3 min 00 s |')
})

test('at the level of milestones only they are listed', () => {
  const step = listed(1, 'Restart', {effect: 'change'})
  const events = [
    runStarted([step]),
    event(1, 'incident.milestone', {milestone: 'detected'}),
    began(2, step),
    ended(3, step, {kind: 'success'}),
  ]
  const json = renderTimeline([{runId: 'a', events: numbered(events)}], {format: 'json', level: 'milestones'})
  expect(entries(json)).toEqual(['detected'])
})

test('the end of several runs is unknown while one of them goes on, and a resumed run has ended once', () => {
  const finished = event(60, 'run.finished', {result: 'stopped', durationMs: 1})
  const resumed = event(100, 'run.resumed', {
    operator: 'bob',
    mode: 'attended',
    host: {name: 'ops-2'},
    tool: {version: '0.1.0'},
    since: finished.time,
  })
  const again = event(160, 'run.finished', {result: 'success', durationMs: 1})
  const end = (...journals: RunEvent[][]) =>
    /\| Start to end \| (.*?) \|/.exec(
      renderTimeline(journals.map((events, index) => ({runId: `r${index}`, events: numbered(events)}))),
    )![1]
  expect(end([runStarted([]), finished], [runStarted([], 5)])).toBe('unknown')
  expect(end([runStarted([]), finished, resumed])).toBe('unknown')
  expect(end([runStarted([]), finished, resumed, again])).toBe('2 min 40 s')
})
