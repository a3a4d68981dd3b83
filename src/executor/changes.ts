import type {EventOf, RunEvent} from '../model/event.ts'
import {fingerprintOf} from '../model/fingerprint.ts'
import type {Plan} from '../model/plan.ts'

/** A step as a plan listed it. */
export type Listed = EventOf<'run.started'>['data']['steps'][number]

/** How a plan differs from the one that a run was begun with. */
export interface Changes {
  /** The same under another id. */
  renamed: {from: string; to: string}[]
  /** Ids of steps that are new, or that say something else, with those of branches that depend on them. */
  pending: string[]
  added: string[]
  changed: string[]
  /** What the plan does not have any more. */
  gone: Listed[]
}

/** Maps the steps of an earlier plan to those of another: by id, else by what they say and are called. */
export function changesIn(
  before: readonly Listed[],
  plan: Plan,
  done: ReadonlySet<string>,
  redact: (text: string) => string,
): Changes {
  const old = new Map(before.map(step => [step.id, step]))
  const now = new Set(plan.steps.map(({id}) => id))
  const free = new Set(before.filter(({id}) => !now.has(id)))
  const renamed: Changes['renamed'] = []
  const added: string[] = []
  const changed: string[] = []
  for (const step of plan.steps) {
    const sha256 = fingerprintOf(step, redact)
    const same = old.get(step.id)
    if (same) {
      if (same.sha256 !== sha256) changed.push(step.id)
      continue
    }
    const moved = [...free].find(one => one.sha256 === sha256 && one.title === step.title)
    if (!moved) added.push(step.id)
    else {
      free.delete(moved)
      renamed.push({from: moved.id, to: step.id})
    }
  }
  const fresh = new Set([...added, ...changed])
  const wasDone = (id: string) => done.has(renamed.find(({to}) => to === id)?.from ?? id)
  const pending = plan.steps
    .filter(
      ({id, branches}) => fresh.has(id) || (!wasDone(id) && branches.some(one => fresh.has(one.choice))),
    )
    .map(({id}) => id)
  return {renamed, pending, added, changed, gone: [...free]}
}

/** The steps of the plan that a run was begun or last resumed with. */
export function listedIn(events: readonly RunEvent[]): Listed[] {
  const last = events.findLast(
    event => event.type === 'run.started' || (event.type === 'run.resumed' && event.data.steps !== undefined),
  )
  return last?.type === 'run.started' || last?.type === 'run.resumed' ? (last.data.steps ?? []) : []
}

/** Events under the ids of a changed plan; what was done of a step that says something else now is no longer of that step. */
export function translate(
  events: readonly RunEvent[],
  {renamed, pending}: Pick<Changes, 'renamed' | 'pending'>,
): RunEvent[] {
  const names = new Map(renamed.map(({from, to}) => [from, to]))
  const dropped = new Set(pending)
  return events.map(event => {
    const {subject: id, ...rest} = event
    const subject = id === undefined ? undefined : (names.get(id) ?? id)
    return (subject === undefined || dropped.has(subject) ? rest : {...rest, subject}) as RunEvent
  })
}
