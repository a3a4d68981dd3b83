import fc from 'fast-check'
import {expect, test} from 'vitest'
import {ToldError} from '../../../src/model/told.ts'
import {utc, zoneOf} from '../../../src/model/zone.ts'
import {readTold} from '../../../src/parser/told/read-told.ts'
import {hostile} from '../../report/hostile.ts'
import {rounds} from '../../support/rounds.ts'

const told = (text: string, zone = utc) => readTold(text, {zone})
const json = (value: unknown) => told(JSON.stringify(value, undefined, 1))

test('CSV is read by the names of its columns, in any order, with quotes, line breaks and a zone in the head', () => {
  const text =
    'Who;What;Time (Europe/Paris);Milestone\r\nada;"says ""hi""; then\nleaves";2026-11-22 10:00;\r\n;;2026-11-22 10:05;detected\r\n'
  expect(told(text)).toEqual([
    {time: '2026-11-22T09:00:00.000Z', who: 'ada', text: 'says "hi"; then\nleaves'},
    {time: '2026-11-22T09:05:00.000Z', text: '', milestone: 'detected'},
  ])
})

test('a day in a column of its own stands before the time', () =>
  expect(told('Date,Time,Event\n2026-11-22,09:30,x\n')).toEqual([
    {time: '2026-11-22T09:30:00.000Z', text: 'x'},
  ]))

test('times in CSV may be seconds since 1970, guesses, or of a zone of their own', () =>
  expect(
    told('time,text,approximate\n1763802000,a,\n~2025-11-22 09:00 PST,b,\n2025-11-22 09:00,c,yes\n'),
  ).toEqual([
    {time: '2025-11-22T09:00:00.000Z', text: 'a'},
    {time: '2025-11-22T17:00:00.000Z', text: 'b', approximate: true},
    {time: '2025-11-22T09:00:00.000Z', text: 'c', approximate: true},
  ]))

test('a Slack export gives names for ids, text for markup, and leaves out who only came; all is internal', () => {
  const messages = [
    {
      type: 'message',
      user: 'U1',
      user_profile: {display_name: 'ada'},
      ts: '1763802000.000200',
      text: 'a &lt; b &amp; <@U2> <!here> <#C1|ops> <https://x.example|the page>',
    },
    {type: 'message', user: 'U2', user_profile: {real_name: 'Bob B'}, ts: '1763802060.5', text: '<@U1|a> ok'},
    {type: 'message', subtype: 'channel_join', user: 'U3', ts: '1763802061', text: 'has joined'},
    {
      type: 'message',
      subtype: 'bot_message',
      username: 'alerts',
      ts: '1763802062',
      text: '',
      attachments: [{fallback: 'BackendDown'}],
    },
    {type: 'message', user: 'U4', ts: '1763802063', files: [{name: 'graph.png'}]},
  ]
  const expected = [
    {
      time: '2025-11-22T09:00:00.000Z',
      who: 'ada',
      text: 'a < b & @Bob B @here #ops the page (https://x.example)',
      internal: true,
    },
    {time: '2025-11-22T09:01:00.500Z', who: 'Bob B', text: '@ada ok', internal: true},
    {time: '2025-11-22T09:01:02.000Z', who: 'alerts', text: 'BackendDown', internal: true},
    {time: '2025-11-22T09:01:03.000Z', who: 'U4', text: 'file graph.png', internal: true},
  ]
  expect(json(messages)).toEqual(expected)
  expect(json({ok: true, messages})).toEqual(expected)
})

test('of PagerDuty, what was triggered, acknowledged and resolved are milestones, and notifications are details', () =>
  expect(
    json({
      log_entries: [
        {
          type: 'trigger_log_entry',
          created_at: '2026-11-22T03:02:00Z',
          summary: 'Triggered through the API',
          agent: {summary: 'Prometheus', type: 'service_reference'},
          channel: {type: 'api', summary: 'BackendDown'},
        },
        {type: 'notify_log_entry', created_at: '2026-11-22T03:02:05Z', summary: 'Notified Ada by phone'},
        {
          type: 'acknowledge_log_entry',
          created_at: '2026-11-22T04:03:00+01:00',
          summary: 'Acknowledged by Ada',
          agent: {summary: 'Ada'},
        },
        {type: 'resolve_log_entry', created_at: '2026-11-22T03:30:00Z', html_url: 'https://pd.example/1'},
      ],
    }),
  ).toEqual([
    {
      time: '2026-11-22T03:02:00.000Z',
      who: 'Prometheus',
      text: 'Triggered through the API: BackendDown',
      milestone: 'detected',
      internal: true,
    },
    {time: '2026-11-22T03:02:05.000Z', text: 'Notified Ada by phone', detail: true, internal: true},
    {
      time: '2026-11-22T03:03:00.000Z',
      who: 'Ada',
      text: 'Acknowledged by Ada',
      milestone: 'acknowledged',
      internal: true,
    },
    {
      time: '2026-11-22T03:30:00.000Z',
      text: 'resolve',
      milestone: 'resolved',
      url: 'https://pd.example/1',
      internal: true,
    },
  ]))

test('an alert that Alertmanager sends again and again begins once and ends once, and is no milestone', () => {
  const alert = {
    labels: {alertname: 'BackendDown', severity: 'page', instance: 'db-1'},
    annotations: {summary: 'no answers'},
    startsAt: '2026-11-22T03:02:00.123456789Z',
    endsAt: '0001-01-01T00:00:00Z',
  }
  const over = {...alert, status: 'resolved', endsAt: '2026-11-22T03:20:00Z'}
  const sent = (one: object) => ({version: '4', status: 'firing', alerts: [one]})
  const expected = [
    {
      time: '2026-11-22T03:02:00.123Z',
      who: 'Alertmanager',
      text: 'alert BackendDown, page fires: no answers (instance=db-1)',
      internal: true,
    },
    {
      time: '2026-11-22T03:20:00.000Z',
      who: 'Alertmanager',
      text: 'alert BackendDown, page is over (instance=db-1)',
      internal: true,
    },
  ]
  expect(json([sent({...alert, status: 'firing'}), sent({...alert, status: 'firing'}), sent(over)])).toEqual(
    expected,
  )
  expect(told(`${JSON.stringify(sent(alert))}\n${JSON.stringify(sent(over))}\n`)).toEqual(expected)
})

test('any list of objects with a time and a text is read', () =>
  expect(
    json({
      incident: 1,
      events: [
        {at: 1763802000, message: 'x', author: {name: 'ada'}, kind: 'todo', link: 'https://x.example'},
      ],
    }),
  ).toEqual([
    {time: '2025-11-22T09:00:00.000Z', who: 'ada', text: 'x', kind: 'todo', url: 'https://x.example'},
  ]))

test.each([
  ['time,text\n2026-11-22 09:00,x\n2026-13-22 09:00,y\n', 3, 'expected a time'],
  ['time,text\n2026-11-22 09:00,"x\ny\n', 2, 'a quote begins here and never ends'],
  ['time,text\n2026-11-22 09:00,x,y\n', 2, 'it has 3 fields, the first line names 2'],
  ['time,text,milestone\n2026-11-22 09:00,x,fixed\n', 2, 'no milestone is called so'],
  ['time,text\n2026-11-22 09:00,\n', 2, 'it says nothing of what happened'],
  [
    '[\n {"time": "2026-11-22 09:00Z", "text": "x"},\n {"time": "later", "text": "y"}\n]',
    3,
    'later: expected a time',
  ],
  [
    '{"alerts": [\n {"labels": {}, "startsAt": "2026-11-22T03:02:00Z"},\n {"labels": {"a": 1},\n "startsAt": 5}]}',
    3,
    '`labels.a` is not as it should be',
  ],
  ['[{"ts": "1763802000.1", "text": "x"},\n{"ts": 5, "text": "x"}]', 2, '`ts` is not as it should be'],
  ['[\n{"type": "trigger_log_entry",\n"created_at": "soon"}]', 3, 'soon: expected a time'],
  ['{"time": "2026-11-22 09:00Z",\n"text": "x",,}', 2, 'this is not JSON'],
  ['{"text": "x", "time": "2026-11-22 09:00Z"}\n{"text": }\n', 2, 'this is not JSON'],
  ['[1, 2]', 1, 'no time is told here'],
  ['[]', 1, 'no time is told here'],
])('what is wrong with %j is said with its line', (text, line, message) => {
  expect(() => told(text)).toThrow(expect.objectContaining({line, message: expect.stringContaining(message)}))
})

test('whatever a file holds, it is told or refused with a line of the file', () => {
  const shapes = fc.oneof(
    fc.array(hostile).map(parts => `2026-11-22\n${parts.map(part => `09:30 ${part}`).join('\n')}`),
    fc
      .array(fc.tuple(hostile, hostile))
      .map(rows => `time,text\n${rows.map(row => row.join(',')).join('\n')}`),
    fc.json(),
    fc.array(fc.record({ts: hostile, text: hostile})).map(rows => JSON.stringify(rows)),
  )
  fc.assert(
    fc.property(shapes, text => {
      try {
        for (const {time} of told(text, zoneOf('Europe/Paris')))
          expect(new Date(time).toISOString()).toBe(time)
      } catch (error) {
        expect(error).toBeInstanceOf(ToldError)
        expect((error as ToldError).line).toBeLessThanOrEqual(text.split(/\r\n?|\n/).length)
      }
    }),
    {numRuns: rounds(500)},
  )
})

const foreign = {
  csv: 'Time (UTC),Who,What,Milestone,Until\n2026-11-22 23:52,ada,"alert ""x"",\nBackend",detected,\n2026-11-22 23:55,é,y,,2026-11-23 00:10\n',
  lines:
    '## 2026-11-22\n\n23:52 - @ada detected: alert\n~23:55–00:02 UTC @bob décision: fail over\n00:04 internal: x\n',
  json: '{"events": [{"time": "2026-11-22T23:52:00Z", "who": {"name": "ada"}, "text": "é \\u00e9"}, {"at": 1795391520, "what": "b"}]}',
  slack:
    '[{"type": "message", "user": "U1", "user_profile": {"display_name": "adé"}, "ts": "1795391520.000200", "text": "<@U2> <https://x.example|b> :fire:"}]',
  pagerduty:
    '{"log_entries": [{"type": "trigger_log_entry", "created_at": "2026-11-22T23:52:00Z", "summary": "Triggéred", "agent": {"summary": "P"}}]}',
  alertmanager:
    '{"version": "4", "alerts": [{"status": "resolved", "labels": {"alertname": "é"}, "startsAt": "2026-11-22T23:52:00Z", "endsAt": "2026-11-23T00:52:00.123456789Z"}]}',
}

test.each(Object.entries(foreign))(
  '%s cut off or broken at any byte is told or refused with its line',
  (_, text) => {
    const bytes = Buffer.from(text)
    expect(told(text).length).toBeGreaterThan(0)
    const read = (some: Buffer) => {
      const given = some.toString()
      try {
        for (const {time, until} of told(given)) {
          expect(new Date(time).toISOString()).toBe(time)
          if (until !== undefined) expect(until >= time).toBe(true)
        }
      } catch (error) {
        expect(error).toBeInstanceOf(ToldError)
        expect((error as ToldError).line).toBeLessThanOrEqual(given.split(/\r\n?|\n/).length)
      }
    }
    for (let at = 0; at < bytes.length; at++) {
      read(bytes.subarray(0, at))
      read(bytes.subarray(at))
      for (const byte of [0, 0x22, 0x2c, 0x39, 0x7b, 0xff]) {
        const broken = Buffer.from(bytes)
        broken[at] = byte
        read(broken)
      }
    }
  },
)
