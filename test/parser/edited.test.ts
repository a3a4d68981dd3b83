import {expect, test} from 'vitest'
import type {Attributes} from '../../src/model/attributes.ts'
import {readEdited} from '../../src/parser/edited.ts'
import {blockAction} from '../support/block-action.ts'

const read = (text: string, attributes: Attributes = {}, ...around: string[]) =>
  readEdited(
    blockAction('echo hello', {attributes}),
    text,
    around.map(script => blockAction(script)),
    false,
  )

test("an edited text has the effect that it has; its author's word counts only where it says worse", async () => {
  expect((await read('rm -rf data')).effect).toBe('destroy')
  const lowered = await read('rm -rf data', {effect: 'read', reason: 'only a test', timeoutMs: 5})
  expect(lowered).toMatchObject({effect: 'destroy', attributes: {timeoutMs: 5}})
  expect(lowered.attributes).not.toHaveProperty('effect')
  expect((await read('ls', {effect: 'destroy'})).attributes).toEqual({effect: 'destroy'})
  expect((await read('ls', {effect: 'change'})).attributes).toEqual({effect: 'change'})
})

test('gaps and variables of an edited text are found as in a document', async () => {
  const {placeholders, variables} = await read('curl "https://$HOST/<deployment-id>"')
  expect(placeholders.map(({name}) => name)).toEqual(['deployment-id'])
  expect(variables).toEqual(['HOST'])
})

test('what the blocks around define is what it may run', async () => {
  expect((await read('ls', {}, 'ls() { rm -rf data; }')).effect).toBe('destroy')
  expect((await read('ls', {}, 'look() { rm -rf data; }')).effect).toBe('read')
})

test.each([
  ['echo "', 'bash cannot read it'],
  ['  \n', 'nothing is left of it'],
  ['rm a \\\n\nrm b', 'line 1 ends in a backslash'],
  ['x'.repeat(33_000), 'longer than 32 KiB'],
])('%j is not run', async (text, problem) => {
  expect((await read(text)).syntaxError?.message).toContain(problem)
})

test('SQL is read as SQL, and SQL for a client as the shell that hands it over', async () => {
  const sql = blockAction('SELECT 1', {kind: 'sql', language: 'sql'})
  expect(await readEdited(sql, 'DELETE FROM users', [], false)).toMatchObject({
    kind: 'sql',
    effect: 'destroy',
  })
  const handed = {...sql, client: 'psql'}
  expect(await readEdited(handed, "psql -c 'SELECT 1'", [], false)).toMatchObject({
    kind: 'shell',
    language: 'bash',
  })
})
