import {createHash} from 'node:crypto'
import canonicalize from 'canonicalize'
import {expect, test} from 'vitest'
import {genesis, hashOf} from '../../src/journal/chain.ts'
import {eventData, eventOf, recordSchema} from '../../src/model/event.ts'
import {outcomeSchema} from '../../src/model/outcome.ts'
import {between, codes, fences, page, rows} from './page.ts'

const journal = page('docs/journal.md')

test('the page lists every type of event with its data, and no other', () => {
  const listed = rows(between(journal, '<!-- types -->', '<!-- end types -->')).map(
    ([type, data]) => [codes(type!)[0]!, codes(data!.replaceAll(/\([^)]*\)/g, ''))] as const,
  )
  const known = Object.entries(eventData()).map(([type, {shape}]) => [type, Object.keys(shape).sort()])
  expect(Object.fromEntries(listed.map(([type, data]) => [type, [...data].sort()]))).toEqual(
    Object.fromEntries(known),
  )
})

test('the page lists every field of a record, in order', () => {
  const listed = rows(between(journal, '## Records', '## Types')).map(([field]) => codes(field!)[0])
  expect(listed).toEqual(Object.keys(recordSchema().shape))
})

test('the page lists every outcome', () => {
  const listed = rows(between(journal, '<!-- end types -->', '## Hashes')).map(([kind]) => codes(kind!)[0])
  const known = outcomeSchema().def.options.map(({shape}) => shape.kind.def.values[0])
  expect(listed.sort()).toEqual([...known].sort())
})

test('the records of the example are whole, and their hashes are as the page says', () => {
  const lines = fences(journal, 'json')[0]!.trim().split('\n')
  expect(lines).toHaveLength(2)
  let before = genesis
  for (const [index, line] of lines.entries()) {
    const record = recordSchema().parse(JSON.parse(line))
    const {hash, ...unsealed} = record
    const bytes = `runbook.log.v1\n${canonicalize(unsealed)}`
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash)
    expect(hashOf(record)).toBe(hash)
    expect(record.prevhash).toBe(before)
    expect(record.sequence).toBe(index + 1)
    expect(eventOf(record)).toBeDefined()
    before = hash
  }
})
