import fc from 'fast-check'
import {expect, test} from 'vitest'
import type {RunEvent} from '../../src/model/event.ts'
import {renderTimeline, type TimelineEvent} from '../../src/report/timeline.ts'
import {rounds} from '../support/rounds.ts'
import {hostile} from './hostile.ts'
import {nodes, parsed} from './parsed.ts'
import {began, ended, event, listed, night, runStarted} from './sample-run.ts'

const numbered = (events: readonly RunEvent[]): TimelineEvent[] =>
  events.map((one, index) => ({...one, sequence: index + 1}))
const rows = (markdown: string) =>
  markdown.split('\n').filter(line => /^\| [*\d]/.test(line) && !line.includes('Start to'))

test('the story of a night leaves out reads that succeeded and counts them', async () => {
  await expect(renderTimeline([{runId: 'k3f9', events: numbered(night)}])).toMatchFileSnapshot(
    'expected/timeline-story.md',
  )
})

test('everything is listed on demand', async () => {
  await expect(
    renderTimeline([{runId: 'k3f9', events: numbered(night)}], {level: 'all'}),
  ).toMatchFileSnapshot('expected/timeline-all.md')
})

test('nothing on record is said', () =>
  expect(renderTimeline([])).toBe('# Timeline\n\nNothing is on record.\n'))

test('two journals are merged by time, then run, then sequence, with a row for each day', () => {
  const note = (seconds: number, text: string) =>
    event(seconds, 'note.added', {kind: 'todo', text}, {authid: 'bob'})
  const day = 86_400
  const timeline = renderTimeline([
    {runId: 'b', events: numbered([note(0, 'b1'), note(5, 'b2'), note(5, 'b3'), note(day, 'b4')])},
    {runId: 'a', events: numbered([note(5, 'a1'), note(1, 'a2 back-dated')])},
  ])
  expect(rows(timeline)).toEqual([
    '| **2026-11-22** |  |  |  |  |  |  |',
    '| 03:12:00 | +0:00 | `b` | bob | **todo:** b1 |  |  |',
    '| 03:12:01 | +0:01 | `a` | bob | **todo:** a2 back-dated |  |  |',
    '| 03:12:05 | +0:05 | `a` | bob | **todo:** a1 |  |  |',
    '| 03:12:05 | +0:05 | `b` | bob | **todo:** b2 |  |  |',
    '| 03:12:05 | +0:05 | `b` | bob | **todo:** b3 |  |  |',
    '| **2026-11-23** |  |  |  |  |  |  |',
    '| 03:12:00 | +24:00:00 | `b` | bob | **todo:** b4 |  |  |',
  ])
})

test('an entry written down late is marked', () => {
  const late = {
    ...event(0, 'note.added', {kind: 'todo', text: 'x'}),
    sequence: 1,
    recordedtime: '2026-11-22T03:20:00.000Z',
  }
  expect(rows(renderTimeline([{runId: 'a', events: [late]}]))[1]).toBe(
    '| 03:12:00 (recorded 2026-11-22 03:20:00) | +0:00 |  | **todo:** x |  |  |',
  )
})

test('a step that never ended is in the story as unknown, and its metrics have no end', () => {
  const step = listed(1, 'Restart', {effect: 'change'})
  const timeline = renderTimeline([{runId: 'a', events: numbered([runStarted([step]), began(5, step)])}])
  expect(timeline).toContain(
    '| 03:12:05 | +0:05 | alice | 1. Restart (change) began | ? unknown: no end is on record |  |\n',
  )
  expect(timeline).toContain(
    '| Start to last change that succeeded | unknown | 2026-11-22 03:12:00 | unknown |\n',
  )
  expect(timeline).toContain('| Start to end | unknown | 2026-11-22 03:12:00 | unknown |\n')
})

test('a check is in the story when it fails first and when it flips, not when it repeats itself', () => {
  const step = listed(1, 'Look')
  const check = (seconds: number, verdict: 'met' | 'unmet') =>
    event(seconds, 'check.evaluated', {attempt: 1, verdict, expected: 'ok', observed: 'x'}, {subject: 's1'})
  const events = [runStarted([step]), check(1, 'met'), check(2, 'unmet'), check(3, 'unmet'), check(4, 'met')]
  expect(rows(renderTimeline([{runId: 'a', events: numbered(events)}])).slice(2)).toEqual([
    '| 03:12:02 | +0:02 |  | Check of 1. Look: expected `ok` | ✗ unmet, observed x |  |',
    '| 03:12:04 | +0:04 |  | Check of 1. Look: expected `ok` | ✓ met, observed x |  |',
  ])
})

test('every row has as many cells as the head whatever is in it', () => {
  fc.assert(
    fc.property(hostile, hostile, (one, two) => {
      const step = listed(1, one)
      const events = [
        runStarted([step]),
        began(1, step),
        ended(2, step, {kind: 'failure', detail: two}),
        event(3, 'note.added', {kind: 'todo', text: two}, {authid: one}),
        event(4, 'guard.triggered', {guard: one, message: two}),
        event(5, 'prompt.answered', {question: one, answer: two, waitedMs: 1}, {subject: two}),
        event(6, 'input.set', {name: one, value: two, secret: false, source: 'answer'}),
      ]
      const tree = parsed(
        renderTimeline(
          [
            {runId: one, events: numbered(events)},
            {runId: 'b', events: []},
          ],
          {level: 'all'},
        ),
      )
      const [table] = nodes(tree).filter(node => node.type === 'table')
      expect(table!.children.map(row => row.children.length)).toEqual(Array(9).fill(7))
      expect(
        nodes(tree).filter(node => node.type === 'html' || (node.type === 'heading' && node.depth > 2)),
      ).toEqual([])
    }),
    {numRuns: rounds(200)},
  )
})
