import {expect, test} from 'vitest'
import {families, hasRule, ruleOf} from '../../../../src/parser/shell/commands/all.ts'
import {listed} from '../../../../src/parser/shell/rule.ts'

/** Words in lines of at most 150 characters, indented by four. */
function inLines(words: readonly string[]): string {
  const lines: string[] = ['']
  for (const word of words) {
    if (lines.at(-1)!.length + word.length + 5 > 150) lines.push('')
    lines.push(`${lines.pop()} ${word}`.trimStart())
  }
  return lines.map(line => `    ${line}\n`).join('')
}

test('the index of programs names those of all families, and no others', async () => {
  const entries = Object.entries(families).map(([family, make]) => {
    const names = Object.keys(make()).flatMap(listed)
    expect(names.filter(name => /[\s`\\$]/.test(name))).toEqual([])
    return `  ${family}: \`\n${inLines(names)}  \`,\n`
  })
  await expect(`/**
 * The names of the programs that each family of rules knows, in words, so that a family need not be made to find what it knows.
 * Written from the families: \`npx vitest run test/parser/shell/commands/names.test.ts -u\`.
 */
export const programNames = {
${entries.join('')}}
`).toMatchFileSnapshot('../../../../src/parser/shell/commands/names.ts')
})

test('a program has the first rule of the first family that knows it', () => {
  const first = new Map<string, unknown>()
  for (const make of Object.values(families)) {
    for (const [names, rule] of Object.entries(make())) {
      for (const name of listed(names)) if (!first.has(name)) first.set(name, rule)
    }
  }
  expect([...first].filter(([name]) => !hasRule(name))).toEqual([])
  for (const [name, rule] of first) expect(ruleOf(name), name).toEqual(rule)
  expect(['', 'acmectl'].filter(hasRule)).toEqual([])
  expect(ruleOf('acmectl')).toBe(undefined)
})
