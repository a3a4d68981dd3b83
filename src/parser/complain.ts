import type {VFile} from 'vfile'
import type {Place} from '../model/place.ts'

/** A complaint about the runbook at its place; a fatal one means that it must not be run. */
export type Complain = (
  ruleId: string,
  text: string,
  place: Place | undefined,
  options?: {fatal?: boolean; note?: string},
) => void

/** Collects complaints on the file, as unified's tools do: "Unexpected X, expected Y", source `runbook`. */
export function complainOn(file: VFile): Complain {
  return (ruleId, text, place, {fatal = false, note} = {}) => {
    const message = untraced(() => file.message(text, {ruleId, source: 'runbook', ...(place ? {place} : {})}))
    message.fatal = fatal
    if (note) message.note = note
  }
}

/** A message is an `Error`, and keeps no stack: to collect one takes most of the time of making it. */
function untraced<T>(make: () => T): T {
  const {stackTraceLimit} = Error
  Error.stackTraceLimit = 0
  try {
    return make()
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
}
