import {formatDuration} from '../model/duration.ts'
import type {EventOf} from '../model/event.ts'
import {clip, oneLine} from './clean.ts'

type Facts = Pick<EventOf<'run.started'>['data'], 'drill' | 'scenario' | 'replay' | 'waits'>

/** That a run is practice, and how; `code` sets names apart. Empty where it is none. */
export function drillText(
  {drill, scenario, replay, waits}: Partial<Facts>,
  code = (text: string) => oneLine(text),
): string {
  if (!drill) return ''
  const how = [
    ...(scenario === undefined ? [] : [`scenario ${code(clip(scenario, 100))}`]),
    ...(waits ? [`waits and polls cut to ${formatDuration(waits.atMostMs)}`] : []),
    ...(replay === undefined
      ? []
      : [`given what was recorded in ${code(clip(replay, 200))}: nothing is run`]),
  ]
  return `a drill${how.length > 0 ? ` (${how.join('; ')})` : ''}`
}

/** ` (a drill)` behind a name or a result; empty where it is none. */
export function drillMark({drill}: Partial<Facts> = {}): string {
  return drill ? ' (a drill)' : ''
}
