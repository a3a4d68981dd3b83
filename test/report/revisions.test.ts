import {expect, test} from 'vitest'
import type {RunEvent} from '../../src/model/event.ts'
import {fold} from '../../src/model/fold.ts'
import {renderHandoff} from '../../src/report/handoff.ts'
import {renderIncident} from '../../src/report/incident.ts'
import {renderStatus} from '../../src/report/run-status.ts'
import {renderTimeline, type TimelineEvent, type TimelineOptions} from '../../src/report/timeline.ts'
import {began, ended, event, listed, runStarted} from './sample-run.ts'

const step = listed(1, 'Look')
const bob = {authid: 'bob'}
const day = '2026-11-22'
const before: RunEvent[] = [
  runStarted([step]), // 1
  event(1, 'note.added', {kind: 'observation', text: 'the pool is full'}, bob), // 2
  event(2, 'incident.milestone', {milestone: 'detected'}, bob), // 3
  began(3, step), // 4
  ended(4, step, {kind: 'success'}), // 5
  event(9, 'incident.milestone', {milestone: 'mitigated', note: 'by mistake'}, bob), // 6
]
const numbered = (events: readonly RunEvent[]): TimelineEvent[] =>
  events.map((one, index) => ({...one, sequence: index + 1}))
const timeline = (more: RunEvent[], options: TimelineOptions = {}) =>
  renderTimeline([{runId: 'r', events: numbered([...before, ...more])}], options)
const rows = (text: string) => text.split('\n').filter(line => /^\| \d/.test(line))
const incident = (more: RunEvent[]) =>
  renderIncident({
    run: fold(numbered([...before, ...more])),
    runId: 'r',
    head: {sequence: 9, hash: 'ab'.repeat(32), time: `${day}T03:13:00.000Z`},
    output: () => ({kind: 'missing'}),
  })
const line = (text: string, wanted: string) => text.split('\n').filter(one => one.includes(wanted))

const amended = event(
  60,
  'event.amended',
  {
    sequence: 2,
    text: 'the pool is empty',
    time: `${day}T03:10:00.000Z`,
    approximate: true,
    reason: 'misread',
  },
  {authid: 'carol'},
)

test('an amended note is told as amended, at its time; what it said first stays in what is told of all', () => {
  expect(line(timeline([amended]), 'the pool')).toEqual([
    '| ~03:10:00 | +0:00 | bob | **observation:** the pool is empty | amended 2026-11-22 03:13:00 UTC by carol |  |',
  ])
  expect(line(timeline([amended], {level: 'all'}), 'pool').map(text => text.slice(2, 83))).toEqual([
    '~03:10:00 | +0:00 | bob | **observation:** the pool is empty | amended 2026-11-22',
    '03:12:01 | +2:01 | bob | **observation:** the pool is full | as it was written; a',
    '03:13:00 | +3:00 | carol | Record | record 2 amended to \\~2026-11-22 03:10:00 UTC',
  ])
  expect(line(incident([amended]), 'pool')).toEqual([
    '- ~2026-11-22 03:10:00 **observation** (bob): the pool is empty *(amended 2026-11-22 03:13:00 UTC by carol, since misread; first 2026-11-22 03:12:01 the pool is full)*',
  ])
})

test('of several amendments the last counts, field by field, and the first text is the one that is kept', () => {
  const again = event(61, 'event.amended', {sequence: 2, kind: 'hypothesis'}, bob)
  expect(line(incident([amended, again]), 'pool')[0]).toMatch(
    /~2026-11-22 03:10:00 \*\*hypothesis\*\* \(bob\): the pool is empty .*by bob; first 2026-11-22 03:12:01 the pool is full/,
  )
})

const hidden = event(70, 'event.hidden', {sequence: 6, hidden: true, reason: 'not over'}, bob)

test('a hidden milestone counts in no figure and is in no story, but in what is told of all; shown again it counts', () => {
  const mitigate = (text: string) => line(text, 'Time to mitigate, from detection')[0]
  expect(mitigate(timeline([]))).toMatch(/7\.0 s/)
  expect(mitigate(timeline([hidden]))).toMatch(/unknown/)
  expect(line(timeline([hidden]), 'by mistake')).toEqual([])
  expect(line(timeline([hidden], {level: 'all'}), 'by mistake')).toEqual([
    expect.stringContaining('by mistake; hidden: not over'),
  ])
  expect(incident([hidden])).not.toContain('by mistake')
  expect(line(incident([hidden]), 'Hidden')).toEqual([
    '- Hidden by bob 2026-11-22 03:13:10 UTC: a milestone (record 6): not over',
  ])
  const back = event(71, 'event.hidden', {sequence: 6, hidden: false}, bob)
  expect(mitigate(timeline([hidden, back]))).toMatch(/7\.0 s/)
  expect(incident([hidden, back])).toContain('by mistake')
})

test('what was amended while it was hidden is so when it is shown again', () => {
  const hide = event(70, 'event.hidden', {sequence: 2, hidden: true, reason: 'no'}, bob)
  const show = event(90, 'event.hidden', {sequence: 2, hidden: false}, bob)
  const later = {...amended, time: hide.time}
  expect(line(incident([hide, later]), 'Hidden')).toEqual([
    '- Hidden by bob 2026-11-22 03:13:10 UTC: a note (record 2): no',
  ])
  expect(incident([hide, later])).not.toContain('the pool')
  expect(line(incident([hide, later, show]), 'the pool is empty')).toHaveLength(1)
})

test('outsiders are told nothing hidden, nothing that was withdrawn, and not who amended or pinned what', () => {
  const pinned = event(70, 'event.pinned', {sequence: 3, pinned: true, note: 'our fault'}, bob)
  const text = timeline([amended, hidden, pinned], {level: 'all', external: true})
  for (const inside of ['by mistake', 'the pool is full', 'our fault', 'amended', 'pinned'])
    expect(text).not.toContain(inside)
  expect(text).toContain('the pool is empty')
  const json = timeline([amended, pinned], {level: 'all', external: true, format: 'json'})
  expect(json).not.toMatch(/plainOutcome|our fault|the pool is full/)
})

test('what a run did is hidden by nothing', () => {
  const hide = event(70, 'event.hidden', {sequence: 1, hidden: true}, bob)
  expect(timeline([hide])).toContain('Run started')
})

test('a pinned record is in the story, though it only read and succeeded, until the pin is taken away', () => {
  const pinned = event(70, 'event.pinned', {sequence: 5, pinned: true, note: 'still fast'}, bob)
  const off = event(71, 'event.pinned', {sequence: 5, pinned: false}, bob)
  expect(line(timeline([]), '1. Look')).toEqual([])
  expect(line(timeline([pinned]), '1. Look')).toEqual([expect.stringContaining('; pinned: still fast')])
  expect(line(timeline([pinned, off]), '1. Look')).toEqual([])
})

test('what people say of the incident, and who has which role, is in what answers what is going on', () => {
  const said = [
    event(10, 'incident.updated', {severity: 'P1', title: 'Checkout is down', summary: 'looking'}, bob),
    event(
      20,
      'incident.updated',
      {incident: 'INC-7', summary: 'failing over', impact: 'nobody can pay'},
      bob,
    ),
    event(21, 'role.assigned', {role: 'commander', person: 'alice'}, bob),
    event(22, 'role.assigned', {role: 'scribe', person: 'bob'}, bob),
    event(23, 'role.assigned', {role: 'scribe'}, bob),
    event(24, 'role.assigned', {role: 'commander', person: 'dora'}, bob),
  ]
  const text = incident(said)
  expect(text).toContain('# Incident log: Checkout is down (P1)')
  expect(line(text, '- **Now:**')).toEqual(['- **Now:** failing over (2026-11-22 03:12:20 UTC, bob)'])
  expect(text).toContain(
    '- **Impact:** nobody can pay\n- **Incident:** `INC-7`\n- **Roles:** commander dora\n',
  )
  const run = fold(numbered([...before, ...said]))
  const since = `${day}T03:13:00.000Z`
  expect(renderHandoff(run, {since, goesOn: false, command: 'x'})).toMatch(
    /# Handoff: Checkout is down \(INC-7\)[\s\S]*\*\*Now:\*\* failing over[\s\S]*## Roles\n\n- commander: dora\n/,
  )
  expect(renderStatus(run, {runner: 'lives', now: new Date(since), since})).toMatch(
    /^Checkout is down \(INC-7\)\nStatus: {2}it goes on\nNow: {5}failing over\n/,
  )
  const whole = timeline(said)
  expect(line(whole, '| Role |').map(text => text.split('|')[5]?.trim())).toEqual([
    'commander: alice',
    'scribe: bob',
    'scribe: nobody any more',
    'commander: dora',
  ])
  // whoever has a role is called by it where nobody is named
  expect(rows(timeline(said, {anonymize: true})).join('\n')).toMatch(/the scribe \| \*\*observation/)
})

test('a run that its operator lets stand says so, and how long it stood is nobody’s answer', () => {
  const paused = event(100, 'run.paused', {reason: 'the vendor calls back'}, {subject: 's1', authid: 'alice'})
  const back = event(
    700,
    'prompt.answered',
    {question: 'paused', answer: 'go-on', waitedMs: 600_000},
    {subject: 's1', authid: 'alice'},
  )
  expect(incident([paused])).toContain('paused since 2026-11-22 03:13:40 UTC: the vendor calls back')
  expect(incident([paused, back])).not.toContain('paused since')
  const text = timeline([paused, back])
  const cut = event(200, 'run.interrupted', {signal: 'SIGHUP'})
  expect(incident([paused, cut])).not.toContain('paused since')
  expect(line(text, 'Run paused')).toEqual([expect.stringContaining('the vendor calls back')])
  expect(line(text, 'Run gone on with')).toEqual([expect.stringContaining('after a pause of 10 min 00 s')])
  expect(text).toContain('Waiting for people: 0 ms over 0 answers.')
  expect(text).toContain('Paused by an operator: 10 min 00 s over 1 time.')
})

test('answers of a policy are not what people were waited for', () => {
  const policy = {...runStarted([step]), data: {...runStarted([step]).data, mode: 'unattended' as const}}
  const answer = event(3, 'prompt.answered', {question: 'step', answer: 'run', waitedMs: 40}, {subject: 's1'})
  const quit = event(4, 'prompt.answered', {question: 'step', answer: 'quit', waitedMs: 50}, {subject: 's1'})
  const person = event(
    5,
    'run.resumed',
    {operator: 'a', mode: 'attended', host: {name: 'h'}, tool: {version: '1'}, since: ''},
    {},
  )
  const text = renderTimeline([{runId: 'r', events: numbered([policy, answer, quit, person, answer])}])
  expect(text).toContain('Waiting for people: 40 ms over 1 answer.')
})

test('a sealed record says so', () => {
  const seal = event(900, 'log.sealed', {note: 'reviewed', files: []}, bob)
  expect(incident([seal])).toContain(
    '- **Sealed** 2026-11-22 03:27:00 UTC by bob: nothing more is taken: reviewed',
  )
  expect(timeline([seal])).toContain('the record was sealed: reviewed')
})
