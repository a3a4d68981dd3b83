import type {EventOf} from './event.ts'
import type {Run, Told} from './folded.ts'

/** A note, a milestone or evidence is to be read otherwise from now on; what it said first stays with it. */
export function amend(run: Run, event: EventOf<'event.amended'>): Run {
  const {time, authid: by, data} = event
  const {sequence, text, kind, time: happened, approximate, reason} = data
  const out = run.hidden.find(({entry}) => entry.sequence === sequence)
  if (out) {
    const hidden = (is: boolean) => ({
      type: 'event.hidden' as const,
      time: out.time,
      ...(out.by === undefined ? {} : {authid: out.by}),
      data: {sequence, hidden: is, ...(out.reason === undefined ? {} : {reason: out.reason})},
    })
    return hide(amend(hide(run, hidden(false)), event), hidden(true))
  }
  const amended = <T extends Told>(entry: T, said: Partial<T>): T => ({
    ...entry,
    ...(happened === undefined ? {} : {time: happened, approximate: approximate ?? false}),
    ...said,
    amended: {time, by, reason, was: entry.amended?.was ?? {time: entry.time, text: wordsOf(entry)}},
  })
  run.notes = run.notes.map(note =>
    note.sequence === sequence
      ? amended(note, {...(text === undefined ? {} : {text}), ...(kind ? {kind} : {})})
      : note,
  )
  const note = text === undefined ? {} : {note: text}
  run.milestones = inOrder(run.milestones.map(one => (one.sequence === sequence ? amended(one, note) : one)))
  run.evidence = run.evidence.map(one => (one.sequence === sequence ? amended(one, note) : one))
  return run
}

/** A note, a milestone or evidence is taken out of what is told, or put back. */
export function hide(run: Run, {time, authid: by, data}: EventOf<'event.hidden'>): Run {
  const {sequence, hidden, reason} = data
  if (!hidden) {
    const back = run.hidden.find(one => one.entry.sequence === sequence)
    run.hidden = run.hidden.filter(one => one !== back)
    if (back?.as === 'note') run.notes = inOrder([...run.notes, back.entry])
    if (back?.as === 'milestone') run.milestones = inOrder([...run.milestones, back.entry])
    if (back?.as === 'evidence') run.evidence = inOrder([...run.evidence, back.entry])
    return run
  }
  const about = {time, by, reason}
  const is = (entry: Told) => entry.sequence === sequence
  run.hidden.push(
    ...run.notes.filter(is).map(entry => ({as: 'note', entry, ...about}) as const),
    ...run.milestones.filter(is).map(entry => ({as: 'milestone', entry, ...about}) as const),
    ...run.evidence.filter(is).map(entry => ({as: 'evidence', entry, ...about}) as const),
  )
  const others = (entry: Told) => !is(entry)
  run.notes = run.notes.filter(others)
  run.milestones = run.milestones.filter(others)
  run.evidence = run.evidence.filter(others)
  return run
}

function wordsOf(entry: Told): string {
  return 'text' in entry ? String(entry.text) : 'note' in entry ? String(entry.note ?? '') : ''
}

/** By time; what is of one time stays as it was written down. */
function inOrder<T extends Told>(entries: T[]): T[] {
  return entries.sort(
    (a, b) => Date.parse(a.time) - Date.parse(b.time) || (a.sequence ?? 0) - (b.sequence ?? 0),
  )
}
