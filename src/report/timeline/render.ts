import type {Zone} from '../../model/zone.ts'
import {timelineCsv} from './csv.ts'
import {timelineHtml} from './html.ts'
import {timelineJson} from './json.ts'
import {timelineMarkdown} from './markdown.ts'
import {bareNames, maskedRow, maskedSummary} from './masked.ts'
import {createMasker} from './masker.ts'
import {timelineMermaid} from './mermaid.ts'
import {type Digest, timelineOtlp} from './otlp.ts'
import type {Row, TimelineFormat} from './row.ts'
import {timelineSlack} from './slack.ts'
import type {Summary} from './story.ts'

/** How a timeline is written. */
export interface Writing {
  format: TimelineFormat
  zone: Zone
  /** Whose names are masked: nobody's, everybody's, or also everything that looks like a command. */
  mask: 'none' | 'names' | 'commands'
  digest: Digest
}

/** Writes a timeline piece by piece; `rows` in the order of `byTime`. */
export function writeTimeline(
  summary: Summary,
  rows: Iterable<Row>,
  {format, zone, mask, digest}: Writing,
): Iterable<string> {
  if (mask !== 'none') {
    const masker = createMasker(summary.named, {commands: mask === 'commands'})
    const names = bareNames(summary.sources)
    return writeTimeline(
      maskedSummary(summary, masker, names, mask === 'commands' ? 'Incident' : undefined),
      masked(rows, r => maskedRow(r, masker, names)),
      {
        format,
        zone,
        mask: 'none',
        digest,
      },
    )
  }
  switch (format) {
    case 'markdown':
      return timelineMarkdown(summary, rows, zone)
    case 'html':
      return timelineHtml(summary, rows, zone)
    case 'json':
      return timelineJson(summary, rows)
    case 'csv':
      return timelineCsv(summary, rows, zone)
    case 'mermaid':
      return timelineMermaid(summary, zone)
    case 'slack':
      return timelineSlack(summary, rows, zone)
    case 'otlp':
      return timelineOtlp(summary, rows, digest)
    default:
      return format satisfies never
  }
}

function* masked(rows: Iterable<Row>, mask: (row: Row) => Row): Generator<Row> {
  for (const row of rows) yield mask(row)
}
