import pc from 'picocolors'
import {describe, expect, test} from 'vitest'
import {attended} from '../../src/cli/questions/attended.ts'
import type {Terminal} from '../../src/cli/questions/person.ts'
import type {RunEvent} from '../../src/model/event.ts'
import {fold} from '../../src/model/fold.ts'
import {makePlan} from '../../src/model/make-plan.ts'
import type {Question} from '../../src/model/operator.ts'
import type {PlannedStep} from '../../src/model/plan.ts'
import {parseMarkdown} from '../../src/parser/markdown.ts'
import {parseRunbook} from '../../src/parser/parse.ts'
import {renderOpening} from '../../src/report/step-screen.ts'
import {summaryLines} from '../../src/report/summary-lines.ts'
import {renderProse} from '../../src/report/terminal-prose.ts'
import {width} from '../../src/report/width.ts'

const document = `---
title: Database inaccessible
runbook:
  severity: P0
  environment: production
  inputs:
    port: {type: integer, prompt: Port of the pool}
---

# Database inaccessible

## Symptoms

- \`/health\` answers 503, **every** time, and users see an empty page: see [the dashboard](https://example.com/d/42).

> [!CAUTION]
> Never restart the primary while a backup runs: it takes an hour to come back.

| Sign | Meaning |
|---|---|
| 503 | it runs, and lacks its database: nothing here helps before that answers again |
| 502 | nothing runs |

## Diagnosis

\`\`\`bash {id=look title="Check connections" expect="ok"}
ls /var/run/postgresql
\`\`\`

- [ ] 告知团队：数据库无法访问，正在调查原因，请稍候。 ابلغ الفريق

## Resolution

### If the pool is full

\`\`\`bash {id=restart title="Restart the pool" effect=change undo=back}
systemctl restart pool@<port>
\`\`\`

### If the disk is full

\`\`\`bash {id=wipe title="Remove old segments" effect=destroy approve=1}
rm -rf /var/lib/pool/old
\`\`\`

## Verification

Wait 5–10 minutes.

## Escalation

- Level 2: lead@example.com
`

const {runbook} = await parseRunbook('a.md', document)
const plan = makePlan(runbook, undefined)
const time = '2026-11-22T03:12:07.000Z'
const stepAt = (id: string) => plan.steps.find(step => step.id === id)!
const of = (kind: string) => plan.steps.find(({action}) => action.kind === kind)!

function blockQuestion(step: PlannedStep, consent: 'enter' | 'yes' | 'type'): Question {
  const {action} = step
  if (action.kind !== 'shell') throw new Error(step.id)
  const target = 'this machine (ops-1); kube context prod-eu'
  return {
    kind: 'step',
    step,
    action,
    rendered: action.script.replace('<port>', '6432'),
    target,
    consent,
    word: 'production',
    rollback: false,
  } as Question
}

const choice = of('choice')
const questions: Question[] = [
  blockQuestion(stepAt('look'), 'enter'),
  {
    kind: 'failure',
    step: stepAt('look'),
    outcome: {kind: 'failure', detail: 'expected "ok", saw "no"'},
    rollback: true,
    action: stepAt('look').action,
  } as Question,
  {kind: 'checklist', step: of('checklist')} as Question,
  {
    kind: 'choice',
    step: choice,
    menu: false,
    branches: [
      {title: 'If the pool is full', effect: 'change', steps: 1, link: undefined},
      {title: 'If the disk is full', effect: 'destroy', steps: 1, link: undefined},
    ],
  } as Question,
  {
    kind: 'input',
    step: stepAt('restart'),
    input: plan.inputs[0]!,
  } as Question,
  blockQuestion(stepAt('restart'), 'yes'),
  blockQuestion(stepAt('wipe'), 'type'),
  {
    kind: 'approval',
    step: stepAt('wipe'),
    code: 'K7M2QX',
    until: '2026-11-22T03:27:07.000Z',
    arrived: new AbortController().signal,
  } as Question,
  {kind: 'wait', step: of('wait'), leastMs: 300_000, mostMs: 600_000} as Question,
]

const listed = plan.steps.map(({id, number, title, section, action, phase}) => ({
  id,
  number,
  title,
  section,
  kind: action.kind,
  ...(phase ? {phase} : {}),
}))
const events = [
  {
    type: 'run.started',
    time,
    data: {
      runbook: {path: 'a.md', title: 'Database inaccessible', sha256: 'ab'.repeat(32)},
      operator: 'ada',
      mode: 'attended',
      host: {name: 'ops-1'},
      tool: {version: '0.1.0'},
      steps: listed,
    },
  },
  {
    type: 'step.skipped',
    time,
    subject: 'wipe',
    data: {reason: 'the pool it was, not the disk', by: 'operator'},
  },
] as unknown as RunEvent[]

/** Every question as a person sees it, one after the other; each but the last is left by the end of input. */
async function picture(columns: number, ascii: boolean): Promise<string> {
  let screen = ''
  const style = {
    columns,
    colors: pc.createColors(false),
    ascii,
    ...(ascii
      ? {}
      : {
          prose: (markdown: string) =>
            renderProse(parseMarkdown(markdown), {columns, colors: pc.createColors(false), links: false}),
        }),
  }
  const replies = ['?']
  const terminal: Terminal = {
    prompt: async message => {
      screen += `${ascii ? '' : '› '}${message} \n`
      return replies.pop()
    },
    show: text => {
      screen += text
    },
    style,
    plan,
    runId: '20261122T031207Z-a-k3f9',
    run: () => fold(structuredClone(events)),
    now: () => new Date(time),
    contacts: () => '',
    reloading: {look: async () => ({kind: 'same'})} as unknown as Terminal['reloading'],
    editor: undefined,
    plainEditor: undefined,
  }
  screen += renderOpening(plan, 'incidents/20261122T031207Z-a-k3f9', style)
  const person = attended('ada', terminal)
  for (const question of questions) await person.ask(question, new AbortController().signal)
  replies.push('', 'j')
  await person.ask(questions[0]!, new AbortController().signal)
  return `${screen}\n${summaryLines(fold(structuredClone(events)), {ascii}).join('\n')}\n`
}

describe('what a person sees', () => {
  test.each([40, 80, 200])('at %i columns is this picture', async columns => {
    await expect(await picture(columns, false)).toMatchFileSnapshot(`expected/screens-${columns}.txt`)
  })

  test('in words, for who hears it, is this picture', async () => {
    await expect(await picture(80, true)).toMatchFileSnapshot('expected/screens-plain.txt')
  })

  test.each([40, 57, 80, 200])(
    'at %i columns goes over no edge, but for questions and what must stay whole',
    async columns => {
      const whole = /^(?:› |Record: |\s+│ | {2}[·–] \d)/
      const wide = (await picture(columns, false))
        .split('\n')
        .filter(line => !whole.test(line) && width(line) > columns)
      expect(wide).toEqual([])
    },
  )
})
