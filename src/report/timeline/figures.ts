import {type Milestone, opening} from '../../model/milestone.ts'
import {between} from '../clock.ts'

/** A length of time with its two ends; what is not on record is undefined, never guessed. */
export interface Figure {
  name: string
  from: string | undefined
  to: string | undefined
  ms: number | undefined
  /** One of its ends was told as a guess. */
  approximate: boolean
}

/** What was summed up, and over how many. */
export interface Total {
  ms: number
  count: number
}

/** What was measured of one timeline. */
export interface Measured {
  figures: Figure[]
  waits: Total
  machine: Total
  pauses: Total
  /** What people did beside the document's steps. */
  offScript: Total
  /** How long an operator let the run stand. */
  paused: Total
}

interface Mark {
  time: string
  milestone: Milestone
  approximate: boolean
}

/** What figures are made from: taken in any order, one at a time, and none of it kept but the ends. */
export interface Figures {
  runBegun(time: string): void
  /** The last word of a run's record; undefined where its end is not on it. */
  runEnded(time: string | undefined): void
  stepBegun(time: string, effect: string | undefined): void
  stepEnded(time: string, kind: string, succeeded: boolean, effect: string | undefined, ms: number): void
  /** A person answered after so long. */
  answered(waitedMs: number): void
  stood(ms: number): void
  offScriptBegun(time: string, effect: string | undefined): void
  offScriptEnded(time: string, succeeded: boolean, effect: string | undefined, ms: number): void
  marked(time: string, milestone: Milestone, approximate: boolean): void
  measure(): Measured
}

/** Begins to take figures. */
export function takeFigures(): Figures {
  const marks: Mark[] = []
  const totals = {
    waits: nothing(),
    machine: nothing(),
    pauses: nothing(),
    offScript: nothing(),
    paused: nothing(),
  }
  let runs = 0
  let open = 0
  let start: string | undefined
  let end: string | undefined
  let first: string | undefined
  let change: string | undefined
  let changed: string | undefined
  return {
    runBegun(time) {
      runs++
      start = least(start, time)
    },
    runEnded(time) {
      if (time === undefined) open++
      else end = most(end, time)
    },
    stepBegun(time, effect) {
      first = least(first, time)
      if (changes(effect)) change = least(change, time)
    },
    stepEnded(time, kind, succeeded, effect, ms) {
      if (kind === 'wait') add(totals.pauses, ms)
      // a choice takes a person's time, which is in the waits
      else if (kind !== 'choice') add(totals.machine, ms)
      if (succeeded && changes(effect)) changed = most(changed, time)
    },
    offScriptBegun(time, effect) {
      if (changes(effect)) change = least(change, time)
    },
    offScriptEnded(time, succeeded, effect, ms) {
      add(totals.offScript, ms)
      if (succeeded && changes(effect)) changed = most(changed, time)
    },
    answered: ms => add(totals.waits, ms),
    stood: ms => add(totals.paused, ms),
    marked: (time, milestone, approximate) => marks.push({time, milestone, approximate}),
    measure() {
      const ofRuns = [
        figure('Start to first step', {time: start}, {time: first}),
        figure('Start to first change begun', {time: start}, {time: change}),
        figure('Start to last change that succeeded', {time: start}, {time: changed}),
        figure('Start to end', {time: start}, {time: open === 0 ? end : undefined}),
      ]
      return {...totals, figures: [...(runs > 0 ? ofRuns : []), ...ofMilestones(marks, first, runs > 0)]}
    },
  }
}

/** What is counted between milestones, whether they are on record or not. */
function ofMilestones(marks: Mark[], firstStep: string | undefined, ran: boolean): Figure[] {
  marks.sort((a, b) => between(b.time, a.time))
  const first = (milestone: Milestone) => marks.find(one => one.milestone === milestone)
  // what began again after it was not over by then
  const last = (milestone: Milestone) => {
    const found = marks.findLast(one => one.milestone === milestone)
    const again = found && marks.some(one => opening.has(one.milestone) && one.time > found.time)
    return again ? undefined : found
  }
  const [impact, detected] = [first('impact-began'), first('detected')]
  return [
    figure('Time to detect', impact, detected),
    figure('Time to acknowledge', detected, first('acknowledged')),
    ...(ran ? [figure('Detection to first step', detected, {time: firstStep})] : []),
    figure('Time to tell users', detected, first('communicated')),
    figure('Time to mitigate, from impact', impact, last('mitigated')),
    figure('Time to mitigate, from detection', detected, last('mitigated')),
    figure('Time to resolve, from impact', impact, last('resolved')),
    figure('Time to resolve, from detection', detected, last('resolved')),
    ...impacts(marks),
  ]
}

/** Each stretch of impact on users, and all of them together. */
function impacts(marks: readonly Mark[]): Figure[] {
  const found: Figure[] = []
  let open: Mark | undefined
  const name = () => `Impact on users${found.length > 0 ? `, ${found.length + 1}` : ''}`
  for (const mark of marks) {
    if (mark.milestone === 'impact-began') open ??= mark
    if (mark.milestone !== 'impact-ended' || open === undefined) continue
    found.push(figure(name(), open, mark))
    open = undefined
  }
  if (open !== undefined || found.length === 0) found.push(figure(name(), open, undefined))
  if (found.length === 1) return found
  const known = found.every(({ms}) => ms !== undefined)
  return [
    ...found,
    {
      name: 'Impact on users, together',
      from: undefined,
      to: undefined,
      ms: known ? found.reduce((sum, {ms}) => sum + ms!, 0) : undefined,
      approximate: found.some(({approximate}) => approximate),
    },
  ]
}

interface End {
  time: string | undefined
  approximate?: boolean
}

function figure(name: string, from: End | undefined, to: End | undefined): Figure {
  const [begin, end] = [from?.time, to?.time]
  return {
    name,
    from: begin,
    to: end,
    ms: begin === undefined || end === undefined ? undefined : between(begin, end),
    approximate: (from?.approximate ?? false) || (to?.approximate ?? false),
  }
}

function changes(effect: string | undefined): boolean {
  return effect !== undefined && effect !== 'read' && effect !== 'local'
}

function nothing(): Total {
  return {ms: 0, count: 0}
}

function add(total: Total, ms: number): void {
  total.ms += ms
  total.count++
}

function least(a: string | undefined, b: string): string {
  return a !== undefined && a < b ? a : b
}

function most(a: string | undefined, b: string): string {
  return a !== undefined && a > b ? a : b
}
