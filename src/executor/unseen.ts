import type {EventOf, RunEvent} from '../model/event.ts'
import {isExplained, type Plan, type PlannedStep} from '../model/plan.ts'
import type {Listed} from './changes.ts'

/** An attempt of which nobody saw the end, or which was left running and ended with the run. */
export interface Unseen {
  step: PlannedStep
  attempt: number
  startedAt: string
  text: string | undefined
  background: boolean
  /** Whether nobody had agreed to keep what it changed in a database, which keeps nothing without that. */
  undecided: boolean
  /** Whether somebody has to say how it ended: a person's answer, cut off before it was complete, is just asked for again. */
  asks: boolean
  /** Whether the plan still has it. */
  again: boolean
}

type Started = Omit<Unseen, 'step' | 'again'> & {subject: string}

/** The attempts of a run that somebody must say something of before it goes on, in order. */
export function unseenIn(events: readonly RunEvent[], plan: Plan, listed: readonly Listed[]): Unseen[] {
  const open = new Map<string, Started>()
  let answered: EventOf<'prompt.answered'>['data'] | undefined
  for (const event of events) {
    const {subject, type} = event
    if (type === 'run.resumed') for (const {from, to} of event.data.renamed ?? []) rename(open, from, to)
    if (subject === undefined) continue
    if (type === 'prompt.answered') {
      answered = event.data
      const started = open.get(subject)
      if (started && answered.question === 'commit' && answered.answer === 'commit')
        open.set(subject, {...started, undecided: false})
    }
    if (type === 'step.started') {
      const {attempt, text, kind} = event.data
      const byHand = answered?.question === 'refused-block'
      const asks = !byHand && (kind === 'shell' || kind === 'sql' || kind === 'console')
      const undecided = event.data.db?.system?.name === 'postgresql'
      open.set(subject, {subject, attempt, startedAt: event.time, text, background: false, undecided, asks})
    } else if (type === 'step.finished' && event.data.background) {
      const started = open.get(subject)
      if (started) open.set(subject, {...started, background: true})
    } else if (
      type === 'step.finished' ||
      type === 'step.judged' ||
      (type === 'background.ended' && event.data.by === 'itself')
    ) {
      open.delete(subject)
    }
  }
  return [...open.values()].map(({subject, ...rest}) => {
    const step = plan.steps.find(({id}) => id === subject)
    const undecided = rest.undecided && step !== undefined && isDecidedOn(step, rest.text)
    return {...rest, undecided, step: step ?? stub(subject, listed), again: step !== undefined}
  })
}

/** Whether a block of a plan, with the text that was run, keeps what it changes only once that is agreed to. */
function isDecidedOn({action}: PlannedStep, text: string | undefined): boolean {
  if (!isExplained(action) || action.system !== undefined || action.text !== text) return false
  return action.attributes.write === true && !action.attributes.autocommit
}

function rename(open: Map<string, Started>, from: string, to: string): void {
  const started = open.get(from)
  if (!started) return
  open.delete(from)
  open.set(to, {...started, subject: to})
}

/** What is known of a step that the plan does not have any more. */
function stub(id: string, listed: readonly Listed[]): PlannedStep {
  const {number = 0, title = id, section = []} = listed.find(step => step.id === id) ?? {}
  const point = {line: 1, column: 1, offset: 0}
  return {
    id,
    number,
    title,
    section,
    phase: undefined,
    prose: '',
    place: {start: point, end: point},
    skip: undefined,
    conditions: [],
    branches: [],
    action: {kind: 'manual'},
  }
}
