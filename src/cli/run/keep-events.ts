import process from 'node:process'
import type {RunMemory} from '../../executor/run-memory.ts'
import {type RunEvent, structural} from '../../model/event.ts'
import type {ScreenRecording} from '../terminal/record-screen.ts'
import type {View} from '../terminal/view.ts'
import type {OpenRun} from './open-run.ts'
import type {Recorder} from './recorder.ts'

interface Keepers {
  recorder: Recorder
  memory: RunMemory
  view: View
  recording: ScreenRecording | undefined
}

/** Keeps each event of a run, and then shows it. Throws what keeping it threw. */
export function keepEvents(
  {options, redactor, others}: OpenRun,
  {recorder, memory, view, recording}: Keepers,
): (event: RunEvent) => void {
  const kept = (event: RunEvent) => {
    try {
      return recorder.append(event)
    } catch (error) {
      // what has happened is told, though nobody can keep it; what has only begun has not, and does not
      if (event.type !== 'step.started' && event.type !== 'adhoc.started') {
        memory.take(redactor.value(event, structural))
        view(memory.last()!)
      }
      throw error
    }
  }
  return said => {
    const {event, record} = kept(said)
    memory.take({sequence: record.sequence, ...event})
    for (const one of others.unseen()) view(one)
    if (options.json) process.stdout.write(`${JSON.stringify(record)}\n`)
    recording?.event(event)
    view(event)
  }
}
