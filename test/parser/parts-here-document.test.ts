import {expect, test} from 'vitest'
import {openDocument} from '../../src/parser/parts/here-document.ts'

test.each([
  'cat <<END\ntext\nEND',
  'cat <<-END\n\ttext\n\tEND\nls',
  "cat <<'A' <<B\na\nA\nb\nB",
  'cat <<END > <file>\ntext\nEND',
  'cat <<< END',
  'echo $((1 << 2))',
  "echo '<<END'",
])('%j is closed', script => {
  expect(openDocument(script)).toBeUndefined()
})

test.each<[string, ReturnType<typeof openDocument>]>([
  ['cat <<END\ntext\nrm x', {delimiter: 'END', start: 4, near: undefined}],
  ['cat <<END\ntext\n  END\nrm x', {delimiter: 'END', start: 4, near: 15}],
  ['cat <<-END\ntext\n  END\nrm x', {delimiter: 'END', start: 4, near: 16}],
  ['cat <<END\ntext\nEND \nrm x', {delimiter: 'END', start: 4, near: 15}],
  ['{\n  cat <<END\n  a\n}', {delimiter: 'END', start: 8, near: undefined}],
])('%j is not', (script, expected) => {
  expect(openDocument(script)).toEqual(expected)
})
