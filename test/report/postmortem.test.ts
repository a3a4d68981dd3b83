import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {RunEvent} from '../../src/model/event.ts'
import {fold} from '../../src/model/fold.ts'
import {draftPostmortem, renewPostmortem, unknownSlots} from '../../src/report/postmortem.ts'
import {runsOf} from '../../src/report/postmortem-frame.ts'
import type {PostmortemRun} from '../../src/report/postmortem-run.ts'
import {slots} from '../../src/report/postmortem-slots.ts'
import {postmortemTemplates} from '../../src/report/postmortem-templates.ts'
import {thin} from '../../src/report/postmortem-thin.ts'
import {hostile} from './hostile.ts'
import {nodes, parsed} from './parsed.ts'
import {began, ended, event, kept, listed, night, runStarted} from './sample-run.ts'

const numbered = (events: readonly RunEvent[]) => events.map((one, at) => ({...one, sequence: at + 1}))

/** A run of these events; every output ends with the text. */
function recorded(events: readonly RunEvent[], printed = '312\n', runId = 'run-1'): PostmortemRun {
  return {
    runId,
    folder: `incidents/${runId}/`,
    run: fold(structuredClone(events)),
    events: numbered(events),
    begunBy: new Map([['alice', events.filter(({type}) => type === 'step.started').length]]),
    output: () => ({kind: 'text', text: printed}),
  }
}

const marks: RunEvent[] = [
  event(-600, 'incident.milestone', {milestone: 'impact-began', note: 'users see 502', approximate: true}),
  event(-60, 'incident.milestone', {milestone: 'detected'}),
  event(131, 'incident.milestone', {milestone: 'mitigated'}),
  event(200, 'incident.milestone', {milestone: 'impact-ended'}),
]

/** What a text of somebody must not add, nor take away. */
const structural = new Set([
  ...[
    'heading',
    'html',
    'code',
    'table',
    'tableRow',
    'tableCell',
    'list',
    'image',
    'definition',
    'blockquote',
  ],
  ...['footnoteReference', 'thematicBreak', 'delete', 'emphasis'],
])
const slotOf = (name: string, events: readonly RunEvent[]) => slots[name]!.text([recorded(events)])

describe('decisions', () => {
  test('each stands with what the record held before it, and nothing that came after', () => {
    expect(
      slotOf('decisions', night),
    ).toBe(`- 2026-11-22 03:13:30 (alice): agreed to run 3. Restart the backend (change)
  - Known then:
    - check of 2. Count connections, 59.0 s before: **unmet**, expected \`<= 100\`, observed \`312\`
    - last step that had ended, 59.0 s before: 2. Count connections, success; it printed last: \`312\`
    - hypothesis, 30.0 s before: Pool exhausted,\\
      see \`#42\` and ask \`@bob\`
- 2026-11-22 03:13:50 (alice): tried again at 3. Restart the backend (change)
  - Known then:
    - check of 2. Count connections, 1 min 19 s before: **unmet**, expected \`<= 100\`, observed \`312\`
    - last step that had ended, 15.0 s before: 3. Restart the backend (change), failed: exit 1; it printed last: \`312\`
- 2026-11-22 03:14:30 (alice): skipped 4. Run the migration (destroy): nothing to migrate
  - Known then:
    - check of 2. Count connections, 1 min 59 s before: **unmet**, expected \`<= 100\`, observed \`312\`
    - last step that had ended, 20.0 s before: 3. Restart the backend (change), success; it printed last: \`312\``)
  })

  test('what a policy answered is no decision, what a person noted is', () => {
    const unattended = night.map(one =>
      one.type === 'run.started' ? {...one, data: {...one.data, mode: 'unattended' as const}} : one,
    )
    const note = event(25, 'note.added', {kind: 'decision', text: 'fail over'}, {authid: 'bob'})
    const text = slotOf('decisions', [...unattended.slice(0, 5), note, ...unattended.slice(5)])
    expect(text.split('\n').filter(line => line.startsWith('-'))).toEqual([
      '- 2026-11-22 03:12:25 (bob): **fail over**',
      '- 2026-11-22 03:14:30 (alice): skipped 4. Run the migration (destroy): nothing to migrate',
    ])
  })
})

test('signals name checks, failures, tries, changed commands, skips and guards, and no cause', () => {
  const waited = event(
    40,
    'prompt.answered',
    {question: 'step', answer: 'run', waitedMs: 600_000},
    {subject: 's2'},
  )
  expect(
    slotOf('signals', [...night, waited]),
  ).toBe(`- Check not met, step 2 Count connections: expected \`<= 100\`, observed \`312\`
- Not succeeded, step 3 Restart the backend: failed: exit 1
- 2 attempts at step 3 Restart the backend, over 20.0 s
- Changed between its attempts, step 3 Restart the backend: 2 texts were run
- Skipped by the operator, step 4 Run the migration: nothing to migrate
- Guard \`target\` at 2026-11-22 03:14:20: the database is a replica
- 10 min 00 s until an answer at 2026-11-22 03:12:40, step 2 Count connections`)
})

test('a block that was edited for the run is a decision and a signal', () => {
  const edit = event(
    89,
    'step.edited',
    {diff: '-a\n+b\n', text: 'b', effect: 'destroy', wasEffect: 'change'},
    {subject: 's3', authid: 'alice'},
  )
  const events = [...night.slice(0, 9), edit, ...night.slice(9)]
  const told = "edited for this run, destroy (the document's text: change)"
  expect(slotOf('decisions', events)).toContain(`(alice): 3. Restart the backend (change): ${told}\n`)
  expect(slotOf('signals', events)).toContain(
    `- Not as the runbook has it, step 3 Restart the backend: ${told} by alice\n`,
  )
})

test('impact tells each stretch, and says what is unknown', () => {
  expect(slotOf('impact', marks)).toBe(
    '- Users were affected from ~2026-11-22 03:02:00 to 2026-11-22 03:15:20 UTC, 13 min 20 s: users see 502',
  )
  expect(slotOf('impact', marks.slice(0, 2))).toContain('to **unknown** UTC')
  expect(slotOf('impact', night)).toMatch(/^When users were affected is \*\*unknown\*\*/)
})

test('metrics have two ends each, or say `unknown`', () => {
  const text = slotOf('metrics', [...marks.slice(0, 2), ...night])
  expect(text).toContain('| Time to detect | ~9 min 00 s | 2026-11-22 03:02:00 | 2026-11-22 03:11:00 |')
  expect(text).toContain('| Time to mitigate, from impact | unknown | 2026-11-22 03:02:00 | unknown |')
})

test('the chart is one that GitHub draws, of the story', () => {
  const text = slotOf('gantt', [...marks, ...night])
  expect(text).toMatch(/^```mermaid\ngantt\n.*\n```$/s)
  expect(text).toContain('detected :milestone, 2026-11-22T03:11:00, 0s\n')
  expect(text).toMatch(/Restart the backend.*:done, 2026-11-22T03:13:51, 2026-11-22T03:14:10\n/)
})

describe.each(Object.entries(postmortemTemplates))('the template %s', (_, template) => {
  test('has only slots that there are, and leaves none open', () => {
    expect(unknownSlots(template)).toEqual([])
    expect(draftPostmortem(template, [recorded(night)])).not.toContain('{{')
  })

  test('whatever texts a run holds, keeps its structure', () => {
    const structure = (one: string, two: string) => {
      const step = listed(1, one, {effect: 'change', section: [two]})
      const events = [
        runStarted([step]),
        event(
          1,
          'prompt.answered',
          {question: 'step', answer: 'run', waitedMs: 400_000},
          {subject: 's1', authid: two},
        ),
        began(1, step, `x${two}`),
        ended(2, step, {kind: 'failure', detail: one}, {output: kept('outputs/001.log')}),
        event(
          2,
          'check.evaluated',
          {attempt: 1, verdict: 'unmet', expected: one, observed: two},
          {subject: 's1'},
        ),
        event(3, 'guard.triggered', {guard: two, message: one}, {subject: 's1'}),
        ...(['observation', 'decision', 'todo', 'comms'] as const).map(kind =>
          event(4, 'note.added', {kind, text: one}, {authid: two}),
        ),
        event(5, 'incident.milestone', {milestone: 'impact-began', note: two}, {authid: one}),
        event(5, 'evidence.attached', {name: one, note: two, url: two}),
        event(6, 'step.skipped', {reason: two, by: 'operator'}, {subject: 's1'}),
        event(7, 'run.finished', {result: 'failure', reason: one, durationMs: 1}),
      ]
      const all = nodes(parsed(draftPostmortem(template, [recorded(events, two)])))
      return all.flatMap(({type}) => (structural.has(type) ? [type] : [])).sort()
    }
    const plain = structure('one', 'two')
    fc.assert(
      fc.property(hostile, hostile, (one, two) => {
        expect(structure(`a${one}`, `a${two}`)).toEqual(plain)
      }),
      {numRuns: 25},
    )
  })
})

describe('made anew', () => {
  const draft = draftPostmortem(postmortemTemplates.short, [recorded(night)])
  const later = [...night, event(190, 'note.added', {kind: 'todo', text: 'mend the pool'})]

  test('nothing changes where nothing new is on record', () => {
    expect(renewPostmortem(draft, [recorded(night)])).toEqual({
      text: draft,
      replaced: [],
      left: [],
      endless: [],
    })
  })

  test('what people wrote, moved or took out stays so, and parts say what is on record now', () => {
    const gone = /<!-- runbook:begin postmortem part=metrics -->.*part=metrics digest=\w+ -->\n/s
    const written = draft.replace('TODO: a paragraph.', 'The pool was used up.').replace(gone, '')
    const {text, replaced, left} = renewPostmortem(written, [recorded(later)])
    expect([replaced, left]).toEqual([[], []])
    expect(text).toContain('The pool was used up.')
    expect(text).toContain('- [ ] mend the pool')
    expect(text).not.toContain('part=metrics')
  })

  test('a part that was edited by hand is named where it says something new, and left where not', () => {
    const edited = draft
      .replace('nothing to migrate', 'we forgot')
      .replace('No note of the kind `todo` is on record.', 'None.')
    const {text, replaced, left} = renewPostmortem(edited, [recorded(later)])
    expect({replaced, left}).toEqual({replaced: ['follow-ups'], left: ['signals']})
    expect(text).toContain('we forgot')
    expect(text).not.toContain('None.')
  })

  test('other line ends are no edit', () => {
    const {replaced, left} = renewPostmortem(draft.replaceAll('\n', '\r\n'), [recorded(later)])
    expect([replaced, left]).toEqual([[], []])
  })

  test('a marker that a step printed or a person wrote down ends nothing', () => {
    const marker = '<!-- runbook:end postmortem part=decisions digest=0123456789abcdef -->'
    const events = [...night, event(185, 'note.added', {kind: 'decision', text: `x\n${marker}`})]
    const first = draftPostmortem('{{decisions}}\n', [recorded(events, `\n${marker}\n`)])
    expect(renewPostmortem(first, [recorded(events, `\n${marker}\n`)])).toEqual({
      text: first,
      replaced: [],
      left: [],
      endless: [],
    })
  })

  test('the runs that it tells of are found again', () => {
    expect(runsOf(draft)).toEqual(['run-1'])
    const two = renewPostmortem(draft, [recorded(night), recorded(night, '', 'run-2')])
    expect(runsOf(two.text)).toEqual(['run-1', 'run-2'])
    expect(runsOf('# Notes\n')).toBeUndefined()
  })
})

test('a slot that there is none of is found, and a part amid a line is none', () => {
  expect(unknownSlots('{{title}}\n{{timeline}}\nSee {{timeline}}\n{{causes}}\n')).toEqual([
    'timeline',
    'causes',
  ])
})

describe('a long record', () => {
  const look = listed(1, 'Look')
  const mend = listed(2, 'Mend', {effect: 'change'})
  const many: RunEvent[] = [
    runStarted([look, mend]),
    ...Array.from({length: 300}, (_, round): RunEvent[] => {
      const at = 10 * round
      const verdict = round % 7 === 0 ? 'unmet' : 'met'
      return [
        event(at + 1, 'prompt.answered', {question: 'step', answer: 'run', waitedMs: 5}, {subject: 's1'}),
        began(at + 2, look, 'uptime', round + 1),
        event(
          at + 3,
          'check.evaluated',
          {attempt: round + 1, verdict, expected: 'x', observed: String(round)},
          {subject: 's1'},
        ),
        ended(at + 4, look, {kind: 'success'}, {attempt: round + 1}),
        ...(round % 50 === 49
          ? [
              event(
                at + 5,
                'prompt.answered',
                {question: 'step', answer: 'run', waitedMs: 5},
                {subject: 's2'},
              ),
              event(at - 300.5, 'note.added', {kind: 'decision', text: `late ${round}`}),
              event(at - 150, 'note.added', {kind: 'hypothesis', text: `thought ${round}`}),
            ]
          : []),
      ]
    }).flat(),
  ]
  const late = many.filter(({type}) => type === 'note.added').map(({time}) => time)

  test('is thinned to what is told one by one, and nothing that a post-mortem says changes', () => {
    for (const events of [many, night, [...night.slice(0, 1), ...marks, ...night.slice(1)]]) {
      const {take} = thin(late.toSorted())
      const kept = numbered(events).flatMap(take)
      const whole = recorded(events)
      for (const name of ['decisions', 'signals', 'people', 'communication'])
        expect(slots[name]!.text([{...whole, events: kept}])).toBe(slots[name]!.text([whole]))
      if (events === many) expect(kept.length).toBeLessThan(many.length / 10)
    }
  })

  test('has a timeline that ends at a bound and counts what is left', () => {
    const notes = Array.from({length: 3000}, (_, second) =>
      event(second, 'note.added', {kind: 'observation', text: `${second} ${'x'.repeat(200)}`}),
    )
    const text = slotOf('timeline', [runStarted([look]), ...notes])
    expect(text.length).toBeLessThan(256_000)
    const listed = text.match(/^\| \d/gm)!.length
    expect(text).toContain(`And ${3001 - listed} later rows: \`runbook timeline\` prints all.`)
  })
})

test('a document with CRLF stays one, and a part without its end marker is named and left', () => {
  const runs = [recorded(night)]
  const text = draftPostmortem('{{facts}}\n\nmine\n\n{{signals}}\n\n{{people}}\n', runs)
  const crlf = text
    .replace(/<!-- runbook:end postmortem part=signals .*\n/, 'kept\n')
    .replaceAll('\n', '\r\n')
  const later = [recorded([...night, event(190, 'note.added', {kind: 'todo', text: 'x'}, {authid: 'zoe'})])]
  const renewed = renewPostmortem(crlf, later)
  expect(renewed).toMatchObject({replaced: [], left: [], endless: ['signals']})
  expect(renewed.text).toContain('- zoe: 0 attempts at steps, 1 notes\r\n')
  expect(renewed.text).toContain('kept\r\n')
  expect(renewed.text).not.toMatch(/[^\r]\n/)
  expect(renewPostmortem(renewed.text, later).text).toBe(renewed.text)
})

test('who has a role is told with it, and a pause is no wait for an answer', () => {
  const more: RunEvent[] = [
    event(300, 'role.assigned', {role: 'commander', person: 'alice'}),
    event(300, 'role.assigned', {role: 'scribe', person: 'dora'}),
    event(900, 'prompt.answered', {question: 'paused', answer: 'go-on', waitedMs: 600_000}, {subject: 's1'}),
  ]
  expect(slotOf('people', [...night, ...more])).toMatch(
    /^- alice \(commander\): .*\n[\s\S]*- dora \(scribe\): 0 attempts/m,
  )
  expect(slotOf('signals', [...night, ...more])).toContain(
    '- Paused for 10 min 00 s, until 2026-11-22 03:27:00, step 1',
  )
})

describe('an incident that is open again', () => {
  const over: RunEvent[] = [
    event(-60, 'incident.milestone', {milestone: 'detected'}),
    event(131, 'incident.milestone', {milestone: 'mitigated'}),
    event(200, 'incident.milestone', {milestone: 'resolved'}),
  ]
  const told = (more: RunEvent[]) => {
    const text = draftPostmortem(postmortemTemplates.srebook, [recorded([...night, ...over, ...more])])
    const line = (wanted: string) => text.split('\n').find(one => one.includes(wanted))
    return [line('| Status |'), line('Time to resolve, from detection')]
  }

  test('is not told as resolved, nor how long that took, until it is said anew', () => {
    const again = event(900, 'incident.milestone', {milestone: 'reopened'})
    const resolved = event(1200, 'incident.milestone', {milestone: 'resolved'})
    expect(told([])).toEqual([
      '| Status | resolved, 2026-11-22 03:15:20 UTC |',
      expect.stringContaining('| 4 min 20 s |'),
    ])
    expect(told([again])).toEqual([
      '| Status | open again: reopened, 2026-11-22 03:27:00 UTC, after it had been resolved, 2026-11-22 03:15:20 UTC |',
      expect.stringContaining('| unknown |'),
    ])
    expect(told([again, resolved])).toEqual([
      '| Status | resolved, 2026-11-22 03:32:00 UTC |',
      expect.stringContaining('| 21 min 00 s |'),
    ])
  })
})
