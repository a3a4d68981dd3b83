import {expect, test} from 'vitest'
import {withoutLeak} from '../../src/model/without-leak.ts'

test('an output from which something was taken out is what it is now, and the digest of its ends as they were is gone', () => {
  const long = {path: 'outputs/a.log', sha256: 'a', bytes: 500_000, lines: 9, ends: {sha256: 'b'}}
  const other = {...long, path: 'outputs/b.log'}
  const attempts = [long, other].map(output => ({output, results: []}))
  const files = [{path: long.path, places: 1, was: 'a', sha256: 'c', bytes: 499_999}]
  expect(withoutLeak({attempts}, files).attempts.map(({output}) => output)).toEqual([
    {path: long.path, sha256: 'c', bytes: 499_999, lines: 9},
    other,
  ])
})
