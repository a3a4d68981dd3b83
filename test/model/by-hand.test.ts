import {expect, test} from 'vitest'
import {doneByHand} from '../../src/model/by-hand.ts'
import {block, perform, plan, step} from '../executor/run/stage.ts'

test('a record of what was done by hand asks about every step and runs none', async () => {
  const steps = [
    block('look'),
    block('wipe', {effect: 'destroy', needs: ['target']}),
    step('tell', {kind: 'checklist'}),
    block('later'),
  ]
  const {driven, asked, events} = await perform(
    doneByHand(plan(steps, [{name: 'target', kind: 'variable'}])),
    {
      answers: [
        {do: 'done', note: 'at 03:10, all up'},
        {do: 'failed', note: 'the disk was read-only'},
        {do: 'done'},
        {do: 'skip', reason: 'not needed'},
      ],
    },
  )
  expect(driven).toEqual([])
  expect(asked).toEqual(['refused-block look', 'refused-block wipe', 'checklist tell', 'refused-block later'])
  expect(events.at(-1)).toMatchObject({type: 'run.finished', data: {result: 'failure'}})
})
