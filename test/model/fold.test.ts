import {expect, test} from 'vitest'
import type {RunEvent} from '../../src/model/event.ts'
import {fold, statusOf} from '../../src/model/fold.ts'

const time = '2026-01-02T03:04:05.000Z'
const listed = {number: 1, section: [], kind: 'shell' as const, title: 'T'}

const began: RunEvent = {
  type: 'run.started',
  time,
  data: {
    runbook: {path: 'p', title: 'P', sha256: 'x'},
    operator: 'alice',
    mode: 'attended',
    host: {name: 'h'},
    tool: {version: '1'},
    steps: [
      {...listed, id: 'a'},
      {...listed, id: 'b'},
    ],
  },
}
const attempt = (subject: string, number: number): RunEvent => ({
  type: 'step.started',
  time,
  subject,
  data: {attempt: number, title: 'T', section: [], kind: 'shell'},
})
const end = (subject: string, number: number, kind: 'success' | 'failure'): RunEvent => ({
  type: 'step.finished',
  time,
  subject,
  data: {attempt: number, outcome: kind === 'success' ? {kind} : {kind, detail: 'exit 1'}, durationMs: 3},
})
const skip = (subject: string): RunEvent => ({
  type: 'step.skipped',
  time,
  subject,
  data: {reason: 'no', by: 'operator'},
})
const tick = (subject: string, state: 'done' | 'failed' | 'not-applicable'): RunEvent => ({
  type: 'checklist.changed',
  time,
  subject,
  data: {state},
})
const statuses = (...events: RunEvent[]) => fold([began, ...events]).steps.map(statusOf)

test.each([
  ['nothing happened to', [], 'pending'],
  ['started', [attempt('a', 1)], 'running'],
  ['succeeded', [attempt('a', 1), end('a', 1, 'success')], 'success'],
  ['failed', [attempt('a', 1), end('a', 1, 'failure')], 'failure'],
  ['failed and was tried again', [attempt('a', 1), end('a', 1, 'failure'), attempt('a', 2)], 'running'],
  [
    'was made good',
    [attempt('a', 1), end('a', 1, 'failure'), attempt('a', 2), end('a', 2, 'success')],
    'success',
  ],
  ['was skipped', [skip('a')], 'skip'],
  ['failed and was then skipped', [attempt('a', 1), end('a', 1, 'failure'), skip('a')], 'failure'],
  ['was ticked off', [tick('a', 'done')], 'success'],
  ['was ticked off as failed', [tick('a', 'failed')], 'failure'],
  ['does not apply', [tick('a', 'not-applicable')], 'skip'],
] as const)('a step that %s has that status, and the other one stays as it was', (_, events, status) =>
  expect(statuses(...events)).toEqual([status, 'pending']),
)

test('what is told of a step that the run did not list changes nothing', () =>
  expect(statuses(attempt('x', 1), end('x', 1, 'success'), skip('y'))).toEqual(['pending', 'pending']))

test('an end belongs to its own attempt', () => {
  const {attempts} = fold([began, attempt('a', 1), attempt('a', 2), end('a', 1, 'failure')]).steps[0]!
  expect(attempts.map(({number, outcome}) => [number, outcome?.kind])).toEqual([
    [1, 'failure'],
    [2, undefined],
  ])
})

test('folding does not change what was folded before', () => {
  const before = fold([began, attempt('a', 1)])
  const copy = structuredClone(before)
  fold([began, attempt('a', 1), end('a', 1, 'success')])
  expect(before).toEqual(copy)
})
