import {clip} from '../clean.ts'
import {plainWhat, type Row} from './row.ts'
import type {Summary} from './story.ts'

/** Gives the hex SHA-256 of a text. */
export type Digest = (text: string) => string

/** A span that holds more events than this is refused by many collectors. */
const mostEvents = 1000

interface Root {
  from: string
  to: string
  broken: boolean
  events: unknown[]
  dropped: number
}

/**
 * Writes OTLP/JSON, a span a line: one for each run or file, which holds milestones and notes as events, and one for each
 * attempt of a step below it. Ids are made from names, so that the same run has the same ids again.
 */
export function* timelineOtlp(summary: Summary, rows: Iterable<Row>, digest: Digest): Generator<string> {
  const roots = new Map<string, Root>()
  const titles = new Map(summary.sources.map(({name, title}) => [name, title]))
  const resource = {attributes: [attribute('service.name', 'runbook')]}
  yield `{"resourceSpans":[{"resource":${JSON.stringify(resource)},"scopeSpans":[{"scope":{"name":"runbook.timeline"},"spans":[`
  let before = ''
  const give = (span: unknown) => {
    const text = `${before}\n${JSON.stringify(span)}`
    before = ','
    return text
  }
  for (const row of rows) {
    const root = roots.get(row.source) ?? {
      from: row.time,
      to: row.time,
      broken: false,
      events: [],
      dropped: 0,
    }
    roots.set(row.source, root)
    if ((row.from ?? row.time) < root.from) root.from = row.from ?? row.time
    if ((row.until ?? row.time) > root.to) root.to = row.until ?? row.time
    if (row.kind === 'run' && row.standing !== undefined) root.broken = row.standing !== 'success'
    if (row.kind === 'step' && row.from !== undefined) yield give(stepSpan(row, digest))
    else if (row.kind === 'step' && row.standing === undefined) continue
    else if (root.events.length < mostEvents) root.events.push(spanEvent(row))
    else root.dropped++
  }
  for (const [source, root] of roots) {
    yield give({
      traceId: traceOf(source, digest),
      spanId: spanOf(source, digest),
      name: clip(titles.get(source) ?? source, 200),
      kind: 1,
      startTimeUnixNano: nano(root.from),
      endTimeUnixNano: nano(root.to),
      attributes: [attribute('runbook.run.id', source)],
      events: root.events,
      ...(root.dropped > 0 ? {droppedEventsCount: root.dropped} : {}),
      status: root.broken ? {code: 2} : {},
    })
  }
  yield '\n]}]}]}\n'
}

function stepSpan(row: Row, digest: Digest) {
  const {source, step, from, time, standing, outcome, sequence, who} = row
  const attempt = step?.attempt ?? 1
  return {
    traceId: traceOf(source, digest),
    spanId: spanOf(`${source}\n${step?.id}\n${attempt}\n${sequence}`, digest),
    parentSpanId: spanOf(source, digest),
    name: clip(plainWhat(row), 200),
    kind: 1,
    startTimeUnixNano: nano(from! < time ? from! : time),
    endTimeUnixNano: nano(time),
    attributes: [
      attribute('runbook.run.id', source),
      ...(step ? [attribute('runbook.step.id', step.id)] : []),
      {key: 'runbook.step.attempt', value: {intValue: String(attempt)}},
      ...(step?.effect ? [attribute('runbook.step.effect', step.effect)] : []),
      ...(standing ? [attribute('runbook.step.outcome', standing)] : []),
      ...(who ? [attribute('enduser.id', who)] : []),
    ],
    status:
      standing === 'success' || standing === 'skip' ? {code: 1} : {code: 2, message: clip(outcome, 300)},
  }
}

function spanEvent(row: Row) {
  const {time, until, milestone, note, kind, who, outcome, approximate} = row
  return {
    timeUnixNano: nano(time),
    name: milestone ? `runbook.milestone.${milestone}` : `runbook.${note ?? kind}`,
    attributes: [
      attribute('message', clip(`${plainWhat(row)}${outcome ? `: ${outcome}` : ''}`, 1000)),
      ...(who ? [attribute('enduser.id', who)] : []),
      ...(until ? [attribute('runbook.time.until', until)] : []),
      ...(approximate ? [{key: 'runbook.time.approximate', value: {boolValue: true}}] : []),
    ],
  }
}

function attribute(key: string, text: string) {
  return {key, value: {stringValue: text}}
}

/** 16 bytes of hex, never all zero by chance of 2^-128. */
function traceOf(source: string, digest: Digest): string {
  return digest(`runbook.trace\n${source}`).slice(0, 32)
}

function spanOf(name: string, digest: Digest): string {
  return digest(`runbook.span\n${name}`).slice(0, 16)
}

function nano(time: string): string {
  return `${Date.parse(time)}000000`
}
