import {expect, test} from 'vitest'
import {fold} from '../../src/model/fold.ts'
import type {Outcome} from '../../src/model/outcome.ts'
import {outcomeLine, stepLine} from '../../src/report/lines.ts'
import {messageLine} from '../../src/report/message-line.ts'
import {summaryLines} from '../../src/report/summary-lines.ts'
import {ended, event, listed, night, nightRun, runStarted} from './sample-run.ts'

const step = {number: 3, total: 12, title: 'Check\nconnections'}
const line = (outcome: Outcome, ascii = false) =>
  outcomeLine(ended(1, listed(3, 'x'), outcome), step, {ascii})

test('a step begins with its number, total, title and effect', () => {
  expect(stepLine({...step, effect: 'change'})).toBe('▸ 3/12 Check connections (change)')
  expect(stepLine(step, {ascii: true})).toBe('> 3/12 Check connections')
})

test.each<[Outcome, string, string]>([
  [{kind: 'success'}, '✓ 3/12 Check connections  1.2 s', '[ok] 3/12 Check connections  1.2 s'],
  [
    {kind: 'success', by: 'operator'},
    '✓ 3/12 Check connections: done, says the operator  1.2 s',
    '[ok] 3/12 Check connections: done, says the operator  1.2 s',
  ],
  [
    {kind: 'failure', detail: 'exit 1'},
    '✗ 3/12 Check connections: failed: exit 1  1.2 s',
    '[failed] 3/12 Check connections: failed: exit 1  1.2 s',
  ],
  [
    {kind: 'timeout', afterMs: 30_000},
    '✗ 3/12 Check connections: timed out after 30.0 s  1.2 s',
    '[timeout] 3/12 Check connections: timed out after 30.0 s  1.2 s',
  ],
  [
    {kind: 'error', detail: 'no bash', code: 'ENOENT'},
    '✗ 3/12 Check connections: could not run: no bash  1.2 s',
    '[error] 3/12 Check connections: could not run: no bash  1.2 s',
  ],
  [
    {kind: 'cancelled', detail: 'Ctrl-C'},
    '■ 3/12 Check connections: cancelled: Ctrl-C  1.2 s',
    '[cancelled] 3/12 Check connections: cancelled: Ctrl-C  1.2 s',
  ],
  [
    {kind: 'unknown', detail: 'connection lost'},
    '? 3/12 Check connections: unknown: connection lost  1.2 s',
    '[unknown] 3/12 Check connections: unknown: connection lost  1.2 s',
  ],
  [
    {kind: 'skip', reason: 'not needed'},
    '– 3/12 Check connections: skipped: not needed  1.2 s',
    '[skipped] 3/12 Check connections: skipped: not needed  1.2 s',
  ],
])('the outcome %j is one line with its own mark', (outcome, unicode, ascii) => {
  expect([line(outcome), line(outcome, true)]).toEqual([unicode, ascii])
})

test('attempt, exit code and affected rows are told', () =>
  expect(
    outcomeLine(
      ended(
        1,
        listed(3, 'x'),
        {kind: 'failure', detail: 'too many'},
        {
          attempt: 2,
          process: {exit: {code: 7}},
          db: {response: {affected_rows: 1}},
        },
      ),
      step,
    ),
  ).toBe('✗ 3/12 Check connections (attempt 2): failed: too many (exit 7), 1 row affected  1.2 s'))

test('events that a reader does not need have no line', () =>
  expect(night.filter(one => outcomeLine(one, step) === undefined).map(({type}) => type)).toEqual([
    'run.started',
    'step.started',
    'input.set',
    'input.set',
    'step.started',
    'note.added',
    'prompt.answered',
    'step.started',
    'prompt.answered',
    'step.started',
    'run.finished',
  ]))

test('the end of a run tells result, counts, what failed and what was skipped and why', () =>
  expect(summaryLines(nightRun())).toEqual([
    '✓ Run: success  3 min 00 s',
    '  3 succeeded, 1 failed, 1 skipped',
    'Failed or open:',
    '  ✗ 2 Count connections: failed: expected <= 100, observed 312',
    'Skipped:',
    '  – 4 Run the migration: skipped: nothing to migrate',
  ]))

test('the end of a run that was cut off warns of the step that nobody saw end', () =>
  expect(summaryLines(nightRun(11), {ascii: true})).toEqual([
    '[unknown] Run: not finished',
    '  1 succeeded, 1 failed, 1 unknown, 2 not run',
    'Failed or open:',
    '  [failed] 2 Count connections: failed: expected <= 100, observed 312',
    '  [unknown] 3 Restart the backend: unknown: it began, no end is on record',
    '  [not run] 4 Run the migration: not run',
    '  [not run] 5 Tell #incidents and @support: not run',
    'Nobody saw how an unknown step ended: look before you run it again.',
  ]))

test('a long rest is counted, not listed', () => {
  const steps = Array.from({length: 9}, (_, index) => listed(index + 1, 'x'))
  const run = fold([
    runStarted(steps),
    event(1, 'run.finished', {result: 'refused', reason: 'no consent', durationMs: 5}),
  ])
  expect(summaryLines(run).slice(0, 3)).toEqual([
    '■ Run: refused: no consent  5 ms',
    '  9 not run',
    'Failed or open:',
  ])
  expect(summaryLines(run).at(-1)).toBe('  · and 4 more not run')
})

test('a message is one line that editors and people can jump to', () => {
  const message = {reason: 'Unexpected `x`, expected `y`', line: 3, column: 5, ruleId: 'rule', fatal: true}
  expect(messageLine({path: 'a.md', message})).toBe('a.md:3:5: error: Unexpected `x`, expected `y` (rule)')
  expect(messageLine({path: 'a.md', message: {reason: 'Broken', fatal: false}})).toBe('a.md: warning: Broken')
  expect(messageLine({path: 'a.md', message: {reason: 'Hm\u001b[31m', line: 1, note: 'one\ntwo'}})).toBe(
    'a.md:1: info: Hm\n  one\n  two',
  )
})
