import {expect, test} from 'vitest'
import type {RunEvent} from '../../src/model/event.ts'
import type {ToldEvent} from '../../src/model/told.ts'
import {timelineFormats} from '../../src/report/timeline/row.ts'
import {renderTimeline, type TimelineEvent} from '../../src/report/timeline.ts'
import {began, ended, event, kept, listed, runStarted} from './sample-run.ts'

const numbered = (events: readonly RunEvent[]): TimelineEvent[] =>
  events.map((one, index) => ({...one, sequence: index + 1}))
const step = listed(1, 'rm -rf /srv on ops-1', {effect: 'destroy'})
const secretive = numbered([
  runStarted([step]),
  began(5, step, 'rm -rf /srv/data'),
  ended(
    9,
    step,
    {kind: 'failure', detail: 'alice has no rights on ops-1'},
    {output: kept('outputs/001-ops-1.log')},
  ),
  event(
    10,
    'note.added',
    {
      kind: 'observation',
      text: 'Alice saw 10.1.2.3 and db-7.prod.example.com fail, @zoe too; `drop table x` was typed',
    },
    {authid: 'bob'},
  ),
  event(
    11,
    'note.added',
    {kind: 'decision', text: 'the vendor is to blame', internal: true},
    {authid: 'alice'},
  ),
  event(
    12,
    'incident.milestone',
    {milestone: 'mitigated', note: 'Bob told carol@example.com at https://wiki.example.com/x'},
    {authid: 'bob'},
  ),
  event(
    13,
    'prompt.answered',
    {question: 'failure', answer: 'quit', detail: 'ask alice', waitedMs: 5},
    {subject: 's1', authid: 'alice'},
  ),
  event(14, 'evidence.attached', {name: 'ops-1.png', url: 'https://wiki.example.com/ops-1'}),
  event(
    15,
    'target.checked',
    {target: 'ops', observed: {hostname: 'node-17'}, verdict: 'unmet'},
    {subject: 's1'},
  ),
])
const told: {name: string; events: ToldEvent[]}[] = [
  {
    name: 'alice-slack.json',
    events: [
      {time: '2026-11-22T03:12:20.000Z', who: 'Zoe Smith', text: 'zoe is here, node-17 too', internal: true},
      {time: '2026-11-22T03:12:21.000Z', text: 'users could log in again', kind: 'comms'},
    ],
  },
]
const journals = [{runId: '20261122-ops-1-k3f9', events: secretive}]

test.each(timelineFormats)('as %s, nobody and no host is named where it is anonymous', format => {
  const text = renderTimeline(journals, {told, format, level: 'all', anonymize: true})
  expect(text).not.toMatch(/alice|bob|zoe|carol|smith|ops-1|db-7|node-17|10\.1\.2\.3|example\.com/i)
})

test('the same name, however it is written, becomes the same person, and the same host the same host', () => {
  const lines = renderTimeline(journals, {told, anonymize: true, level: 'all'}).split('\n')
  const line = (part: string) => lines.find(one => one.includes(part))!
  expect(line('Run started')).toContain('| Person A |')
  expect(line('Run started')).toContain('on `host-1`')
  expect(line('has no rights')).toContain('Person A has no rights on host-1')
  expect(line('saw')).toMatch(/\| Person B \|.*Person A saw address-1 and host-\d fail, (Person \w) too/)
  const zoe = /fail, (Person \w) too/.exec(line('saw'))![1]!
  expect(line('is here')).toContain(`| ${zoe} |`)
  expect(line('is here')).toContain(`${zoe} is here`)
})

test.each(timelineFormats)(
  'as %s, outsiders read no command, host, name, address or internal note',
  format => {
    const text = renderTimeline(journals, {told, format, level: 'all', external: true})
    expect(text).not.toMatch(
      /alice|bob|zoe|carol|smith|ops-1|db-7|node-17|10\.1\.2\.3|example\.com|rm -rf|\/srv|drop table|vendor|slack\.json|k3f9|outputs/i,
    )
  },
)

test('outsiders read milestones, notes, what changed and how it ended, and what they were told', () => {
  const rows = renderTimeline(journals, {told, external: true})
    .split('\n')
    .filter(line => /^\| \d\d:/.test(line))
    .map(line => line.split(' | ').slice(3, 6))
  expect(rows).toEqual([
    ['', 'A runbook was started', ''],
    ['', 'Step 1 (destroy)', '✗ failure'],
    [
      '',
      '**observation:** Person A saw address-1 and host-1 fail, Person C too; \\[command\\] was typed',
      '',
    ],
    ['', '**mitigated**', 'Person B told Person D at link-1'],
    ['', '**comms:** users could log in again', ''],
  ])
})

test('half a name, where a text was cut, is left out too; so is code without its end, and over several lines', () => {
  const long = `${'x '.repeat(298)}alice was here`
  const texts = [
    long,
    'it says ```\nrm -rf /srv\n``` and goes on',
    'typed `drop table x and left',
    'then\n$ rm -rf /srv\nand on',
  ]
  const events = numbered([
    runStarted([listed(1, 'Restart pg-main with systemctl')]),
    ...texts.map((text, index) => event(index, 'note.added', {kind: 'observation', text}, {authid: 'alice'})),
  ])
  for (const format of timelineFormats) {
    const text = renderTimeline([{runId: 'r', events}], {format, external: true, level: 'all'})
    expect(text).not.toMatch(/\bali(?:c|…)|rm -rf|drop|systemctl|pg-main/)
  }
})
