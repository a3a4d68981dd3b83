import {readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {expect, test} from 'vitest'
import {ruleIds} from '../../../src/parser/lint/rules.ts'
import {readTree, type SourceTree} from '../../support/source-tree.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const tree = readTree(root, 'src')
const page = readFileSync(`${root}docs/rules.md`, 'utf8')

test('every id that the parser complains under is documented', () => {
  const emitted = [...tree.values()]
    .filter(({path}) => path.startsWith('src/parser/'))
    .flatMap(({text}) => [...text.matchAll(/\b(?:complain|report)\(\s*'([a-z-]+)'/g)].map(([, id]) => id!))
  expect(emitted.length).toBeGreaterThan(10)
  expect([...new Set(emitted)].filter(id => !ruleIds.includes(id))).toEqual([])
})

test('every rule has a section with its id as anchor, and no other has', () => {
  const sections = [...page.matchAll(/^### ([a-z-]+)$/gm)].map(([, id]) => id!)
  expect(sections).toEqual(ruleIds)
})

test('no two rules have one id', () => {
  expect(new Set(ruleIds).size).toBe(ruleIds.length)
})

test.each([
  'src/cli/commands/run.ts',
  'src/cli/commands/plan.ts',
  'src/cli/commands/list.ts',
  'src/cli/runbook.ts',
  'src/index.ts',
])('%s loads no lint rule', entry => {
  expect(reached(entry, tree).filter(path => /^src\/parser\/(?:lint|rules)\//.test(path))).toEqual([])
})

/** The files that a file imports when it is loaded, itself or through others. */
function reached(entry: string, tree: SourceTree): string[] {
  const found = new Set([entry])
  for (const path of found) {
    for (const {to, kind} of tree.get(path)?.imports ?? [])
      if (kind === 'static' && tree.has(to)) found.add(to)
  }
  return [...found]
}
