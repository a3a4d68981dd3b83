import {fileURLToPath} from 'node:url'
import {execa} from 'execa'
import {expect, test} from 'vitest'
import {describePlan} from '../../src/model/describe-plan.ts'
import {planDocumentSchema} from '../../src/model/plan-document.ts'
import {parseRunbook} from '../../src/parser/parse.ts'
import {codes, page, rows} from './page.ts'

const generator = fileURLToPath(new URL('../../scripts/docs.mjs', import.meta.url))

test('schemas, command reference and example plan are what the generator writes now', async () => {
  const {stderr, exitCode} = await execa(process.execPath, [generator, '--check'], {reject: false})
  expect(stderr).toBe('')
  expect(exitCode).toBe(0)
})

interface Schema {
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
}

/** The paths of all fields: `blocks[].commands[].name`; a place is one field. */
function paths({properties, items, anyOf}: Schema, path: string): string[] {
  const inner = anyOf?.find(schema => schema.items || schema.properties)
  if (inner) return paths(inner, path)
  if (items)
    return items.properties ? paths(items, `${path}[]`) : [path === 'blocks.choices' ? path : `${path}[]`]
  if (!properties || path.endsWith('place')) return [path]
  return Object.entries(properties).flatMap(([key, schema]) =>
    paths(schema, path === '' ? key : `${path}.${key}`),
  )
}

test('the page lists every field of the plan, and no other', () => {
  const schema = JSON.parse(page('docs/plan.schema.json')) as Schema
  const listed = rows(page('docs/plan.md')).map(([path]) => codes(path!)[0]!)
  const plain = (all: string[]) => all.map(path => path.replace(/\[\]$/, '')).sort()
  expect(plain(listed)).toEqual(plain(paths(schema, '')))
})

test.each(['backend-down', 'database-inaccessible', 'slow-performance'])(
  'the plan of %s is of that form',
  async name => {
    const path = `runbooks/${name}.md`
    const {runbook, messages} = await parseRunbook(path, page(path))
    const plan = describePlan({
      runbook,
      procedures: runbook.procedures,
      messages,
      sha256: '',
      known: new Set(),
    })
    expect(planDocumentSchema.parse(JSON.parse(JSON.stringify(plan)))).toEqual(plan)
  },
)
