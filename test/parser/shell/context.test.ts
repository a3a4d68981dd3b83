import {expect, test} from 'vitest'
import {analyseShell} from '../../../src/parser/shell/analyse.ts'

test.each([
  ['echo HERE', 'word'],
  ['echo --id=HERE', 'word'],
  ['echo "a HERE b"', 'double-quoted'],
  ["echo 'a HERE b'", 'single-quoted'],
  ["echo $'a HERE b'", 'ansi-quoted'],
  ['echo $"a HERE b"', 'double-quoted'],
  ['echo {1..HERE}', 'bare'],
  ['echo {1..HERE..2}', 'bare'],
  ['echo {a,HERE}', 'word'],
  ['echo {a,"HERE"}', 'double-quoted'],
  ['echo `ls HERE`', 'word'],
  ['echo "`ls HERE`"', 'word'],
  ["echo `ls 'HERE'`", 'single-quoted'],
  ['echo "`ls \\"HERE\\"`"', 'bare'],
  ['echo $((HERE + 1))', 'double-quoted'],
  ['((HERE > 1))', 'double-quoted'],
  ['for ((i=0; i<HERE; i++)); do :; done', 'double-quoted'],
  ['for ((i=0; i<3; i++)); do ls HERE; done', 'word'],
  ['for ((i=0; i<3; i++)); do\n# HERE\nls; done', 'comment'],
  ['echo "${X#HERE}"', 'word'],
  ['echo "${X/HERE/y}"', 'word'],
  ['echo "${X/y/HERE}"', 'word'],
  ['echo "${X:HERE:2}"', 'double-quoted'],
  ['echo ${X[HERE]}', 'word'],
  ['cat <<EOF\n${X:-HERE} $((HERE))\nEOF', 'here-document'],
  ['cat <<EOF\n`ls HERE`\nEOF', 'word'],
  ['cat <<EOF\na HERE\nEOF', 'here-document'],
  ['cat <<EOF\na $X HERE\nEOF', 'here-document'],
  ["cat <<'EOF'\na HERE\nEOF", 'literal'],
  ['ls # HERE', 'comment'],
  ['# HERE\nls', 'comment'],
  ['ls > HERE', 'word'],
  ['X=HERE', 'word'],
  ['X="HERE"', 'double-quoted'],
  ['X=(a HERE)', 'word'],
  ['echo "$(ls HERE)"', 'word'],
  ['echo "$(ls "HERE")"', 'double-quoted'],
  ['cat <<EOF\n$(ls HERE)\nEOF', 'word'],
  ['echo "${X:-HERE}"', 'double-quoted'],
  ['echo ${X:-HERE}', 'word'],
  ["bash -c 'ls HERE'", 'single-quoted'],
  ['for x in HERE; do ls; done', 'word'],
  ['[[ $X == HERE ]]', 'word'],
  ['case HERE in a) ls;; esac', 'word'],
  ['f() { ls HERE; }', 'word'],
  ['cat <<< HERE', 'word'],
  ['if ls HERE; then :; fi', 'word'],
])('in %s the place is %s', (script, context) => {
  expect(analyseShell(script).contextAt(script.indexOf('HERE') + 1)).toBe(context)
})

test('outside of the script is no word', () => {
  const {contextAt} = analyseShell('ls')
  expect([contextAt(-1), contextAt(2), contextAt(99)]).toEqual(['comment', 'comment', 'comment'])
})
