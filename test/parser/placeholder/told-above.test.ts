import {expect, test} from 'vitest'
import {findGaps} from '../../../src/parser/placeholder.ts'

const texts = (text: string) => findGaps(text, {language: 'shell'}).map(gap => gap.text)

test.each([
  ['# replace ID with your value\nacmectl node evict b5a71f0b96b3191f', ['b5a71f0b96b3191f']],
  ['# substitute your revision\nacmectl compact 816183644 --wait', ['816183644']],
  ['# remplacer par votre identifiant\nacmectl drop 9f86d081884c7d65', ['9f86d081884c7d65']],
])('%s: the comment asks for the one value that nobody remembers', (script, expected) => {
  expect(texts(script)).toEqual(expected)
})

test.each([
  '# replace ID with your value\nacmectl move 816183644 816183645',
  '# use your own judgement\nacmectl scale web --replicas 3',
  '# all of them\nacmectl compact 816183644',
])('%s: nothing is to be filled in', script => {
  expect(texts(script)).toEqual([])
})
