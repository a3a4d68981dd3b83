import type {Redactor} from '../../model/redact.ts'
import type {ToldEvent} from '../../model/told.ts'
import type {Row} from '../../report/timeline/row.ts'
import type {Summary} from '../../report/timeline/story.ts'

/** What a file tells, masked: nobody has looked for secrets in it before. */
export function redactedTold(event: ToldEvent, {text}: Redactor): ToldEvent {
  const {who, outcome, url} = event
  return {
    ...event,
    text: text(event.text),
    ...(who === undefined ? {} : {who: text(who)}),
    ...(outcome === undefined ? {} : {outcome: text(outcome)}),
    ...(url === undefined ? {} : {url: text(url)}),
  }
}

/** A row of a run's record, masked again: of what was found out to be secret since. */
export function redactedRow({plainOutcome: _, ...row}: Row, {text}: Redactor): Row {
  // most rows hold none: one look at all of it tells
  const all = [row.who, ...row.what.flatMap(piece => [piece.text, piece.url]), row.outcome].join('\n')
  if (text(all) === all) return row
  return {
    ...row,
    ...(row.who === undefined ? {} : {who: text(row.who)}),
    what: row.what.map(piece => ({
      ...piece,
      text: text(piece.text),
      ...(piece.url === undefined ? {} : {url: text(piece.url)}),
    })),
    outcome: text(row.outcome),
  }
}

/** The same of what a story is called. */
export function redactedSummary(summary: Summary, {text}: Redactor): Summary {
  return {
    ...summary,
    sources: summary.sources.map(source => ({
      ...source,
      ...(source.title === undefined ? {} : {title: text(source.title)}),
    })),
  }
}
