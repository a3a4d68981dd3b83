import {createJournal, type Journal} from '../../src/journal/journal.ts'
import {type Holder, signatureOf} from '../../src/journal/lock.ts'
import {createRunDirectory} from '../../src/journal/run-directory.ts'
import type {RunEvent} from '../../src/model/event.ts'
import {afterwards, temporaryDirectory} from '../support/temporary.ts'

const time = '2026-01-02T03:04:05.000Z'

export const note = (text: string): RunEvent => ({type: 'note.added', time, data: {kind: 'todo', text}})

/** A short run: a skipped step, a note, the end. */
export const events: readonly RunEvent[] = [
  {type: 'step.skipped', time, subject: 's1', authid: 'alice', data: {reason: 'no', by: 'operator'}},
  note('tell ünï'),
  {type: 'run.finished', time, data: {result: 'success', durationMs: 10}},
]

/** The lock's holder in tests: this process. */
export const holder: Holder = {
  signature: signatureOf(process.pid),
  isAlive: () => true,
  now: () => new Date(),
}

/** A journal in a run directory of its own, closed after the test. */
export function openJournal(): {dir: string; journal: Journal} {
  const dir = createRunDirectory(temporaryDirectory(), 'run')
  let id = 0
  const journal = createJournal(dir, {
    runId: 'run-1',
    source: 'backend.md',
    now: () => new Date('2026-01-02T03:04:06Z'),
    newId: () => `id-${++id}`,
    holder,
  })
  afterwards(() => journal.close())
  return {dir, journal}
}
