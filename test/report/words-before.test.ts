import {expect, test} from 'vitest'
import {makePlan} from '../../src/model/make-plan.ts'
import {parseRunbook} from '../../src/parser/parse.ts'
import {wordsBefore} from '../../src/report/words-before.ts'

const read = async (words: string) => {
  const {runbook} = await parseRunbook('a.md', `# A\n\n${words}\n\n\`\`\`bash\nuptime\n\`\`\`\n`)
  const step = makePlan(runbook, undefined).steps[0]!
  return [step.title, wordsBefore(step)]
}

test.each([
  ['Is `web-1` up?', ['Is web-1 up?', '']],
  ['Look at **the** load:', ['Look at the load', '']],
  ['Regarder la charge :', ['Regarder la charge', '']],
  ['First words.\n\nIs it up?', ['Is it up?', 'First words.']],
  ['It may be slow. Is it up?', ['Is it up?', 'It may be slow. Is it up?']],
  ['It is up.', ['A', 'It is up.']],
])('%j leads to a block: it is the title, and it is not said twice', async (words, seen) => {
  expect(await read(words)).toEqual(seen)
})
