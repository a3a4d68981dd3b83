import {existsSync} from 'node:fs'
import {dirname} from 'node:path'
import {expect, test} from 'vitest'
import {makePlan} from '../../src/model/make-plan.ts'
import {lintRunbook} from '../../src/parser/lint/lint.ts'
import {parseRunbook} from '../../src/parser/parse.ts'
import {codes, fences, page, root, rows} from './page.ts'

const [wiki, mended, runme, script, taken] = fences(page('docs/migrating.md'), 'markdown')

/** Each block as its effect, or as why it would not run. */
async function blocks(text: string): Promise<Record<string, string>> {
  const {runbook} = await parseRunbook('a.md', text)
  return Object.fromEntries(
    makePlan(runbook, undefined).steps.flatMap(({title, skip, action}) => {
      if (!('effect' in action)) return []
      return [
        [title, skip ?? (action.refusal ? 'refused' : action.interactive ? 'at a terminal' : action.effect)],
      ]
    }),
  )
}

async function lint(text: string) {
  const read = await parseRunbook('a.md', text)
  return lintRunbook(read, text, {now: new Date('2026-01-01')}).map(({rule}) => rule)
}

test('the wiki page of the guide is read as the guide says', async () => {
  expect(await blocks(wiki!)).toEqual({
    'Check the queue': 'read',
    'SSH into the database server and look': 'at a terminal',
    'Queue is stuck': 'refused',
    'Restart the worker, or scale it up if it is busy': 'refused',
    'kubectl scale deploy/worker --replicas=N': 'refused',
  })
})

test('the page that it becomes has nothing to complain of, and nothing in it is refused', async () => {
  expect(await lint(mended!)).toEqual([])
  expect(Object.values(await blocks(mended!))).toEqual([
    'read',
    'read',
    'destroy',
    'change',
    'read',
    'read',
    'change',
  ])
})

test('names, and blocks that are left out, are Runme’s', async () => {
  const {runbook, messages} = await parseRunbook('a.md', runme!)
  const steps = makePlan(runbook, undefined).steps.map(({id, action}) => [
    id,
    'refusal' in action && action.refusal,
  ])
  expect(steps).toEqual([
    ['pods', undefined],
    ['restart', 'marked `skip`'],
  ])
  expect(messages.map(String)).toEqual([])
})

test('the script of the guide has the effect that its author gives, and nothing is missing once it is taken apart', async () => {
  expect(Object.values(await blocks(script!))).toEqual(['change'])
  expect(Object.values(await blocks(taken!))).toEqual(['read', 'change', 'destroy', 'read'])
  expect(await lint(`# Rotate\n\n${taken!}`)).toEqual([])
})

test('the tests to which the page on safety leads are there', () => {
  const paths = rows(page('docs/safety.md')).flatMap(([, , tests]) => codes(tests!))
  expect(paths.length).toBeGreaterThan(10)
  for (const path of paths)
    expect(existsSync(root + (path.includes('*') ? dirname(path) : path)), path).toBe(true)
})
