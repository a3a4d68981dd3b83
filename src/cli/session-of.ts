import {readSessionState, stateIsAfter} from '../journal/session-file.ts'
import type {EventOf, RunEvent} from '../model/event.ts'
import type {Plan} from '../model/plan.ts'

/** The shell session that a resumed run begins with, and what of it is lost. */
interface KeptSession {
  /** For bash; undefined where nothing was kept. */
  state: string | undefined
  /** Variables of which nobody knows the value any more. */
  lost: string[]
  notes: string[]
}

/** What a run directory holds of the session of its run. `assigned` are the variables that its blocks have set. */
export function sessionOf(
  dir: string,
  plan: Plan,
  events: readonly RunEvent[],
  assigned: ReadonlySet<string>,
): KeptSession {
  const last = lastBlock(events)
  if (!last) return {state: undefined, lost: [], notes: []}
  const kept = readSessionState(dir)
  const title = events.findLast(
    (event): event is EventOf<'step.started'> =>
      event.type === 'step.started' && event.subject === last.subject,
  )?.data.title
  const name = title ?? last.subject
  if (!kept)
    return {
      state: undefined,
      lost: [...assigned],
      notes: [
        'The state of the shell session was not kept: its directory, variables and functions are not there. Values are asked for where they are needed.',
      ],
    }
  const step = plan.steps.find(({id}) => id === last.subject)
  const isStale = stateIsAfter(dir) !== `${last.subject}.${last.data.attempt}`
  const leftBy = isStale && step && 'assigns' in step.action ? step.action.assigns : []
  const lost = [...new Set([...kept.leftOut.filter(one => /^\w+$/.test(one)), ...leftBy])]
  return {
    state: kept.text,
    lost: kept.leftOut.includes('everything') ? [...assigned] : lost,
    notes: [
      ...(isStale
        ? [
            `What “${name}” left behind in the shell session (directory, variables, functions) was not kept: the session is as it was before.`,
          ]
        : []),
      ...(kept.leftOut.length > 0
        ? [`Not kept since it is or may be secret: ${kept.leftOut.join(', ')}.`]
        : []),
    ],
  }
}

/** The last block that the session ran, whether anybody saw its end or not. */
function lastBlock(events: readonly RunEvent[]): EventOf<'step.started'> | undefined {
  let byHand = false
  let last: EventOf<'step.started'> | undefined
  for (const event of events) {
    if (event.type === 'prompt.answered') byHand = event.data.question === 'refused-block'
    if (event.type !== 'step.started' || byHand) continue
    if (event.data.kind === 'shell' || event.data.kind === 'console') last = event
  }
  return last
}
