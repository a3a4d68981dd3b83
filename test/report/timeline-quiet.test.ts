import fc from 'fast-check'
import {expect, test} from 'vitest'
import type {JournalRecord, RunEvent} from '../../src/model/event.ts'
import {utc} from '../../src/model/zone.ts'
import {writeTimeline} from '../../src/report/timeline/render.ts'
import {byTime, type Level, type Row} from '../../src/report/timeline/row.ts'
import {beginStory, type JournalStory} from '../../src/report/timeline/story.ts'
import {rounds} from '../support/rounds.ts'
import {began, ended, event, listed, runStarted} from './sample-run.ts'

const steps = [listed(1, 'Look'), listed(2, 'Restart', {effect: 'change'}), listed(3, 'Wait', {kind: 'wait'})]

function recordOf({type, time, subject, authid, data}: RunEvent, index: number): JournalRecord {
  return {
    specversion: '1.0',
    id: `${index}`,
    source: 'x.md',
    type: `runbook.${type}`,
    time,
    recordedtime: time,
    sequence: index + 1,
    runid: 'r',
    ...(subject === undefined ? {} : {subject}),
    ...(authid === undefined ? {} : {authid}),
    data,
    prevhash: '',
    hash: '',
  }
}

/** The story as JSON, and what was found wrong. */
function told(level: Level, feed: (journal: JournalStory) => (string | undefined)[]) {
  const rows: Row[] = []
  const story = beginStory({level, since: '2026-11-22T03:12:03.000Z'}, row => rows.push(row))
  const journal = story.journal('r')
  const wrong = feed(journal)
  journal.end()
  const pieces = writeTimeline(story.end(), rows.sort(byTime), {
    format: 'json',
    zone: utc,
    mask: 'none',
    digest: text => text,
  })
  return {json: [...pieces].join(''), wrong}
}

const step = fc.constantFrom(...steps)
const anyEvent = fc.integer({min: 1, max: 20}).chain(second =>
  fc.oneof(
    fc
      .tuple(step, fc.integer({min: 1, max: 2}))
      .map(([one, attempt]) => began(second, one, undefined, attempt)),
    fc
      .tuple(step, fc.integer({min: 1, max: 2}), fc.boolean())
      .map(([one, attempt, ok]) =>
        ended(second, one, ok ? {kind: 'success'} : {kind: 'failure', detail: 'x'}, {attempt}),
      ),
    fc
      .tuple(step, fc.constantFrom('met' as const, 'unmet' as const))
      .map(([{id}, verdict]) =>
        event(second, 'check.evaluated', {attempt: 1, verdict, expected: 'a', observed: 'b'}, {subject: id}),
      ),
    fc
      .tuple(step, fc.constantFrom('run', 'retry', 'quit'))
      .map(([{id}, answer]) =>
        event(
          second,
          'prompt.answered',
          {question: 'step', answer, waitedMs: 7},
          {subject: id, authid: 'bob'},
        ),
      ),
    fc.constant(event(second, 'note.added', {kind: 'todo', text: 'x'})),
  ),
)

test.each(['milestones', 'story', 'all'] as const)(
  'at the level %s, what is only counted at a glance gives the same story and figures as what is read whole',
  level => {
    fc.assert(
      fc.property(fc.array(anyEvent, {maxLength: 30}), some => {
        const events = [runStarted(steps), ...some]
        const quick = told(level, journal => events.map((one, index) => journal.record(recordOf(one, index))))
        const slow = told(level, journal =>
          events.map((one, index) => {
            journal.event({...one, sequence: index + 1, recordedtime: one.time})
            return undefined
          }),
        )
        expect(quick).toEqual(slow)
      }),
      {numRuns: rounds(300)},
    )
  },
)

test.each([
  ['step.started', {attempt: 'x', title: 'y', section: [], kind: 'shell'}],
  ['step.started', {attempt: 1, title: 'y', section: [], kind: 'shell', effect: 'harmless'}],
  ['step.finished', {attempt: 1, outcome: null, durationMs: 1}],
  ['step.finished', {attempt: 1, outcome: {kind: 'success'}, durationMs: -1}],
  ['prompt.answered', {question: 'x', answer: 5, waitedMs: 1}],
  ['check.evaluated', {attempt: 1, verdict: 'maybe'}],
] as const)('a %s with the data %j is said to be wrong, and not counted', (type, data) => {
  const {wrong, json} = told('story', journal => [
    journal.record(recordOf(runStarted(steps), 0)),
    journal.record({
      ...recordOf(event(1, 'note.added', {kind: 'todo', text: ''}), 1),
      type: `runbook.${type}`,
      subject: 's1',
      data,
    }),
  ])
  expect(wrong).toEqual([undefined, `the data of runbook.${type} is not as it should be`])
  expect(json).toContain('"notListed": 1')
})
