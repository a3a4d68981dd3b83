import {expect, test} from 'vitest'
import {readReply} from '../../../src/cli/questions/reply.ts'
import type {BlockAction} from '../../../src/model/plan.ts'
import {block, step} from '../../executor/run/stage.ts'

test.each(['y', 'yes', 'Y', 'x', 'run', ''])(
  '%j does not say that a block that is not run was done',
  typed => {
    const refused = block('a', {refusal: 'cannot be run'})
    const question = {
      kind: 'refused-block',
      step: refused,
      action: refused.action as BlockAction,
      reason: 'cannot be run',
    } as const
    expect(readReply(question, typed).do).toBe('unclear')
    expect(readReply(question, 'd by ssh')).toEqual({do: 'done', note: 'by ssh'})
  },
)

test('y says that an item of a checklist is done', () => {
  expect(readReply({kind: 'checklist', step: step('a', {kind: 'checklist'})}, 'y')).toEqual({do: 'done'})
})
