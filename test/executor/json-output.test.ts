import fc from 'fast-check'
import {expect, test} from 'vitest'
import {jsonDifference, lastJson, readJson} from '../../src/executor/json-output.ts'
import {processorMs} from '../support/processor-time.ts'

const difference = (expected: string, printed: string) =>
  jsonDifference(readJson(expected)!, lastJson(printed))

test.each([
  ['{"status":"ok"}', '{"status": "ok", "at": 1}\n'],
  ['{"a":{"b":[1]}}', '{"a":{"b":[0,1,2],"c":3}}'],
  ['[{"name":"x"},{"name":"z"}]', '[{"name":"x"},{"name":"y"},{"name":"z"}]'],
  ['{"n":1}', '{"n":1.0}'],
  ['{"n":1000}', '{"n":1e3}'],
  ['{"errors":[]}', '{"errors":[]}'],
  ['{"a":null}', '{"a":null}'],
  ['true', 'true\n'],
  ['"up"', '"up"'],
  ['{"ready":true}', 'waiting\n{"ready":false}\n{"ready":true}\n'],
  [
    '{"ready":true}',
    '[12:01] asked\n{\n  "ready": true,\n  "of": [\n    {\n      "x": 1\n    }\n  ]\n}\nDone.\n',
  ],
  ['{"a":"}"}', 'x\n{"a":"}"} and more\n'],
])('%j is in %j', (expected, printed) => expect(difference(expected, printed)).toBe(undefined))

test.each([
  ['{"status":"ok"}', '{"status":"down"}', '.status is "down"'],
  ['{"status":"ok"}', '{}', '.status is missing'],
  ['{"a":{"b c":1}}', '{"a":{"b c":2}}', '.a["b c"] is 2'],
  ['{"a":1}', '[1]', 'it is [1]'],
  ['[1,2]', '[2,1]', '[1] is 1'],
  ['[1,2]', '[2,3,1]', 'it has no item with 2 behind the one before'],
  ['[{"name":"x"}]', '[{"name":"y"},{"name":"z"}]', 'it has no item with {"name":"x"}'],
  ['[{"ready":true}]', '[{"ready":false,"name":"x"}]', '[0].ready is false'],
  ['[]', '[1]', 'it is [1]'],
  ['{"errors":{}}', '{"errors":{"x":1}}', '.errors is {"x":1}'],
  ['{"id":9007199254740993}', '{"id":9007199254740992}', '.id is 9007199254740992'],
  ['{"n":"1"}', '{"n":1}', '.n is 1'],
  ['{"n":1}', '{"n":"1"}', '.n is "1"'],
  ['{"a":null}', '{}', '.a is missing'],
  ['{"toString":1}', '{}', '.toString is missing'],
  ['{"a":1}', 'plain text', 'it is missing'],
  ['{"a":1}', '{"a":1', 'it is missing'],
])('%j is not in %j', (expected, printed, where) => expect(difference(expected, printed)).toBe(where))

test('whatever is printed as JSON contains itself, also behind other lines', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom('', 'log\n', '[log] {x}\n'), (text, before) => {
      fc.pre(before === '' || /^[[{]/.test(text.trim()))
      expect(difference(text, before + text)).toBe(undefined)
    }),
  )
})

test('output that opens brackets without end is given up', async () => {
  const look = () => expect(lastJson('{\n'.repeat(1 << 19))).toBe(undefined)
  expect(await processorMs(look)).toBeLessThan(5000)
})
