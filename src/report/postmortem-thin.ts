import type {RunEvent} from '../model/event.ts'
import {changesSomething, longMs} from './postmortem-run.ts'
import {type Known, learn} from './timeline/names.ts'
import {type TimelineEvent, turning} from './timeline/tell.ts'

/** Chooses, of the events of a run, those that a post-mortem tells one by one, and what was last known before each decision. */
export interface Thinning {
  /** The events to be kept now that this one has come, in their order. */
  take(event: TimelineEvent): TimelineEvent[]
}

/**
 * Begins it. `late` are the times, in order, of what was written down after it happened: what was known then is kept too.
 * So the memory that a long record takes grows with what people said and did in it, not with what was only looked at.
 */
export function thin(late: readonly string[]): Thinning {
  const steps = new Map<string | undefined, Known>()
  const latest = new Map<string, TimelineEvent>()
  let next = 0
  const flush = () => {
    const known = [...latest.values()].sort((a, b) => a.sequence - b.sequence)
    latest.clear()
    return known
  }
  return {
    take(event) {
      const before = next < late.length && event.time > late[next]! ? flush() : []
      while (next < late.length && event.time > late[next]!) next++
      const step = steps.get(event.subject)
      learn(steps, event)
      const key = contextKey(event)
      if (key !== undefined) {
        latest.set(key, event)
        return before
      }
      return isTold(event, step) ? [...before, ...flush(), event] : before
    },
  }
}

/** What is only of use as what was last known: the last of each key is enough. */
function contextKey({type, subject}: RunEvent): string | undefined {
  if (type === 'step.finished') return type
  return type === 'step.started' || type === 'check.evaluated' ? `${type} ${subject}` : undefined
}

function isTold(event: RunEvent, step: Known | undefined): boolean {
  switch (event.type) {
    case 'prompt.answered': {
      const {answer, picked, waitedMs} = event.data
      if (picked || turning.has(answer) || waitedMs >= longMs) return true
      return answer === 'run' && changesSomething(step?.effect)
    }
    case 'run.started':
    case 'run.resumed':
    case 'note.added':
    case 'incident.milestone':
    case 'step.skipped':
    case 'step.edited':
    case 'step.judged':
    case 'adhoc.started':
      return true
    default:
      return false
  }
}
