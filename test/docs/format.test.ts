import {expect, test} from 'vitest'
import {knownAttributes} from '../../src/parser/attributes.ts'
import {kindOf} from '../../src/parser/language.ts'
import {lintText} from '../../src/parser/lint/lint.ts'
import {parseRunbook} from '../../src/parser/parse.ts'
import {phaseOf} from '../../src/parser/phase.ts'
import {between, codes, fences, page, rows} from './page.ts'

const format = page('docs/format.md')

const table = rows(between(format, '<!-- attributes -->', '<!-- end attributes -->'))

test('the table of attributes lists every attribute, and no other', () => {
  expect(table.flatMap(([keys]) => codes(keys!)).sort()).toEqual([...knownAttributes].sort())
})

test('the example of the front matter holds every key and parses without messages', async () => {
  const yaml = fences(format, 'yaml').find(text => text.startsWith('---'))!
  const {runbook, messages} = await parseRunbook('x.md', yaml)
  expect(messages.map(String)).toEqual([])
  expect(Object.entries(runbook.settings).filter(([, value]) => value === undefined)).toEqual([])
  expect(runbook.settings).toMatchObject({
    optedIn: true,
    inputs: {'deployment-id': {prompt: expect.any(String), choices: ['blue', 'green'], pattern: '[a-z]+'}},
    databases: {main: {url: '$DATABASE_URL'}},
  })
})

test('the example of the front matter sets rules that are there', async () => {
  const yaml = fences(format, 'yaml').find(text => text.startsWith('---'))!
  const {messages} = await lintText('x.md', yaml, {now: new Date('2026-01-01'), only: ['lint-settings']})
  expect(messages.map(({text}) => text)).toEqual([])
})

test('an unknown key is told which keys there are, and the example has them', async () => {
  const yaml = fences(format, 'yaml').find(text => text.startsWith('---'))!
  const front = (inside: string) => `---\nrunbook:\n${inside}\n---\n`
  for (const wrong of [
    front('  nosuch: 1'),
    front('  inputs:\n    a: {nosuch: 1}'),
    front('  databases:\n    a: {url: $A, nosuch: 1}'),
  ]) {
    const {messages} = await parseRunbook('x.md', wrong)
    const keys = codes(messages[0]!.reason.split('expected one of')[1]!)
    expect(keys.length).toBeGreaterThan(0)
    for (const key of keys) expect(yaml, key).toMatch(new RegExp(`\\b${key}:`))
  }
})

test('the example block parses without messages', async () => {
  const {messages} = await parseRunbook('x.md', fences(format, 'markdown')[0]!)
  expect(messages.map(String)).toEqual([])
})

test('the languages are of the kind that the table says', () => {
  const languages = rows(between(format, '## Blocks', '## Effects')).map(([names]) => codes(names!))
  expect(languages.map(names => [...new Set(names.map(name => kindOf(name).kind))])).toEqual([
    ['shell'],
    ['sql'],
    ['sql'],
    ['sql'],
    ['sql'],
    ['console'],
    ['show'],
  ])
})

const words = rows(between(format, 'where two fit', 'A title of up to')).flatMap(([phase, ...cells]) =>
  cells
    .join(', ')
    .split(/[,;:]/)
    .map(word => word.replaceAll(/[`…]|\balone\b/g, '').trim())
    .filter(word => word !== '')
    .map(word => ({word, phase})),
)

test.each(words)('$word names the phase $phase', ({word, phase}) => {
  expect(phaseOf(word)).toBe(phase)
})
