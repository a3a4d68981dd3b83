import {readdirSync} from 'node:fs'
import {expect, test} from 'vitest'
import {fixRunbook} from '../../../src/parser/lint/fix.ts'
import {lintRunbook} from '../../../src/parser/lint/lint.ts'
import {parserRules} from '../../../src/parser/lint/parser-rules.ts'
import {rules} from '../../../src/parser/lint/rules.ts'
import {parseRunbook} from '../../../src/parser/parse.ts'

const all = [...rules, ...parserRules]
const examples = all.flatMap(({id, examples}) => examples.map((example, index) => ({id, index, ...example})))
const now = new Date('2026-03-01T00:00:00Z')

test.each(examples)('$id says of its example $index what it should', async ({id, text, says, files}) => {
  const exists = files && ((path: string) => files.includes(path))
  const found = lintRunbook(await parseRunbook('x.md', text), text, {now, exists, only: [id]})
  const said = found.map(({place, text}) => `${place?.start.line}:${place?.start.column} ${text}`)
  expect(said).toEqual(says.map(what => (typeof what === 'string' ? what : expect.stringMatching(what))))
})

test.each(examples)('$id mends its example $index as it should', async ({id, text, fixed = text}) => {
  const after = await fixRunbook('x.md', text, {now, only: [id]})
  expect(after.text).toBe(fixed)
})

test.each(all)('$id is wrong about no document that another rule holds up as right', async ({id}) => {
  const right = examples.filter(
    ({says, files, ...example}) => example.id === id && says.length === 0 && !files,
  )
  for (const {text} of right) {
    const found = lintRunbook(await parseRunbook('x.md', text), text, {now, only: [id]})
    expect(found).toEqual([])
  }
})

test('each rule is in a file of its own name', () => {
  const names = readdirSync(new URL('../../../src/parser/rules', import.meta.url))
  expect(rules.map(({id}) => `${id}.ts`)).toEqual(names.filter(name => name.endsWith('.ts')).sort())
})

test('each rule has an example of what is right and one of what is wrong', () => {
  const lacking = rules.filter(
    ({examples}) =>
      !examples.some(({says}) => says.length === 0) || !examples.some(({says}) => says.length > 0),
  )
  expect(lacking.map(({id}) => id)).toEqual([])
})
