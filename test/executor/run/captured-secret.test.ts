import {describe, expect, test} from 'vitest'
import {resumptionOf} from '../../../src/executor/resumption.ts'
import {run} from '../../../src/executor/run.ts'
import type {RunEvent} from '../../../src/model/event.ts'
import type {Answer} from '../../../src/model/operator.ts'
import {block, type Performance, perform, plan, stage, told} from './stage.ts'

const go: Answer = {do: 'run'}

describe('a value that is asked for in the place of a captured secret is a secret too', () => {
  const login = block('login', {attributes: {captureSecret: 'tok'}})
  const value: Answer = {do: 'value', value: 'hunter2-hunter2'}
  const expected = {
    secrets: [{name: 'tok', value: 'hunter2-hunter2'}],
    set: ['input.set use {"name":"tok","secret":true,"source":"operator"}'],
    asked: true,
  }
  const seen = ({events, questions, secrets}: Performance) => ({
    secrets: secrets.slice(-1),
    set: told(events).filter(line => line.startsWith('input.set use')),
    asked: questions.some(one => one.kind === 'input' && one.input.secret === true),
  })

  test('where the step that was to capture it did not succeed', async () => {
    const use = block('use', {script: 'use "$tok"', variables: ['tok']})
    const end = await perform(plan([login, use]), {
      answers: [{do: 'skip', reason: 'logged in'}, value, go],
    })
    expect(seen(end)).toEqual(expected)
  })

  test('where the session has nothing under its name', async () => {
    const use = block('use', {script: 'rm "$tok"', effect: 'destroy', nonEmpty: ['tok']})
    const end = await perform(plan([login, use]), {
      answers: [go, {do: 'continue'}, value, go],
      scenes: {login: {stdout: ' \n'}, use: {empty: ['tok']}},
    })
    expect(seen(end)).toEqual({
      ...expected,
      set: ['input.set use {"name":"tok","secret":true,"source":"operator","variable":"tok"}'],
    })
  })

  test('where the run was cut off and is gone on with', async () => {
    const use = block('use', {script: 'use "$key"', variables: ['key']})
    const what = plan([block('login', {attributes: {captureSecret: 'key'}}), use])
    const {world: before} = stage({answers: [go], scenes: {login: {stdout: 'hunter2-hunter2'}}})
    const kept: RunEvent[] = []
    for await (const event of run(what, before)) {
      kept.push(event)
      if (event.type === 'input.set') break
    }
    const {world, seen} = stage({answers: [value, go]})
    const resumed = run(what, world, resumptionOf(what, kept, 'ab'))
    for await (const event of resumed) kept.push(event)
    expect({secrets: seen.secrets, kept: JSON.stringify(kept)}).toEqual({
      secrets: [{name: 'key', value: 'hunter2-hunter2'}],
      kept: expect.not.stringContaining('hunter2'),
    })
  })
})
