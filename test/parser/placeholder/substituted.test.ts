import {expect, test} from 'vitest'
import {findGaps} from '../../../src/parser/placeholder.ts'

const texts = (text: string) => findGaps(text, {language: 'shell'}).map(gap => gap.text)

test.each([
  'sed "s/__HOST__/db7.acme.io/g" app.tmpl',
  "sed -i 's/YOUR_DOMAIN/shop.acme.io/' values.yaml",
  `sed -e "s|YOUR_DOMAIN|$DOMAIN|; s|YOUR_REGION|$REGION|" values.yaml`,
])('%s says itself what the mark becomes', script => {
  expect(texts(script)).toEqual([])
})

test('what a mark becomes is to be filled in, and so is the mark then', () => {
  expect(texts("sed -i 's/YOUR_DOMAIN/<domain>/' values.yaml")).toEqual(['YOUR_DOMAIN', '<domain>'])
  expect(texts("echo 's/YOUR_DOMAIN/x/' && ls <dir>")).toEqual(['YOUR_DOMAIN', '<dir>'])
})
