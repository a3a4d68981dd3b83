import type {Figures} from './figures.ts'
import {offScriptKey, type Passing} from './quiet.ts'
import type {TimelineEvent} from './tell.ts'

/** Takes the figures of an event. */
export function measure(event: TimelineEvent, run: Passing, figures: Figures): void {
  const {time, subject} = event
  switch (event.type) {
    case 'run.started':
      figures.runBegun(time)
      run.closed = false
      run.attended = event.data.mode === 'attended'
      break
    case 'run.resumed':
      run.closed = false
      run.attended = event.data.mode === 'attended'
      break
    case 'run.finished':
      run.closed = true
      run.ended = time
      break
    case 'step.started':
      figures.stepBegun(time, event.data.effect)
      break
    case 'step.finished': {
      const step = run.steps.get(subject)
      const {outcome, durationMs} = event.data
      figures.stepEnded(time, step?.kind ?? '', outcome.kind === 'success', step?.effect, durationMs)
      break
    }
    case 'adhoc.started':
      figures.offScriptBegun(time, event.data.effect ?? 'unknown')
      break
    case 'adhoc.finished': {
      const begin = run.open.get(offScriptKey(event.data.number))
      const effect = begin && 'what' in begin ? begin.effect : 'unknown'
      const {outcome, durationMs} = event.data
      figures.offScriptEnded(time, outcome.kind === 'success', effect, durationMs)
      break
    }
    case 'prompt.answered':
      if (event.data.question === 'paused') figures.stood(event.data.waitedMs)
      else if (run.attended) figures.answered(event.data.waitedMs)
      break
    case 'incident.milestone':
      figures.marked(time, event.data.milestone, event.data.approximate ?? false)
      break
    default:
  }
}
