import {
  type TimelineDocumentJson,
  type TimelineEntryJson,
  timelineSchemaId,
} from '../../model/timeline-document.ts'
import {between} from '../clock.ts'
import {isInside} from './external.ts'
import {isLate, plainWhat, type Row} from './row.ts'
import type {Summary} from './story.ts'
import {titleOf} from './summary-text.ts'

/** Writes a timeline as one JSON object, an entry a line; times are UTC. What is unknown is null. */
export function* timelineJson(summary: Summary, rows: Iterable<Row>): Generator<string> {
  const {sources, first, last, hidden, outside, measured} = summary
  const {figures, waits, machine, pauses, offScript, paused} = measured
  const head: Omit<TimelineDocumentJson, 'entries'> = {
    schema: timelineSchemaId,
    title: titleOf(summary).join(', '),
    from: first ?? null,
    to: last ?? null,
    sources,
    notListed: hidden + outside,
    metrics: figures.map(({name, ms, from, to, approximate}) => ({
      name,
      ms: ms ?? null,
      from: from ?? null,
      to: to ?? null,
      approximate,
    })),
    totals: {waitingForPeople: waits, machine, pauses, offScript, paused},
  }
  yield `${JSON.stringify(head, undefined, 2).slice(0, -2)},\n  "entries": [`
  let before = ''
  for (const row of rows) {
    yield `${before}\n    ${JSON.stringify(entry(row, first))}`
    before = ','
  }
  yield '\n  ]\n}\n'
}

function entry(row: Row, first: string | undefined): TimelineEntryJson {
  const {what: pieces, sequence: _, internal: __, plainOutcome: ___, level, ...rest} = row
  const url = pieces.find(piece => piece.url !== undefined)?.url
  return {
    ...rest,
    offsetMs: between(first ?? row.time, row.time),
    late: isLate(row),
    level,
    ...(isInside(row) ? {internal: true} : {}),
    what: plainWhat(row),
    ...(url === undefined ? {} : {url}),
  }
}
