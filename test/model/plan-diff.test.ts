import {readFileSync} from 'node:fs'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {blocksOf} from '../../src/model/content.ts'
import {diffPlans, type PlanDiff} from '../../src/model/plan-diff.ts'
import {parseRunbook} from '../../src/parser/parse.ts'

const fence = (info: string, ...lines: string[]) =>
  ['```', info, '\n', ...lines.map(line => `${line}\n`), '```\n'].join('')

const base = [
  '---\nrunbook:\n  environment: production\n  inputs:\n    region: { choices: [eu, us] }\n  databases:\n    main: { url: $DATABASE_URL, target: { database: app } }\n---\n',
  '# Backend down\n\nSome words.\n\n## Diagnosis\n',
  fence('bash {id=status}', 'railway status'),
  'How many?\n',
  fence('sql', 'SELECT count(*) FROM jobs;'),
  '- [ ] Tell people\n',
  '## Resolution\n',
  fence(
    'bash {id=restart confirm="Restart it?" expect="ok" if=status.met}',
    'railway restart --service <service>',
  ),
].join('\n')

async function diff(before: string | undefined, after: string | undefined): Promise<PlanDiff> {
  const read = async (text: string | undefined) =>
    text === undefined ? undefined : (await parseRunbook('a.md', text)).runbook
  return diffPlans(await read(before), await read(after), new Set())
}

const nothing: PlanDiff = {settings: [], steps: []}
const warnings = ({settings, steps}: PlanDiff) =>
  [...settings, ...steps.flatMap(({facts}) => facts)].flatMap(({warning}) => warning ?? [])

test('prose, titles, headings, owners and what is only shown are no difference', async () => {
  const after = base
    .replace('Some words.', 'Other words.')
    .replace('How many?', 'Look how many there are:')
    .replace('## Resolution', '## Fix')
    .replace('# Backend down', '# The backend is down')
    .replace('  environment', '  owner: ops\n  severity: P0\n  environment')
  expect(await diff(base, `${after}\n${fence('json', '{"a": 1}')}`)).toEqual(nothing)
})

test('an effect that rises from read to change is said, with the command that does it', async () => {
  expect(await diff(base, base.replace('railway status', 'railway restart --yes'))).toEqual({
    settings: [],
    steps: [
      {
        kind: 'changed',
        step: {id: 'status', number: 1, title: 'Diagnosis'},
        facts: [
          {name: 'script', before: 'railway status', after: 'railway restart --yes'},
          {
            name: 'effect',
            before: 'read',
            after: 'destroy',
            warning: 'effect rises from read to destroy',
          },
        ],
      },
    ],
  })
})

test.each([
  [' confirm="Restart it?"', '', '`confirm` is gone'],
  [' expect="ok"', ' expect="."', '`expect` is another'],
  [' if=status.met', '', '`if` is gone'],
  [' if=status.met', ' if=status.met on-failure=continue', '`onFailure` is new'],
  ['choices: [eu, us]', 'prompt: Which?', '`input region, choices` is gone'],
  ['database: app', 'database: other', '`database main, target` is another'],
  ['environment: production', 'environment: staging', '`environment` is another'],
])('%s, which becomes %s, is to be looked at twice', async (from, to, warning) => {
  expect(warnings(await diff(base, base.replace(from, to)))).toEqual([warning])
})

test('a document that may run without a person from now on is to be looked at twice', async () => {
  expect(warnings(await diff(base.replace('runbook:', 'other:'), base))).toContain(
    'it may now run without a person',
  )
})

test('a new step that changes something is to be looked at twice, one that reads is only told', async () => {
  expect(warnings(await diff(base, `${base}\n${fence('bash', 'rm -rf /srv/cache')}`))).toEqual([
    'a new step of effect destroy',
  ])
  const read = await diff(base, `${base}\n${fence('bash', 'uptime')}`)
  expect(read.steps.map(({kind, step}) => [kind, step.number])).toEqual([['added', 5]])
  expect(warnings(read)).toEqual([])
})

test('a block without an id is followed through a change of its text', async () => {
  const {steps} = await diff(base, base.replace('count(*) FROM jobs', 'count(*) FROM jobs WHERE waiting'))
  expect(steps.map(({kind, step}) => [kind, step.number])).toEqual([['changed', 2]])
})

test('an id that is renamed everywhere is one difference: what refers to it says the same', async () => {
  const {steps} = await diff(
    base,
    base.replaceAll('status', 'state').replace('railway state', 'railway status'),
  )
  expect(steps.map(({facts}) => facts)).toEqual([[{name: 'id', before: 'status', after: 'state'}]])
})

test('of steps that change places, as few as possible are told', async () => {
  const [a, b, c] = ['echo a', 'echo b', 'echo c'].map(text => fence('bash', text))
  const {steps} = await diff(`# T\n\n${a}\n${b}\n${c}`, `# T\n\n${c}\n${a}\n${b}`)
  expect(steps.map(({step, facts}) => [step.number, facts])).toEqual([
    [1, [{name: 'place in the order', before: '3', after: '1'}]],
  ])
})

test('of a file that is new or gone everything is told', async () => {
  const added = await diff(undefined, base)
  expect(added.steps.map(({kind}) => kind)).toEqual(['added', 'added', 'added', 'added'])
  const gone = await diff(base, undefined)
  expect(gone.steps.map(({kind}) => kind)).toEqual(['removed', 'removed', 'removed', 'removed'])
})

test('in a handbook, a step that comes to another procedure is another, and one whose procedure is renamed is not', async () => {
  const book = (first: string, between = '') =>
    `# Book\n\n## ${first}\n\n### Resolution\n\n${fence('bash', 'X=1')}\n${between}${fence('bash', 'uptime')}\n## Two (P1)\n\n### Resolution\n\n${fence('bash', 'echo "$X"')}`
  const renamed = await diff(book('One (P0)'), book('Uno (P0)'))
  expect(renamed.steps).toEqual([])
  expect(renamed.settings.map(({name}) => name)).toEqual(['procedures'])
  const split = await diff(book('One (P0)'), book('One (P0)', '## Other (P1)\n\n### Resolution\n\n'))
  expect(split.steps.map(({step, facts}) => [step.number, facts])).toEqual([
    [2, [{name: 'procedure', before: 'one-p0', after: 'other-p1'}]],
  ])
})

test('of a handbook, what a procedure needs by itself counts, not what others before it set', async () => {
  const book = (script: string) =>
    `# Book\n\n## One (P0)\n\n### Resolution\n\n${fence('bash', 'X=1')}\n## Two (P1)\n\n### Resolution\n\n${fence('bash {id=two}', script)}`
  const {steps} = await diff(book('echo one'), book('echo "$X"'))
  expect(steps.flatMap(({facts}) => facts.map(({name, after}) => [name, after]))).toContainEqual([
    'needs',
    'X',
  ])
})

test('no character of what runs in a shipped runbook can change unseen', async () => {
  const text = readFileSync(new URL('../../runbooks/backend-down.md', import.meta.url), 'utf8')
  const {runbook} = await parseRunbook('a.md', text)
  const commands = [...blocksOf(runbook.section)].flatMap(({block}) =>
    block.kind === 'show' ? [] : block.commands,
  )
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...commands), fc.nat(), async ({place}, where) => {
      const at = place.start.offset + (where % (place.end.offset - place.start.offset))
      fc.pre(!/[\sq]/.test(text[at]!))
      const after = (await parseRunbook('a.md', `${text.slice(0, at)}q${text.slice(at + 1)}`)).runbook
      expect(diffPlans(runbook, after, new Set())).not.toEqual(nothing)
    }),
    {numRuns: 15},
  )
})
