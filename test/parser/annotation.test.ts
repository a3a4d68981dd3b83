import {expect, test} from 'vitest'
import {parseRunbook} from '../../src/parser/parse.ts'

const messages = async (text: string) =>
  (await parseRunbook('a.md', text)).messages.map(({reason}) => reason.replace(/,.*/, ''))

test('the marks around a generated part are no annotations', async () => {
  const part = '<!-- runbook:begin index -->\n\nWords.\n\n<!-- runbook:end index digest=1234 -->\n'
  expect(await messages(part)).toEqual([])
})

test('an annotation of something else than a block, a heading or a list is complained of', async () => {
  expect(await messages('<!-- runbook: skip -->\n\nWords.\n')).toEqual(['Unexpected annotation'])
  expect(await messages('<!-- runbook:skip -->\n\n## Later\n')).toEqual([])
})
