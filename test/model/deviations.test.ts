import {expect, test} from 'vitest'
import {listSteps} from '../../src/executor/list-steps.ts'
import {constantInputs, deviationsOf} from '../../src/model/deviations.ts'
import type {RunEvent} from '../../src/model/event.ts'
import {makePlan} from '../../src/model/make-plan.ts'
import {parseRunbook} from '../../src/parser/parse.ts'
import {began, ended, event, runStarted} from '../report/sample-run.ts'

const text =
  '# Down\n\n```bash {id=look}\nuptime\n```\n\n```bash {id=mend}\nrailway restart\n```\n\n- [ ] Tell people\n'

async function planned(source = text) {
  return makePlan((await parseRunbook('down.md', source)).runbook, undefined)
}

/** What a run of the text did, as kinds and what they hold, told of a plan of the text as it is now. */
async function told(now: string, happened: (steps: ReturnType<typeof listSteps>) => RunEvent[]) {
  const steps = listSteps(await planned(), {})
  const {found, changed} = deviationsOf(await planned(now), [runStarted(steps), ...happened(steps)])
  return {
    found: found.map(one => [one.kind, one.step?.id, one.kind === 'skipped' ? one.reason : one.text]),
    changed,
  }
}

test('a block that succeeded with another text was edited, and the last such text counts', async () => {
  const {found} = await told(text, ([, mend]) => [
    began(1, mend!, 'railway restart --wrong'),
    ended(2, mend!, {kind: 'failure', detail: 'exit 1'}),
    began(3, mend!, 'railway restart --force', 2),
    ended(4, mend!, {kind: 'success'}, {attempt: 2}),
    began(5, mend!, 'railway restart', 3),
    ended(6, mend!, {kind: 'success'}, {attempt: 3}),
  ])
  expect(found).toEqual([['edited', 'mend', 'railway restart --force']])
})

test('what a person skipped is told with the reason, what the plan passed over is not', async () => {
  const {found} = await told(text, ([look, mend]) => [
    event(1, 'step.skipped', {reason: 'an `if`', by: 'plan'}, {subject: look!.id}),
    event(2, 'step.skipped', {reason: 'not needed', by: 'operator'}, {subject: mend!.id}),
  ])
  expect(found).toEqual([['skipped', 'mend', 'not needed']])
})

test('a note belongs to its step, else to the one before it in time, also where it was written down later', async () => {
  const {found} = await told(text, ([look, mend]) => [
    began(10, look!, 'uptime'),
    ended(11, look!, {kind: 'success'}),
    began(20, mend!, 'railway restart'),
    ended(21, mend!, {kind: 'success'}),
    event(15, 'note.added', {kind: 'observation', text: 'load is high'}),
    event(30, 'note.added', {kind: 'comms', text: 'told everybody'}),
    event(31, 'note.added', {kind: 'todo', text: 'document it'}, {subject: look!.id}),
  ])
  expect(found).toEqual([
    ['noted', 'look', 'load is high'],
    ['noted', 'look', 'document it'],
  ])
})

test('where the file was changed, steps are mapped by what they say; what says something else is named', async () => {
  const now = text.replace('id=look', 'id=see').replace('railway restart', 'railway redeploy')
  const {found, changed} = await told(now, ([look, mend]) => [
    event(1, 'step.skipped', {reason: 'seen already', by: 'operator'}, {subject: look!.id}),
    event(2, 'step.skipped', {reason: 'not needed', by: 'operator'}, {subject: mend!.id}),
  ])
  expect(found).toEqual([['skipped', 'see', 'seen already']])
  expect(changed).toEqual([{number: 2, title: 'Down'}])
})

test('an input is constant where all of at least two runs gave it alike; secrets and captures never are', () => {
  const set = (
    name: string,
    value: string | undefined,
    more: {secret?: boolean; source?: 'answer' | 'capture'} = {},
  ) =>
    event(1, 'input.set', {
      name,
      ...(value === undefined ? {} : {value}),
      secret: more.secret ?? false,
      source: more.source ?? 'answer',
    })
  const run = (size: string) => [
    set('region', 'eu'),
    set('size', size),
    set('token', undefined, {secret: true}),
    set('id', '7', {source: 'capture'}),
  ]
  expect(constantInputs([run('1'), run('2')])).toEqual([{name: 'region', value: 'eu', of: 2}])
  expect(constantInputs([run('1')])).toEqual([])
})

test('what was typed off the script is told at its step, command by command', async () => {
  const {found} = await told(text, ([look]) => [
    began(10, look!, 'uptime'),
    ended(11, look!, {kind: 'success'}),
    event(12, 'adhoc.started', {number: 1}, {subject: look!.id}),
    event(
      20,
      'adhoc.finished',
      {
        number: 1,
        outcome: {kind: 'success'},
        durationMs: 8000,
        commands: [
          {time: '2026-11-22T03:12:13.000Z', text: 'top', exitCode: 0},
          {time: '2026-11-22T03:12:15.000Z', text: 'drain'},
        ],
      },
      {subject: look!.id},
    ),
    event(30, 'adhoc.started', {number: 2, text: 'reboot', effect: 'change'}, {subject: look!.id}),
  ])
  expect(found).toEqual([
    ['noted', 'look', 'top (exit 0)'],
    ['noted', 'look', 'drain (no end on record)'],
    ['noted', 'look', 'reboot (no end on record)'],
  ])
})
