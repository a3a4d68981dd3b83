/**
 * In: the records of one journal or several, and what files tell, one at a time. Out: a row for each that is wanted, as it
 * comes, and at the end what was measured. Nothing is kept but what the heads and figures need, however long a journal is.
 */
import {type EventOf, eventOf, type JournalRecord} from '../../model/event.ts'
import {isWritten, type Revision, type Revisions, revised} from '../../model/revisions.ts'
import type {ToldEvent} from '../../model/told.ts'
import {clip} from '../clean.ts'
import {type Measured, takeFigures} from './figures.ts'
import {collectNames, type Named} from './known-names.ts'
import {measure} from './measure.ts'
import {learn} from './names.ts'
import {attemptKey, countQuiet, offScriptKey, type Passing} from './quiet.ts'
import {asRevised, asWritten} from './revised-row.ts'
import {byTime, isAt, type Level, type Piece, type Row} from './row.ts'
import {lost, type TimelineEvent, tell} from './tell.ts'
import {toldRow} from './told-row.ts'

/** Which rows are wanted. */
export interface Wanted {
  level: Level
  /** Only rows from this moment, and before this one: ISO 8601 in UTC with milliseconds. */
  since?: string | undefined
  until?: string | undefined
  /** Makes of a row what may be shown of it; undefined for nothing. */
  shown?: (row: Row) => Row | undefined
}

/** A run or a file that the timeline is of. */
export interface Source {
  name: string
  imported: boolean
  title?: string
  /** The way to its run directory from where the text will be, with a `/` at its end. */
  folder?: string
}

/** What is known when all rows have come. */
export interface Summary {
  sources: Source[]
  /** Of all that is on record, wanted or not. */
  first: string | undefined
  last: string | undefined
  /** Rows that were given, and rows that belong to another level. */
  listed: number
  hidden: number
  hiddenSteps: number
  /** Rows before or after what is wanted. */
  outside: number
  measured: Measured
  named: Named
  /** The first rows of the story, for a picture, in order; of milestones more. */
  drawn: Row[]
  undrawn: number
}

/** One journal, record by record. */
export interface JournalStory {
  /** Takes a record of a journal, whatever is in it; what is wrong with it as text. */
  record(record: JournalRecord): string | undefined
  event(event: TimelineEvent): void
  /** The journal has no more. */
  end(): void
}

/** A timeline while it is made. */
export interface Story {
  /** `revisions` are what its own records say of others. */
  journal(source: string, folder?: string, revisions?: Revisions): JournalStory
  told(source: string, events: readonly ToldEvent[]): void
  end(): Summary
}

/** A picture with more than this can not be read. */
const drawnRows = 400

/** Begins a timeline; `give` gets each wanted row, in no order. */
export function beginStory(
  {level, since, until, shown = row => row}: Wanted,
  give: (row: Row) => void,
): Story {
  const figures = takeFigures()
  const names = collectNames()
  const sources: Source[] = []
  const drawn: Row[] = []
  const count = {listed: 0, hidden: 0, hiddenSteps: 0, outside: 0, undrawn: 0, told: 0}
  let first: string | undefined
  let last: string | undefined
  const seen = (time: string) => {
    if (first === undefined || time < first) first = time
    if (last === undefined || time > last) last = time
  }
  const isOutside = (time: string) =>
    (since !== undefined && time < since) || (until !== undefined && time >= until)
  const take = (row: Row) => {
    if (isOutside(row.time)) {
      count.outside++
      return
    }
    const isDrawn = isAt(level === 'milestones' ? level : 'story', row)
    const isListed = isAt(level, row)
    const visible = isDrawn || isListed ? shown(row) : undefined
    if (isDrawn && visible) draw(visible)
    if (!isListed) hide(row.time, row.level === 'all' && row.kind === 'step' && row.standing !== undefined)
    else if (visible) {
      count.listed++
      give(visible)
    }
  }
  const hide = (time: string, step: boolean) => {
    if (isOutside(time)) {
      count.outside++
      return
    }
    count.hidden++
    if (step) count.hiddenSteps++
  }
  const draw = (row: Row) => {
    const most = row.level === 'milestones' ? 2 * drawnRows : drawnRows
    if (drawn.length < most) drawn.push(row)
    else count.undrawn++
  }
  return {
    journal(name, folder, revisions = new Map()) {
      const source: Source = {name, imported: false, ...(folder === undefined ? {} : {folder})}
      sources.push(source)
      const run: Passing = {
        steps: new Map(),
        verdicts: new Map(),
        open: new Map(),
        typed: new Map(),
        ended: undefined,
        closed: true,
        attended: true,
      }
      const event = (said: TimelineEvent) => {
        const revision: Revision | undefined = revisions.get(said.sequence)
        const one = revised(said, revision)
        const hidden = revision?.hidden !== undefined && isWritten(said)
        if (!hidden) seen(one.time)
        learn(run.steps, one)
        names.ofEvent(one)
        if (one.type === 'run.started') source.title ??= one.data.procedure?.title ?? one.data.runbook.title
        if (!hidden) measure(one, run, figures)
        const key = keyOf(one)
        const telling = {
          source: name,
          step: run.steps.get(one.subject),
          verdict: run.verdicts.get(one.subject),
          began: key === undefined ? undefined : run.open.get(key)?.time,
        }
        if (one !== said) take(asWritten(tell(said, telling)))
        const told = tell(one, telling)
        const row = revision ? asRevised(told, revision, hidden) : told
        if (one.type === 'adhoc.typed') typedIn(run, one)
        if (one.type === 'check.evaluated') run.verdicts.set(one.subject, one.data.verdict)
        if (one.type === 'step.started' || one.type === 'adhoc.started') {
          run.open.set(key!, row)
          return
        }
        const begin = ends.has(one.type) ? run.open.get(key!) : undefined
        if (begin) {
          run.open.delete(key!)
          if ('what' in begin) take(begin)
          else hide(begin.time, false)
        }
        take(row)
      }
      return {
        event,
        record(record) {
          if (level !== 'all' && !revisions.has(record.sequence) && countQuiet(record, run, figures)) {
            seen(record.time)
            names.ofPerson(record.authid)
            // the begin of an attempt is hidden only when its end is known
            if (record.type === 'runbook.step.finished') hide(record.time, false)
            if (record.type !== 'runbook.step.started')
              hide(record.time, record.type === 'runbook.step.finished')
            return undefined
          }
          try {
            const known = eventOf(record)
            if (known) event({...known, sequence: record.sequence, recordedtime: record.recordedtime})
          } catch {
            return `the data of ${record.type} is not as it should be`
          }
          return undefined
        },
        end() {
          for (const begin of run.open.values()) {
            if ('what' in begin) take(lost(begin))
            else {
              const one = {...eventOf(begin)!, sequence: begin.sequence, recordedtime: begin.recordedtime}
              const step = run.steps.get(begin.subject)
              take(lost(tell(one, {source: name, step, verdict: undefined, began: undefined})))
            }
          }
          figures.runEnded(run.closed ? run.ended : undefined)
        },
      }
    },
    told(name, events) {
      sources.push({name, imported: true})
      for (const one of events) {
        seen(one.time)
        names.ofPerson(one.who)
        if (one.milestone) figures.marked(one.time, one.milestone, one.approximate ?? false)
        take(toldRow(one, name, ++count.told))
      }
    },
    end() {
      const {told: _, ...counted} = count
      return {
        sources,
        first,
        last,
        ...counted,
        measured: figures.measure(),
        named: names.named(),
        drawn: drawn.sort(byTime),
      }
    },
  }
}

/** A shell whose end is not on record is told with the first things that were typed in it. */
function typedIn({open, typed}: Passing, {data}: EventOf<'adhoc.typed'>): void {
  const key = offScriptKey(data.number)
  const begin = open.get(key)
  const before = typed.get(key) ?? 0
  typed.set(key, before + 1)
  if (!begin || !('what' in begin) || before >= 5) return
  const more: Piece[] = [{text: before === 0 ? ': ' : '; '}, {text: clip(data.text, 100), as: 'code'}]
  open.set(key, {...begin, what: [...begin.what, ...more]})
}

const ends: ReadonlySet<string> = new Set(['step.finished', 'step.judged', 'adhoc.finished'])

/** The key under which what begins and ends is open in between. */
function keyOf(event: TimelineEvent): string | undefined {
  if (event.type === 'adhoc.started' || event.type === 'adhoc.finished')
    return offScriptKey(event.data.number)
  return 'attempt' in event.data ? attemptKey(event.data.attempt, event.subject) : undefined
}
