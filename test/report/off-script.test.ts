import pc from 'picocolors'
import {describe, expect, test} from 'vitest'
import {typedSoFar} from '../../src/model/done-so-far.ts'
import type {RunEvent} from '../../src/model/event.ts'
import {fold} from '../../src/model/fold.ts'
import {renderHandoff} from '../../src/report/handoff.ts'
import {feedback} from '../../src/report/incident-people.ts'
import {slots} from '../../src/report/postmortem-slots.ts'
import {renderTimeline} from '../../src/report/timeline.ts'
import {renderUndo} from '../../src/report/undo-list.ts'
import {block, plan} from '../executor/run/stage.ts'
import {began, ended, event, listed, runStarted} from './sample-run.ts'

const look = listed(1, 'Look')
const typed = (seconds: number, text: string, exitCode?: number) => ({
  time: new Date(Date.parse('2026-11-22T03:12:00.000Z') + seconds * 1000).toISOString(),
  text,
  ...(exitCode === undefined ? {} : {exitCode}),
})
const by = {subject: look.id, authid: 'bob'}

/** A read, an edit, a command off the script, a shell, and two of which nobody saw the end. */
const events: RunEvent[] = [
  runStarted([look]),
  event(1, 'step.edited', {diff: '-a\n+b\n', text: 'b', effect: 'change', wasEffect: 'read'}, by),
  began(2, look, 'uptime'),
  ended(3, look, {kind: 'success'}),
  event(10, 'adhoc.started', {number: 1, text: 'restart-pool | `x`', effect: 'change'}, by),
  event(
    14,
    'adhoc.finished',
    {
      number: 1,
      outcome: {kind: 'success'},
      durationMs: 4000,
      commands: [typed(10, 'restart-pool | `x`', 0)],
    },
    by,
  ),
  event(20, 'adhoc.started', {number: 2}, by),
  event(
    50,
    'adhoc.finished',
    {
      number: 2,
      outcome: {kind: 'success'},
      durationMs: 30_000,
      commands: [typed(21, 'top', 0), typed(30, 'false', 1), typed(40, 'exit')],
    },
    by,
  ),
  event(60, 'adhoc.started', {number: 3, text: 'drain', effect: 'read'}, by),
  event(70, 'adhoc.started', {number: 4}, by),
  event(71, 'adhoc.typed', {number: 4, text: 'top'}, by),
  event(75, 'adhoc.typed', {number: 4, text: 'drop it'}, by),
]
const numbered = events.map((one, index) => ({...one, sequence: index + 1}))
const run = fold(structuredClone(events))
const slot = (name: string) =>
  slots[name]!.text([
    {
      runId: 'run-1',
      folder: '',
      begunBy: new Map(),
      run,
      events: numbered,
      output: () => ({kind: 'missing'}),
    },
  ])
const rows = (options: Parameters<typeof renderTimeline>[1] = {}) =>
  renderTimeline([{runId: 'run-1', events: numbered}], options)

describe('what was done off the script', () => {
  test('is in the timeline, once, with what was typed; without an end it is unknown', () => {
    const told = rows()
      .split('\n')
      .filter(line => line.includes('Off the script at'))
      .map(line => line.split(' | ').slice(0, 5).join(' | '))
    expect(told).toEqual([
      '| 03:12:14 | +0:14 | bob | Off the script at 1. Look: `` restart-pool \\| `x` `` | ✓ success, took 4.0 s',
      '| 03:12:50 | +0:50 | bob | Off the script at 1. Look: `top`; `false`; `exit` | ✓ success, 2 of 3 failed, took 30.0 s',
      '| 03:13:00 | +1:00 | bob | Off the script at 1. Look: `drain` | ? unknown: no end is on record',
      '| 03:13:10 | +1:10 | bob | Off the script at 1. Look began: `top`; `drop it` | ? unknown: no end is on record',
    ])
  })

  test('has its own figure, and counts where changes are measured', () => {
    const {metrics, totals} = JSON.parse(rows({format: 'json'}))
    const of = (name: string) => metrics.find((one: {name: string}) => one.name === name).ms
    expect(totals).toMatchObject({machine: {count: 1}, offScript: {ms: 34_000, count: 2}})
    expect(of('Start to first change begun')).toBe(10_000)
    expect(of('Start to last change that succeeded')).toBe(50_000)
    expect(of('Start to first step')).toBe(2000)
    expect(rows()).toContain('Off the script: 34.0 s over 2 times.')
  })

  test('is not told to outsiders', () => {
    expect(rows({external: true, level: 'all'})).not.toMatch(/script at|restart-pool|drain/)
  })

  test('is a signal and a decision in a post-mortem, and feedback on the step, as an edit is', () => {
    expect(slot('signals')).toContain(
      'Off the script at 2026-11-22 03:12:10, step 1 Look by bob: `` restart-pool | `x` `` (exit 0)',
    )
    expect(slot('signals')).toContain('`top` (exit 0); `false` (exit 1); `exit` (no end on record)')
    expect(slot('signals')).toContain('by bob: `drain` (no end on record)')
    expect(slot('signals')).toContain('by bob: `top` (no end on record); `drop it` (no end on record)')
    expect(slot('signals')).toContain('edited for this run, change')
    expect(slot('decisions')).toContain('(bob): ran off the script at 1. Look: `` restart-pool | `x` ``')
    expect(slot('decisions')).toContain('(bob): opened a shell off the script at 1. Look')
    expect(slot('feedback')).toBe(feedback(run).join('\n'))
    expect(feedback(run).join('\n')).toMatch(
      /edited for this run, change .*\n.*off the script: .*restart-pool.*`drain`/s,
    )
  })

  test('stands, newest first, below what can be taken back', () => {
    expect(typedSoFar(run)).toEqual(['drop it', 'top', 'exit', 'false', 'top', 'restart-pool | `x`'])
    const step = plan([block('mend')]).steps[0]!
    const done = [{step, undo: undefined, edited: 'rm -rf\nother', whole: true}]
    expect(renderUndo(done, ['drop it'], {columns: 40, colors: pc.createColors(false)})).toBe(
      `
  What this run did, newest first:

  1 The mend
    edited: rm -rf other
    nothing in the runbook takes it back

  Typed off the script, newest first; nothing in the runbook takes it back:

  drop it

`,
    )
  })

  test('is told to who takes over', () => {
    const text = renderHandoff(run, {since: '2026-11-22T04:00:00.000Z', goesOn: false, command: 'x'})
    expect(text).toContain('## Off the script\n\n- 2026-11-22 03:12:10 bob: `` restart-pool')
    expect(text).toContain('- 1 Look: success; edited for this run, change')
  })
})
