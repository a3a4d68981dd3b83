import {fc, test as property} from '@fast-check/vitest'
import {expect, test} from 'vitest'
import {unifiedDiff} from '../../src/report/unified-diff.ts'
import {rounds} from '../support/rounds.ts'

const numbered = (count: number) => Array.from({length: count}, (_, index) => `${index + 1}\n`)

test('equal texts have no difference', () => {
  expect(unifiedDiff('x.md', 'a\n', 'a\n')).toBe('')
})

test('three lines stand around a change', () => {
  const before = numbered(9)
  const after = before.with(4, 'five\n')
  expect(unifiedDiff('x.md', before.join(''), after.join(''))).toBe(
    '--- a/x.md\n+++ b/x.md\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n',
  )
})

test('changes that are far apart are told apart', () => {
  const before = numbered(30)
  const after = before.with(4, 'five\n').with(24, 'twenty-five\n')
  const heads = unifiedDiff('x.md', before.join(''), after.join('')).match(/^@@.*$/gm)
  expect(heads).toEqual(['@@ -2,7 +2,7 @@', '@@ -22,7 +22,7 @@'])
})

test('a line without an end says so', () => {
  expect(unifiedDiff('x.md', 'a', 'a\nb\n')).toBe(
    '--- a/x.md\n+++ b/x.md\n@@ -1 +1,2 @@\n-a\n\\ No newline at end of file\n+a\n+b\n',
  )
})

test('a name with a blank is ended by a tab, and an absolute one loses its slash', () => {
  expect(unifiedDiff('/a b.md', 'x\n', 'y\n')).toMatch(/^--- a\/a b\.md\t\n\+\+\+ b\/a b\.md\t\n/)
})

const text = fc
  .array(fc.constantFrom('a\n', 'b\n', 'c\r\n', '\n', 'd\n'), {maxLength: 40})
  .chain(lines => fc.constantFrom('', 'end').map(end => lines.join('') + end))

property.prop([text, text], {numRuns: rounds(500)})(
  'applied to the first text it gives the second',
  (before, after) => {
    expect(applied(before, unifiedDiff('x.md', before, after))).toBe(after)
  },
)

/** What `patch` would make of it. */
function applied(before: string, diff: string): string {
  const lines = before.match(/[^\n]*\n|[^\n]+$/g) ?? []
  const result: string[] = []
  let at = 0
  const parts = diff.match(/[^\n]*\n/g)?.slice(2) ?? []
  for (const [index, part] of parts.entries()) {
    const head = /^@@ -(\d+)(?:,(\d+))? /.exec(part)
    if (head) {
      const from = Number(head[1]) - (head[2] === '0' ? 0 : 1)
      result.push(...lines.slice(at, from))
      at = from
    } else if (!part.startsWith('\\')) {
      const line = parts[index + 1]?.startsWith('\\') ? part.slice(1, -1) : part.slice(1)
      if (!part.startsWith('+')) expect(lines[at++]).toBe(line)
      if (!part.startsWith('-')) result.push(line)
    }
  }
  return [...result, ...lines.slice(at)].join('')
}
