import {expect, test} from 'vitest'
import {noteFrom} from '../../src/cli/questions/reply.ts'

test.each([
  ['  decision:   fail over ', 'decision', 'fail over'],
  ['TODO: look\nagain', 'todo', 'look\nagain'],
  [' the pool: it is full ', 'observation', 'the pool: it is full'],
  ['comms:', 'comms', ''],
])('%j is a note of the kind %s', (typed, note, text) =>
  expect(noteFrom(typed)).toEqual({do: 'note', note, text}),
)
