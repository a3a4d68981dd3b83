import type {EventOf, EventType, JournalRecord, RunEvent} from '../../src/model/event.ts'
import {fold} from '../../src/model/fold.ts'

/** Builds one event, at so many seconds after 03:12:00 of the sample night. */
export function event<T extends EventType>(
  seconds: number,
  type: T,
  data: EventOf<T>['data'],
  {subject, authid}: {subject?: string; authid?: string} = {},
): EventOf<T> {
  const time = new Date(Date.parse('2026-11-22T03:12:00.000Z') + seconds * 1000).toISOString()
  return {type, time, data, ...(subject ? {subject} : {}), ...(authid ? {authid} : {})} as EventOf<T>
}

type Listed = EventOf<'run.started'>['data']['steps'][number]

/** One step as a plan lists it. */
export function listed(number: number, title: string, more: Partial<Listed> = {}): Listed {
  return {id: `s${number}`, number, title, section: ['Diagnosis'], kind: 'shell', effect: 'read', ...more}
}

/** The begin of a run of these steps. */
export function runStarted(steps: Listed[], seconds = 0): EventOf<'run.started'> {
  return event(seconds, 'run.started', {
    runbook: {path: 'runbooks/backend.md', title: 'Backend down', severity: 'P0', sha256: 'ab'.repeat(32)},
    operator: 'alice',
    mode: 'attended',
    host: {name: 'ops-1'},
    tool: {version: '0.1.0'},
    deployment: {environment: {name: 'production'}},
    steps,
  })
}

/** The begin of an attempt. */
export function began(
  seconds: number,
  {id, title, section, kind, effect}: Listed,
  text?: string,
  attempt = 1,
): RunEvent {
  const data = {
    attempt,
    title,
    section,
    kind,
    ...(effect ? {effect} : {}),
    ...(text ? {text, language: kind === 'sql' ? 'sql' : 'bash'} : {}),
  }
  return event(seconds, 'step.started', data, {subject: id, authid: 'alice'})
}

/** The end of an attempt. */
export function ended(
  seconds: number,
  {id}: Listed,
  outcome: EventOf<'step.finished'>['data']['outcome'],
  more: Partial<EventOf<'step.finished'>['data']> = {},
): RunEvent {
  return event(seconds, 'step.finished', {attempt: 1, outcome, durationMs: 1200, ...more}, {subject: id})
}

/** Where an attempt's output is kept. */
export function kept(path: string, lines = 2) {
  return {path, sha256: 'cd'.repeat(32), bytes: 40 * lines, lines}
}

const planned: [Listed, Listed, Listed, Listed, Listed, Listed] = [
  listed(1, 'Check the status page'),
  listed(2, 'Count connections', {kind: 'sql', section: ['Diagnosis', 'Database']}),
  listed(3, 'Restart the backend', {effect: 'change', section: ['Resolution']}),
  listed(4, 'Run the migration', {effect: 'destroy', section: ['Resolution']}),
  {
    id: 's5',
    number: 5,
    title: 'Tell #incidents and @support',
    section: ['Communication'],
    kind: 'checklist' as const,
  },
  listed(6, 'Roll back the release', {effect: 'change', section: ['Rollback'], phase: 'rollback'}),
]
const [status, pool, restart] = planned

/** A night: a read, a failed check, a failed and retried restart, a skipped migration, a checklist item, notes. */
export const night: RunEvent[] = [
  runStarted(planned),
  began(5, status, 'curl -fsS https://status.example/health'),
  ended(6, status, {kind: 'success'}, {output: kept('outputs/001-status.1.log'), process: {exit: {code: 0}}}),
  event(
    20,
    'input.set',
    {name: 'region', value: 'eu|west', secret: false, source: 'answer'},
    {authid: 'alice'},
  ),
  event(21, 'input.set', {name: 'token', secret: true, source: 'option'}),
  began(30, pool, 'select count(*) from pg_stat_activity'),
  ended(31, pool, {kind: 'success'}, {output: kept('outputs/002-pool.1.log', 1)}),
  event(
    31,
    'check.evaluated',
    {attempt: 1, verdict: 'unmet', expected: '<= 100', observed: '312'},
    {subject: 's2'},
  ),
  event(
    60,
    'note.added',
    {kind: 'hypothesis', text: 'Pool exhausted,\nsee #42 and ask @bob'},
    {authid: 'alice', subject: 's2'},
  ),
  event(
    90,
    'prompt.answered',
    {question: 'step', answer: 'run', waitedMs: 25_000},
    {subject: 's3', authid: 'alice'},
  ),
  began(91, restart, 'railway restart --service backend'),
  ended(
    95,
    restart,
    {kind: 'failure', detail: 'exit 1'},
    {process: {exit: {code: 1}}, output: kept('outputs/003-restart.1.log', 120), durationMs: 4000},
  ),
  event(
    110,
    'prompt.answered',
    {question: 'failure', answer: 'retry', waitedMs: 15_000},
    {subject: 's3', authid: 'alice'},
  ),
  began(111, restart, 'railway restart --service backend --force', 2),
  ended(
    130,
    restart,
    {kind: 'success'},
    {attempt: 2, process: {exit: {code: 0}}, output: kept('outputs/003-restart.2.log'), durationMs: 19_000},
  ),
  event(140, 'guard.triggered', {guard: 'target', message: 'the database is a replica'}, {subject: 's4'}),
  event(
    150,
    'step.skipped',
    {reason: 'nothing to migrate', by: 'operator'},
    {subject: 's4', authid: 'alice'},
  ),
  event(170, 'checklist.changed', {state: 'done'}, {subject: 's5', authid: 'alice'}),
  event(180, 'run.finished', {result: 'success', durationMs: 180_000}),
]

/** The fold of the first `count` events of the night; all without it. */
export function nightRun(count?: number) {
  return fold(night.slice(0, count))
}

/** The record that a journal of these events would end with. */
export function headOf(
  events: readonly RunEvent[],
): Pick<JournalRecord, 'sequence' | 'hash' | 'time'> | undefined {
  const last = events.at(-1)
  return last && {sequence: events.length, hash: 'ef'.repeat(32), time: last.time}
}
