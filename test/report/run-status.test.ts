import {expect, test} from 'vitest'
import {fold} from '../../src/model/fold.ts'
import {renderHandoff} from '../../src/report/handoff.ts'
import {renderStatus} from '../../src/report/run-status.ts'
import {began, ended, listed, runStarted} from './sample-run.ts'

const [look, mend, check] = [listed(1, 'Look'), listed(2, 'Mend', {effect: 'change'}), listed(3, 'Check')]
const cutOff = [
  runStarted([look, mend, check]),
  began(1, look),
  ended(2, look, {kind: 'success'}),
  began(3, mend),
]
const run = fold(cutOff.map((one, index) => ({...one, sequence: index + 1})))
const since = '2026-11-22T03:12:03.000Z'
const status = (runner: 'lives' | 'gone') =>
  renderStatus(run, {runner, now: new Date('2026-11-22T03:20:00.000Z'), since})

test('what nobody saw the end of comes before what is waiting, in the status as in a handoff', () => {
  expect(status('gone')).toContain('\nNext:    find out how 2 Mend ended\n')
  expect(renderHandoff(run, {since, goesOn: false, command: 'runbook resume x'})).toContain(
    '- **Next:** find out how 2 Mend ended\n',
  )
})

test('while the run lives its step is just running', () => {
  expect(status('lives')).toContain('\nNext:    3 Check\n')
})
