import {expect, test} from 'vitest'
import {blocksOf as stepsIn} from '../../src/model/content.ts'
import {parseRunbook} from '../../src/parser/parse.ts'

async function blocksOf(text: string) {
  const {runbook} = await parseRunbook('a.md', text)
  return [...stepsIn(runbook.section)].map(({block}) => block)
}

test('of a block that is only shown, it is not known what it would do', async () => {
  const [config] = await blocksOf('# A\n\n```yaml\na: 1\n```\n')
  expect(config).toMatchObject({kind: 'show', effect: 'unknown', reasons: []})
})

test('what destroys behind the prompt of a program that a block opens counts for the block', async () => {
  const session = (line: string) =>
    `# A\n\n\`\`\`console\n$ influx -host x\n> use telegraf\n> ${line}\n\`\`\`\n`
  const [drops] = await blocksOf(session('drop measurement "m"'))
  expect(drops).toMatchObject({kind: 'console', effect: 'destroy'})
  const [looks] = await blocksOf(session('show measurements'))
  expect(looks).toMatchObject({kind: 'console', effect: 'unknown'})
})
