import fc from 'fast-check'
import {expect, test} from 'vitest'
import type {RunEvent} from '../../src/model/event.ts'
import {fold, next, nothing} from '../../src/model/fold.ts'
import {type Incident, renderIncident} from '../../src/report/incident.ts'
import {rounds} from '../support/rounds.ts'
import {hostile} from './hostile.ts'
import {nodes, parsed} from './parsed.ts'
import {began, ended, event, headOf, kept, listed, night, runStarted} from './sample-run.ts'

const runId = '20261122T031200Z-backend-down-k3f9'
const printed: Incident['output'] = ({path}) =>
  path.includes('002')
    ? {kind: 'altered'}
    : {kind: 'text', text: 'starting\r\n\u001b[31mERROR\u001b[0m ``` full\n 1%\r100%\r\n'}

function rendered(events: readonly RunEvent[], output: Incident['output'] = printed): string {
  return renderIncident({run: fold(events), runId, head: headOf(events), output})
}

/** The rows of the table of steps: number and status. */
function statuses(markdown: string): string[] {
  const rows = markdown.split('## Steps')[1]!.split('\n\n')[1]!.split('\n').slice(2)
  return rows.map(line => `${line.split(' | ')[0]!.slice(2)} ${line.split(' | ')[3]}`)
}

test('the log of a finished night tells every step, note, guard, input and the head', async () => {
  await expect(rendered(night)).toMatchFileSnapshot('expected/incident.md')
})

test('the same input gives the same log', () =>
  expect(rendered(night)).toBe(rendered(structuredClone(night))))

test('an empty journal says that nothing is on record', () =>
  expect(
    rendered([]),
  ).toBe(`<!-- runbook:begin incident run=20261122T031200Z-backend-down-k3f9 sequence=0; generated from journal.jsonl, write below the end marker -->

# Incident log: nothing is on record

- **Status:** ? nothing is on record: the journal has no start of a run

## Record

- Run \`20261122T031200Z-backend-down-k3f9\`
- Head: the journal is empty
- Verify, in this directory: \`runbook log --verify .\`; keep a copy of the head elsewhere, it proves that nothing was cut off

<!-- runbook:end incident run=20261122T031200Z-backend-down-k3f9 digest=9eef23b3508c799c -->
`))

test('a run cut off amid a change calls the change unknown and says to look first', () => {
  const log = rendered(night.slice(0, 11))
  expect(statuses(log)).toEqual([
    '1 ✓ success',
    '2 ✗ failed: expected <= 100, observed 312',
    '3 ? unknown: it began, no end is on record',
    '4 · not run',
    '5 · not run',
    '6 · not run',
  ])
  expect(log).toContain(
    '- **Status:** ? not finished; the record ends at 2026-11-22 03:13:31 UTC: the run still goes on, or it was cut off\n',
  )
  expect(log).toContain(
    '- **Next:** find out whether step 3 Restart the backend happened; do not run it again before\n',
  )
})

test('a run that a signal ended is said to have ended, and can be resumed', () => {
  const log = rendered([...night.slice(0, 9), event(200, 'run.interrupted', {signal: 'SIGINT'})])
  expect(log).toMatch(
    /- \*\*Status:\*\* \? interrupted by SIGINT, not finished: ended at 2026-11-22 \d\d:\d\d:\d\d UTC; it can be resumed\n/,
  )
  expect(log).not.toContain('still goes on')
})

test('wherever a run is cut off, only what is recorded as a success has a success mark', () => {
  for (let count = 1; count <= night.length; count++) {
    const events = night.slice(0, count)
    const succeeded = new Set(
      events.flatMap(({type, subject, data}) =>
        (type === 'step.finished' && data.outcome.kind === 'success') ||
        (type === 'checklist.changed' && data.state === 'done')
          ? [subject]
          : [],
      ),
    )
    const marked = statuses(rendered(events)).filter(line => line.includes('✓'))
    for (const line of marked) expect(succeeded).toContain(`s${line[0]}`)
    expect(rendered(events).includes('**Status:** ✓')).toBe(count === night.length)
  }
})

test('a step that was begun, lost and then skipped is unknown, not skipped', () => {
  const step = listed(1, 'Move the traffic', {effect: 'change'})
  const skipped = event(9, 'step.skipped', {reason: 'looked at it', by: 'operator'}, {subject: 's1'})
  expect(statuses(rendered([runStarted([step]), began(5, step), skipped]))).toEqual([
    '1 ? unknown: it began, no end is on record; then skipped: looked at it',
  ])
})

test('a success on the operator’s word says so', () => {
  const step = listed(1, 'Look')
  expect(
    statuses(
      rendered([runStarted([step]), began(5, step), ended(6, step, {kind: 'success', by: 'operator'})]),
    ),
  ).toEqual(['1 ✓ done, says the operator'])
})

test('a secret input shows no value even if one is on record', () => {
  const log = rendered([
    runStarted([]),
    event(1, 'input.set', {name: 'k', value: 'hunter2', secret: true, source: 'option'}),
  ])
  expect(log).toContain('| `k` | secret | option |')
  expect(log).not.toContain('hunter2')
})

test('a long output shows its first 10 and last 40 lines and a link to the whole', () => {
  const step = listed(1, 'Look')
  const text = Array.from({length: 120}, (_, index) => `line ${index + 1}`).join('\n')
  const log = rendered(
    [
      runStarted([step]),
      began(5, step),
      ended(6, step, {kind: 'success'}, {output: kept('outputs/001.log', 120)}),
    ],
    () => ({kind: 'text', text: `${text}\n`}),
  )
  expect(log).toContain(
    'the first 10 and the last 40 of 120 lines, whole in [`outputs/001.log`](outputs/001.log).\n\n```text\nline 1\nline 2\n',
  )
  expect(log).toContain('\nline 10\n[… 70 lines …]\nline 81\n')
  expect(log).toContain('\nline 120\n```\n')
})

test('what is known of steps changes nothing of a log that grows', () => {
  const known: Incident['known'] = new WeakMap()
  let run = nothing()
  for (const [index, event] of night.entries()) {
    run = next(run, event)
    const events = night.slice(0, index + 1)
    const grown = renderIncident({run, runId, head: headOf(events), output: printed, known})
    expect(grown).toBe(rendered(events))
  }
})

test('of a step that was tried very often the first and last attempts are told, and how many there were', () => {
  const step = listed(1, 'Poll')
  const events = Array.from({length: 5000}, (_, index) => [
    began(index, step, 'x', index + 1),
    ended(index, step, {kind: 'failure', detail: `try ${index + 1}`}, {attempt: index + 1}),
  ]).flat()
  const run = fold([runStarted([step]), ...events])
  expect(run.steps[0]!.attempts).toHaveLength(200)
  expect(run.steps[0]!.attempts.map(({number}) => number).slice(18, 22)).toEqual([19, 20, 4821, 4822])
  const log = rendered([runStarted([step]), ...events])
  expect(log).toContain('(5000 attempts)')
  expect(log).toContain('The last 10 of 5000 attempts:')
  expect(log).toContain('- Step 1, Poll: 5000 attempts')
})

test('the incident, a guessed time, a clock that jumped and a redaction are told', () => {
  const started = runStarted([])
  const log = rendered([
    {...started, data: {...started.data, incident: 'INC-1234'}},
    event(5, 'note.added', {kind: 'observation', text: 'slow', approximate: true}, {authid: 'bob'}),
    event(9, 'clock.jumped', {cause: 'sleep', jumpMs: 7_200_000, since: '2026-11-22T03:12:05.000Z'}),
    event(10, 'event.redacted', {files: [{path: 'outputs/a.log', places: 1, was: 'x'}]}, {authid: 'ada'}),
  ])
  expect(log).toContain('- **Incident:** `INC-1234`\n')
  expect(log).toContain('- ~2026-11-22 03:12:05 **observation** (bob): slow\n')
  expect(log).toContain(
    '- **Clock:** the machine slept for 2 h 00 min, some time after 2026-11-22 03:12:05 UTC\n',
  )
  expect(log).toContain('- Redacted 2026-11-22 03:12:10 UTC by ada: a leak was taken out of outputs/a.log\n')
})

test('a missing output file is told', () => {
  const step = listed(1, 'Look')
  const events = [
    runStarted([step]),
    began(5, step),
    ended(6, step, {kind: 'success'}, {output: kept('outputs/001.log')}),
  ]
  expect(rendered(events, () => ({kind: 'missing'}))).toContain('is **missing**.')
})

test('whatever people say of the incident, and of what they said, the log keeps its structure', () => {
  fc.assert(
    fc.property(hostile, hostile, hostile, (one, two, three) => {
      const events = [
        runStarted([listed(1, 'Look')]),
        event(1, 'note.added', {kind: 'observation', text: 'kept'}),
        event(1, 'note.added', {kind: 'observation', text: 'hidden'}),
        event(1, 'event.amended', {sequence: 2, text: one, reason: two}, {authid: three}),
        event(1, 'event.hidden', {sequence: 3, hidden: true, reason: one}, {authid: two}),
        event(1, 'incident.updated', {
          incident: one,
          title: `x${two}`,
          severity: three,
          summary: one,
          impact: two,
        }),
        event(1, 'role.assigned', {role: one, person: two}, {authid: three}),
        event(1, 'run.paused', {reason: three}, {authid: one}),
        event(1, 'log.sealed', {note: one, files: [{path: two, sha256: '', bytes: 1}]}, {authid: three}),
      ].map((said, at) => ({...said, sequence: at + 1}))
      const all = nodes(parsed(rendered(events, () => ({kind: 'missing'}))))
      const count = (type: string) => all.filter(node => node.type === type).length
      expect(all.flatMap(node => (node.type === 'heading' ? [node.depth] : []))).toEqual([1, 2, 2, 2])
      expect([count('html'), count('table'), count('list'), count('emphasis')]).toEqual([2, 1, 3, 1])
      for (const type of [
        'image',
        'definition',
        'footnoteReference',
        'thematicBreak',
        'blockquote',
        'delete',
      ])
        expect(count(type)).toBe(0)
    }),
    {numRuns: 200},
  )
})

test('whatever texts a run holds, the log keeps its structure', () => {
  fc.assert(
    fc.property(hostile, hostile, hostile, (one, two, three) => {
      const step = listed(1, one, {section: [two]})
      const log = rendered(
        [
          {...runStarted([step]), authid: three},
          began(1, {...step, section: [two, three]}, `x${two}`),
          ended(
            2,
            step,
            {kind: 'failure', detail: three},
            {output: kept(`outputs/${one}`), process: {exit: {code: 7}}},
          ),
          event(
            2,
            'check.evaluated',
            {attempt: 1, verdict: 'unmet', expected: one, observed: two},
            {subject: 's1'},
          ),
          event(3, 'note.added', {kind: 'todo', text: three}, {subject: 's1', authid: one}),
          event(4, 'guard.triggered', {guard: two, message: one}, {subject: 's1'}),
          event(4, 'input.set', {name: one, value: two, secret: false, source: 'answer'}),
          event(5, 'step.skipped', {reason: two, by: 'operator'}, {subject: 's1'}),
          event(6, 'run.finished', {result: 'failure', reason: three, durationMs: 1}),
        ],
        () => ({kind: 'text', text: two}),
      )
      const tree = parsed(log)
      const all = nodes(tree)
      const count = (type: string) => all.filter(node => node.type === type).length
      expect(all.flatMap(node => (node.type === 'heading' ? [node.depth] : []))).toEqual([
        1, 2, 2, 2, 2, 2, 2, 2, 2, 2,
      ])
      expect(all.flatMap(node => (node.type === 'html' ? [node.value.replace(/[\s>].*/s, '')] : []))).toEqual(
        ['<!--', '<details', '</details', '<!--'],
      )
      expect([count('code'), count('table'), count('tableCell'), count('list')]).toEqual([
        2,
        4,
        12 + 6 + 14 + 8,
        8,
      ])
      for (const type of [
        'image',
        'definition',
        'footnoteReference',
        'thematicBreak',
        'blockquote',
        'delete',
        'emphasis',
      ]) {
        expect(count(type)).toBe(0)
      }
    }),
    {numRuns: rounds(200)},
  )
})

test('the log of 500 steps with large outputs stays under 1 MiB and keeps the output of what failed', () => {
  const steps = Array.from({length: 500}, (_, index) =>
    listed(index + 1, `Step ${index + 1} ${'é'.repeat(90)}`),
  )
  const events = steps.flatMap((step, index) => [
    began(index, step, 'echo x\n'.repeat(400)),
    ended(index, step, index === 250 ? {kind: 'failure', detail: 'exit 1'} : {kind: 'success'}, {
      output: kept(`outputs/${index}.log`, 90_000),
    }),
  ])
  const log = rendered([runStarted(steps), ...events], ({path}) => ({
    kind: 'text',
    text: `${path}\n${'é|`<'.repeat(9000)}\n`.repeat(60),
  }))
  expect(Buffer.byteLength(log)).toBeLessThan(1024 * 1024)
  expect(log.match(/<details/g)).toHaveLength(500)
  expect(log).toContain('The text goes on: 2800 characters, whole in `journal.jsonl`.')
  expect(log.includes('the last 40 of 90000 lines, whole in [`outputs/250.log`]')).toBe(true)
})

test('a log for a comment stays under 64 KiB, with what is going on and what broke', () => {
  const steps = Array.from({length: 500}, (_, index) =>
    listed(index + 1, `Step ${index + 1} ${'é'.repeat(90)}`),
  )
  const events = steps.flatMap((step, index) => [
    began(index, step, 'echo x\n'.repeat(40)),
    ended(index, step, index === 250 ? {kind: 'failure', detail: 'exit 1'} : {kind: 'success'}, {
      output: kept(`outputs/${index}.log`, 900),
    }),
    event(index, 'note.added', {kind: 'todo', text: '<@a> #1 '.repeat(99)}, {subject: step.id}),
    event(index, 'guard.triggered', {guard: 'target', message: '| ` '.repeat(200)}, {subject: step.id}),
  ])
  const all = [runStarted(steps), ...events]
  const log = renderIncident({
    run: fold(all),
    runId,
    head: headOf(all),
    bytes: 65_536,
    output: () => ({kind: 'text', text: 'a line\n'.repeat(900)}),
  })
  expect(Buffer.byteLength(log)).toBeLessThan(65_536)
  expect(log).toContain('- **Failed or open:** step 251')
  expect(log).toContain('<summary>251. ')
  expect(log).toMatch(/The details of \d+ more steps are left out here/)
})

test('a log that cannot hold everything says what it leaves out', () => {
  const steps = Array.from({length: 1500}, (_, index) => listed(index + 1, '漢'.repeat(200)))
  const events = steps.flatMap(step => [
    began(1, step, '漢'.repeat(3000)),
    event(1, 'note.added', {kind: 'todo', text: '<'.repeat(5000)}, {subject: step.id}),
  ])
  const log = rendered([runStarted(steps), ...events])
  expect(Buffer.byteLength(log)).toBeLessThan(1024 * 1024)
  expect(log).toMatch(/\| … \| and \d+ more: see `journal\.jsonl`/)
  expect(log).toMatch(/The details of \d+ more steps are left out here/)
  expect(log).toMatch(/- … and \d+ more: see `journal\.jsonl`/)
})
