import {expect, test} from 'vitest'
import {parse} from 'yaml'
import {recordingSchema} from '../../src/model/recording.ts'
import {scenarioFileSchema} from '../../src/model/scenario.ts'
import {between, codes, page, rows} from './page.ts'

const text = page('docs/scenarios.md')

test('the example is a scenario file', () => {
  const example = parse(between(text, '```yaml\n', '```\n'))
  expect(scenarioFileSchema.safeParse(example).error).toBeUndefined()
})

test('the recording is one', () => {
  const example = parse(between(text.slice(text.indexOf('## Recordings')), '```yaml\n', '```\n'))
  expect(recordingSchema.safeParse(example).error).toBeUndefined()
})

interface Schema {
  properties?: Record<string, Schema>
  anyOf?: Schema[]
  items?: Schema
}

test('the page lists every key of a file, of a scenario, of what is expected and of an environment, and no other', () => {
  const {properties = {}} = JSON.parse(page('docs/scenario.schema.json')) as Schema
  const scenario = properties.scenarios!.items!.properties!
  const environment = properties.environment!.anyOf!.find(one => one.properties)!.properties!
  const keys = [properties, scenario, scenario.expect!.properties!, environment].flatMap(Object.keys)
  const listed = rows(text).flatMap(([cell]) => codes(cell!))
  expect([...new Set(listed)].sort()).toEqual([...new Set(keys)].sort())
})
