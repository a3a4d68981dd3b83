import type {Told} from '../../model/operator.ts'
import {parseMoment} from '../record/moment.ts'

/** What somebody tells, without the moment that stood before it. */
export interface WithMoment {
  text: string
  told: Told
  /** The moment is still to come, so that nothing can have happened then. */
  toCome: boolean
}

const moment =
  /^(~?\s*(?:-\s*\d\w*|\d{4}-\d{2}-\d{2}[T ]\d{1,2}:\d{2}(?::\d{2})?|\d{1,2}:\d{2}(?::\d{2})?)(?:\s*(?:Z|UTC)\b)?)(?:\s+(.*))?$/is

/** Takes `-5m`, `03:05` or `~03:05` off the beginning of a text; a text without one is as it was. */
export function withMoment(text: string, now: Date): WithMoment {
  const [, when, rest = ''] = moment.exec(text.trim()) ?? []
  const found = when === undefined ? undefined : parseMoment(when, now)
  if (!found) return {text: text.trim(), told: {}, toCome: false}
  const {time, approximate} = found
  return {
    text: rest.trim(),
    told: {time: time.toISOString(), ...(approximate ? {approximate} : {})},
    toCome: time > now,
  }
}
