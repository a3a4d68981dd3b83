import {expect, test} from 'vitest'
import {createRecorder} from '../../../src/cli/run/recorder.ts'
import {createJournal} from '../../../src/journal/journal.ts'
import type {RunEvent} from '../../../src/model/event.ts'
import {createRedactor} from '../../../src/model/redact.ts'
import {temporaryDirectory} from '../../support/temporary.ts'

const answered = (question: 'commit' | 'failure', answer: string): RunEvent => ({
  type: 'prompt.answered',
  time: '2026-01-01T00:00:00.000Z',
  subject: 'mend',
  data: {question, answer, waitedMs: 1},
})

test.each([
  ['commit', 'commit', 1],
  ['commit', 'roll-back', 0],
  ['failure', 'retry', 0],
] as const)('the answer %s: %s is on disk at once so often: %i', (question, answer, times) => {
  const dir = temporaryDirectory()
  let id = 0
  const journal = createJournal(dir, {
    runId: 'r',
    source: 's',
    now: () => new Date(0),
    newId: () => String(++id),
    holder: {signature: `${process.pid} -`, isAlive: () => true, now: () => new Date()},
  })
  let synced = 0
  const sync = () => {
    synced++
    journal.sync()
  }
  const recorder = createRecorder({
    dir,
    journal: {...journal, sync},
    redactor: createRedactor(),
    columns: 80,
    show: () => {},
    terminal: false,
    outputLimit: 1024,
  })
  recorder.append(answered(question, answer))
  journal.close()
  expect(synced).toBe(times)
})
