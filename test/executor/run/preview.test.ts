import {expect, test} from 'vitest'
import {makePlan} from '../../../src/model/make-plan.ts'
import {parseRunbook} from '../../../src/parser/parse.ts'
import {block, perform, plan} from './stage.ts'

const run = {do: 'run'} as const
const list = block('list')
const other = block('other')
const wipe = block('wipe', {effect: 'destroy', attributes: {preview: 'list'}})

test('what is to be looked at runs first, asked about as itself, then the step is asked about', async () => {
  const {asked, driven} = await perform(plan([list, other, wipe]), {answers: [run, run, run, run]})
  expect(asked).toEqual(['step list', 'step other', 'step list', 'step wipe'])
  expect(driven.map(({id}) => id)).toEqual(['list', 'other', 'list', 'wipe'])
})

test('where it ran just before, its result is there', async () => {
  const {driven} = await perform(plan([list, wipe]), {answers: [run, run]})
  expect(driven.map(({id}) => id)).toEqual(['list', 'wipe'])
})

test('whoever ends the run at what is to be looked at has not run the step; whoever passes it over is asked', async () => {
  const ended = await perform(plan([list, other, wipe]), {answers: [run, run, {do: 'quit'}]})
  expect(ended.driven.map(({id}) => id)).toEqual(['list', 'other'])
  const passed = await perform(plan([list, other, wipe]), {
    answers: [run, run, {do: 'skip', reason: 'known'}, {do: 'skip', reason: 'no'}],
  })
  expect(passed.asked.slice(2)).toEqual(['step list', 'step wipe'])
})

const planned = async (first: string) => {
  const text = `# A\n\n\`\`\`bash {id=one}\n${first}\n\`\`\`\n\n\`\`\`bash {id=two preview=one}\nrm -rf /srv/x\n\`\`\`\n`
  const {runbook} = await parseRunbook('a.md', text)
  return makePlan(runbook, undefined).steps.map(({action}) => 'refusal' in action && action.refusal)
}

test('a step is refused whose preview does more than read, and not where it reads', async () => {
  expect(await planned('ls /srv/x')).toEqual([undefined, undefined])
  expect((await planned('./look.sh'))[1]).toBe(
    'its preview `one` is no block of this plan that only reads and can be run',
  )
})
