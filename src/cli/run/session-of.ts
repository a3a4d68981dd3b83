import {readSessionState, stateIsAfter} from '../../journal/session-file.ts'
import type {RunEvent} from '../../model/event.ts'
import type {Plan} from '../../model/plan.ts'

/** The shell session that a resumed run begins with, and what of it is lost. */
interface KeptSession {
  /** For bash; undefined where nothing was kept. */
  state: string | undefined
  /** Variables of which nobody knows the value any more. */
  lost: string[]
  /** How it begins, where that is not as the last block left it. */
  begins: 'anew' | 'earlier' | undefined
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
  if (!last) return {state: undefined, lost: [], begins: undefined, notes: []}
  const step = plan.steps.find(({id}) => id === last.subject)
  const isStale = stateIsAfter(dir) !== last.key
  // also of a block that nobody saw end
  const leftBy = isStale && step && 'assigns' in step.action ? step.action.assigns : []
  const all = [...new Set([...assigned, ...leftBy])]
  const kept = readSessionState(dir)
  if (!kept)
    return {
      state: undefined,
      lost: all,
      begins: 'anew',
      notes: [
        'The state of the shell session was not kept: its directory, variables and functions are not there. Values are asked for where they are needed.',
      ],
    }
  const lost = [...new Set([...kept.leftOut.filter(one => /^\w+$/.test(one)), ...leftBy])]
  return {
    state: kept.text,
    lost: kept.leftOut.includes('everything') ? all : lost,
    begins: kept.leftOut.includes('everything') ? 'anew' : isStale ? 'earlier' : undefined,
    notes: [
      ...(isStale
        ? [
            `What ${last.name} left behind in the shell session (directory, variables, functions) was not kept: the session is as it was before.`,
          ]
        : []),
      ...(kept.leftOut.length > 0
        ? [`Not kept since it is or may be secret: ${kept.leftOut.join(', ')}.`]
        : []),
    ],
  }
}

/** What the session ran last, whether anybody saw its end or not. */
interface Last {
  /** What its state is called by. */
  key: string
  subject: string | undefined
  /** In words. */
  name: string
}

function lastBlock(events: readonly RunEvent[]): Last | undefined {
  let byHand = false
  let last: Last | undefined
  for (const event of events) {
    const {subject} = event
    if (event.type === 'prompt.answered') byHand = event.data.question === 'refused-block'
    if (event.type === 'adhoc.started')
      last = {key: offScriptKey(event.data.number), subject: undefined, name: 'what was typed off the script'}
    if (event.type !== 'step.started' || byHand) continue
    const {kind, title, attempt} = event.data
    if (kind === 'shell' || kind === 'console')
      last = {key: `${subject}.${attempt}`, subject, name: `“${title}”`}
  }
  return last
}

/** What the session's state is called by after something off the script. */
export function offScriptKey(number: number): string {
  return `off the script.${number}`
}
