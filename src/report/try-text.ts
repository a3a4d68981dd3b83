import {formatDuration} from '../model/duration.ts'
import type {EventOf} from '../model/event.ts'
import {oneLine} from './clean.ts'
import {outcomeText} from './outcome-text.ts'

/** How polling goes after a try that another follows: `try 3, 20 s left`. */
export function tryText({attempt}: EventOf<'step.finished'>['data'], leftMs: number): string {
  const seconds = Math.ceil(Math.max(0, leftMs) / 1000)
  return `try ${attempt}, ${seconds < 60 ? `${seconds} s` : formatDuration(seconds * 1000)} left`
}

/** What that try came to: `failed: exit 1`. */
export function cameTo(data: EventOf<'step.finished'>['data']): string {
  return oneLine(outcomeText(data.outcome, data.process?.exit.code))
}
