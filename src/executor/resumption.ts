/**
 * In: the plan as it is now and the events of a run that was cut off, or ended early. Out: what the run remembered, and
 * where it had come to. It must not ask, run or write anything.
 */
import type {RunEvent} from '../model/event.ts'
import type {Plan} from '../model/plan.ts'
import {type Changes, changesIn, listedIn, translate} from './changes.ts'
import {Replay} from './replay.ts'
import {type Unseen, unseenIn} from './unseen.ts'

/** Where a run goes on. */
export interface Resumption {
  /** What the run remembered, and where it had come to; the plan's length where all was dealt with. */
  replay: Replay
  unseen: Unseen[]
  startedAt: string
  /** When the record ends. */
  since: string
  /** How the plan differs from the one that the run had; undefined where the file is the same. */
  changes: Changes | undefined
  /** The operator who had it last. */
  operator: string
  /** Variables of which nobody knows the value any more. */
  lost: string[]
  /** Files that tell of records which the journal does not have. */
  missing?: string[]
  /** How the shell session begins, where that is not as the last block left it. */
  session?: 'anew' | 'earlier'
  /** What the run had left running, of which the operator had some ended; undefined where there was nothing. */
  left?: {pid: number; name: string; ended: boolean}[]
}

/** Rebuilds the state of a run from its events, for a plan of a file with this digest. Throws where no run began. */
export function resumptionOf(
  plan: Plan,
  events: readonly RunEvent[],
  sha256: string,
  redact: (text: string) => string = text => text,
): Resumption {
  const started = events.find(event => event.type === 'run.started')
  if (started?.type !== 'run.started') throw new Error('the record has no start of a run')
  const listed = listedIn(events)
  const changes = sha256 === digestIn(events) ? undefined : changesIn(listed, plan, doneIn(events), redact)
  const replay = new Replay(plan)
  const history = inTermsOf(events, changes)
  replay.count(withNames(events, changes))
  for (const event of history) replay.take(event)
  const last = events.findLast(event => event.type === 'run.started' || event.type === 'run.resumed')
  return {
    replay,
    unseen: unseenIn(withNames(events, changes), plan, listed),
    startedAt: started.time,
    since: events.at(-1)!.time,
    changes,
    operator: last?.type === 'run.resumed' || last?.type === 'run.started' ? last.data.operator : '',
    lost: [],
  }
}

/** The digest of the file that the run had last. */
function digestIn(events: readonly RunEvent[]): string | undefined {
  let digest: string | undefined
  for (const event of events) {
    if (event.type === 'run.started') digest = event.data.runbook.sha256
    if (event.type === 'run.resumed') digest = event.data.runbook?.sha256 ?? digest
  }
  return digest
}

/** All events as facts about the steps of the plan as it is now. */
function inTermsOf(events: readonly RunEvent[], changes: Changes | undefined): RunEvent[] {
  let past: RunEvent[] = []
  for (const event of events) {
    if (event.type === 'run.resumed') {
      const {renamed = [], pending = []} = event.data
      past = translate(past, {renamed, pending})
    }
    past.push(event)
  }
  return changes ? translate(past, changes) : past
}

/** The same with names alone: what was done of a step stays its own, whatever it says now. */
function withNames(events: readonly RunEvent[], changes: Changes | undefined): RunEvent[] {
  let past: RunEvent[] = []
  for (const event of events) {
    if (event.type === 'run.resumed') past = translate(past, {renamed: event.data.renamed ?? [], pending: []})
    past.push(event)
  }
  return changes ? translate(past, {renamed: changes.renamed, pending: []}) : past
}

/** Ids of steps that succeeded. */
function doneIn(events: readonly RunEvent[]): Set<string> {
  return new Set(
    events.flatMap(event =>
      (event.type === 'step.finished' && event.data.outcome.kind === 'success') ||
      (event.type === 'checklist.changed' && event.data.state === 'done')
        ? (event.subject ?? [])
        : [],
    ),
  )
}
