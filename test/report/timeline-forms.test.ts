import {createHash} from 'node:crypto'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import type {RunEvent} from '../../src/model/event.ts'
import {timelineDocumentSchema} from '../../src/model/timeline-document.ts'
import {utc} from '../../src/model/zone.ts'
import {readTold} from '../../src/parser/told/read-told.ts'
import type {TimelineFormat} from '../../src/report/timeline/row.ts'
import {renderTimeline, type TimelineEvent} from '../../src/report/timeline.ts'
import {rounds} from '../support/rounds.ts'
import {hostile} from './hostile.ts'
import {began, ended, event, listed, night, runStarted} from './sample-run.ts'

const numbered = (events: readonly RunEvent[]): TimelineEvent[] =>
  events.map((one, index) => ({...one, sequence: index + 1}))
const digest = (text: string) => createHash('sha256').update(text).digest('hex')
const marked = [
  ...night.slice(0, 3),
  event(-60, 'incident.milestone', {milestone: 'impact-began', approximate: true}, {authid: 'alice'}),
  event(7, 'incident.milestone', {milestone: 'detected', note: 'alert: BackendDown; page'}),
  ...night.slice(3),
  event(175, 'incident.milestone', {milestone: 'impact-ended'}),
]
const journal = [{runId: 'k3f9', events: numbered(marked)}]

const story = (one: string, two: string) => {
  const step = listed(1, one, {effect: 'change'})
  return [
    {
      runId: one || 'run',
      events: numbered([
        {...runStarted([step]), authid: two},
        began(1, step),
        ended(2, step, {kind: 'failure', detail: two}),
        event(3, 'note.added', {kind: 'todo', text: two}, {authid: one}),
        event(4, 'guard.triggered', {guard: one, message: two}),
        event(5, 'evidence.attached', {name: one, url: two, note: one}),
        event(6, 'incident.milestone', {milestone: 'detected', note: two}),
      ]),
    },
    {runId: 'other', events: []},
  ]
}

test('the page of a night, with its picture', () =>
  expect(renderTimeline(journal, {format: 'html'})).toMatchFileSnapshot('expected/timeline.html'))

test('the gantt of a night, as GitHub can draw it', () =>
  expect(renderTimeline(journal, {format: 'mermaid'})).toMatchFileSnapshot('expected/timeline.mmd'))

test('the table of a night as CSV', () =>
  expect(renderTimeline(journal, {format: 'csv'})).toMatchFileSnapshot('expected/timeline.csv'))

test('whatever is in a record, the page has no element, attribute or address of it, and needs nothing from elsewhere', () => {
  const plain = renderTimeline(story('a', 'b'), {format: 'html'})
  const tags = (page: string) => (page.match(/<[^>]*>/g) ?? []).map(tag => /^<\/?\w*/.exec(tag)![0]).sort()
  const expected = tags(plain)
  fc.assert(
    fc.property(hostile, hostile, (one, two) => {
      const page = renderTimeline(story(one, two), {format: 'html'})
      expect(page).not.toMatch(/<script|<img|<iframe|<link|javascript:|\son\w+=/i)
      const links = tags(page).filter(tag => tag === '<a' || tag === '</a').length
      // only an http address becomes a link
      if (!/^https?:/i.test(two)) expect(links).toBe(0)
      expect(tags(page).filter(tag => tag !== '<a' && tag !== '</a')).toEqual(expected)
    }),
    {numRuns: rounds(200)},
  )
  expect(plain).toContain(`default-src 'none'; style-src 'unsafe-inline'`)
  expect(plain.replaceAll(/xmlns="[^"]*"/g, '')).not.toMatch(/(?:src|href|url)\s*[=(]\s*["']?\s*https?:/)
})

test('whatever is in a record, each task of the gantt is one line with one colon', () => {
  fc.assert(
    fc.property(hostile, hostile, (one, two) => {
      const lines = renderTimeline(story(one, two), {format: 'mermaid'}).trimEnd().split('\n')
      expect(lines[0]).toBe('gantt')
      expect(lines[1]).toMatch(/^ {2}title [^:;#]+$/)
      for (const line of lines.slice(4))
        expect(line).toMatch(
          /^ {2}(?:section \d+ [^:;#]+|\d+ [^:;#]+ :(?:done, |crit, )?(?:milestone, )?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d, (?:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d|[01]s))$/,
        )
    }),
    {numRuns: rounds(200)},
  )
})

test('no cell of the CSV is a formula to a spreadsheet', () => {
  const formulas = ['=1+1', '+1', '-1', '@x', ' =1', '\t=1', '\r=cmd|x']
  fc.assert(
    fc.property(fc.constantFrom(...formulas), hostile, (one, two) => {
      const csv = renderTimeline(story(one, two), {format: 'csv'})
      const fields = csv.match(/"(?:[^"]|"")*"|[^,\n]+/g) ?? []
      for (const field of fields)
        expect(field.replace(/^"/, '')).not.toMatch(/^\s*[=+@]|^\s*-(?!\d+(?:\.\d+)?$)/)
    }),
    {numRuns: rounds(100)},
  )
})

test.each(['csv', 'json'] as const)('what was written as %s can be imported again', format => {
  const first = renderTimeline(journal, {format, level: 'all'})
  const events = readTold(first, {zone: utc})
  const again = JSON.parse(renderTimeline([], {told: [{name: 'x', events}], format: 'json', level: 'all'}))
  const before = JSON.parse(renderTimeline(journal, {format: 'json', level: 'all'}))
  const times = (one: {entries: {time: string}[]}) => one.entries.map(({time}) => time)
  expect(times(again)).toEqual(times(before))
  const figures = ({metrics}: {metrics: {name: string}[]}) =>
    metrics.filter(({name}) => /^(?:Time|Impact)/.test(name))
  expect(figures(again)).toEqual(figures(before))
})

test('a message of Slack keeps its limits, notifies nobody and says what did not fit', () => {
  const notes = Array.from({length: 900}, (_, index) =>
    event(index, 'note.added', {kind: 'observation', text: `<!channel> *${'x'.repeat(400)}*`}),
  )
  const {blocks} = JSON.parse(renderTimeline([{runId: 'a', events: numbered(notes)}], {format: 'slack'})) as {
    blocks: {type: string; text?: {type: string; text: string}; elements?: {text: string}[]}[]
  }
  expect(blocks.length).toBeLessThanOrEqual(50)
  for (const {text} of blocks) {
    if (!text) continue
    expect(text.type).toBe('plain_text')
    expect(text.text.length).toBeLessThanOrEqual(3000)
  }
  const shown = blocks.flatMap(({text}) => text?.text.match(/observation:/g) ?? []).length
  expect(blocks.at(-1)?.elements?.[0]?.text).toBe(`${900 - shown} more do not fit into one message of Slack.`)
})

test('a gantt stays below what Mermaid takes, and counts what is not drawn', () => {
  const notes = Array.from({length: 900}, (_, index) =>
    event(index, 'note.added', {kind: 'observation', text: 'x'.repeat(400)}),
  )
  const gantt = renderTimeline([{runId: 'a', events: numbered(notes)}], {format: 'mermaid'})
  expect(gantt.length).toBeLessThan(50_000)
  const drawn = gantt.match(/^ {2}\d+ /gm)!.length
  expect(gantt).toContain(`%% ${900 - drawn} more are not drawn`)
})

interface Span {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  startTimeUnixNano: string
  endTimeUnixNano: string
  events?: {name: string}[]
  status: {code?: number}
}

test('OTLP has a span for the run and one for each attempt below it, with ids of the right length that stay the same', () => {
  const write = () => renderTimeline(journal, {format: 'otlp', level: 'all', digest})
  const {resourceSpans} = JSON.parse(write()) as {resourceSpans: {scopeSpans: {spans: Span[]}[]}[]}
  const {spans} = resourceSpans[0]!.scopeSpans[0]!
  expect(write()).toBe(write())
  const root = spans.find(({parentSpanId}) => parentSpanId === undefined)!
  expect(spans.filter(span => span !== root).map(({name, status}) => [name, status.code])).toEqual([
    ['1. Check the status page', 1],
    ['2. Count connections', 1],
    ['3. Restart the backend (change)', 2],
    ['3. Restart the backend (change)', 1],
  ])
  for (const span of spans) {
    expect(span.traceId).toMatch(/^[0-9a-f]{32}$/)
    expect(span.spanId).toMatch(/^[0-9a-f]{16}$/)
    expect(span.traceId).toBe(root.traceId)
    if (span !== root) expect(span.parentSpanId).toBe(root.spanId)
    expect(BigInt(span.endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(span.startTimeUnixNano))
  }
  expect(new Set(spans.map(({spanId}) => spanId)).size).toBe(spans.length)
  expect(root.events!.map(({name}) => name)).toContain('runbook.milestone.detected')
})

test('a span of time is one in every form', () => {
  const told = [{name: 'notes', events: readTold('2026-11-22\n23:50–00:10 @ada vacuum', {zone: utc})}]
  const as = (format: TimelineFormat) => renderTimeline([], {told, format, digest})
  expect(as('markdown')).toContain('| 23:50:00–2026-11-23 00:10:00 | +0:00 | ada | vacuum |')
  expect(as('html')).toContain('>23:50:00–2026-11-23 00:10:00</time>')
  expect(as('html')).toMatch(/<rect class="said" x="[\d.]+" y="\d+" width="\d{3}/)
  expect(as('json')).toContain('"until":"2026-11-23T00:10:00.000Z"')
  expect(as('csv')).toMatch(/,2026-11-23T00:10:00.000Z,\n$/)
  expect(as('mermaid')).toContain(':2026-11-22T23:50:00, 2026-11-23T00:10:00')
  expect(as('slack')).toContain('23:50–00:10 ada: vacuum')
  expect(as('otlp')).toContain(`"endTimeUnixNano":"${Date.parse('2026-11-23T00:10:00Z')}000000"`)
})

test.each(['csv', 'json'] as const)(
  'what is written as %s and imported again is for outsiders no more than it was',
  format => {
    const inside = event(8, 'note.added', {kind: 'todo', text: 'fire the vendor', internal: true})
    const events = numbered([...marked.slice(0, 4), inside, ...marked.slice(4)])
    const written = renderTimeline([{runId: 'k3f9', events}], {format, level: 'all'})
    const again = {told: [{name: 'again', events: readTold(written, {zone: utc})}], external: true}
    const read = renderTimeline([], again)
    expect(read).toContain('**detected**')
    expect(read).not.toMatch(/vendor|Restart|Backend down|replica|ops-1/)
    const shown = renderTimeline([{runId: 'k3f9', events}], {format, external: true})
    const shownAgain = renderTimeline([], {
      ...again,
      told: [{name: 'x', events: readTold(shown, {zone: utc})}],
    })
    expect(shownAgain).toContain('A runbook was started')
  },
)

test('the JSON of a night is of the published form', () => {
  for (const options of [{level: 'all'}, {external: true}, {anonymize: true}] as const) {
    const document: unknown = JSON.parse(renderTimeline(journal, {format: 'json', ...options}))
    expect(timelineDocumentSchema.parse(document)).toEqual(document)
  }
  expect(() => timelineDocumentSchema.parse(JSON.parse(renderTimeline([], {format: 'json'})))).not.toThrow()
})
