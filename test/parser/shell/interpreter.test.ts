import {expect, test} from 'vitest'
import {interpreterIn} from '../../../src/parser/shell/interpreter.ts'

test.each([
  ['bash -c "echo $x"', 'bash'],
  ['ssh host "uptime x"', 'ssh'],
  ['echo a | ./mine x', './mine'],
  ['echo "$(psql -c x)"', 'psql'],
  ['railway run -- psql -c x', 'railway run'],
  ['printf -v a x', 'printf -v'],
  ['[[ $x -gt 3 ]]', '[['],
  ['echo $((x + 1))', '(('],
  ['echo "${list[x]}"', 'an array subscript'],
  ['echo "${a:x:2}"', 'a slice'],
  ['echo "${a@P}"', '${a@P}'],
  ['printf -va[x] 1', 'printf -va[x]'],
  ['list[x]=1', 'an array subscript'],
  ['f() { eval "$1"; }', 'eval'],
  ['$CMD x', '$CMD'],
  ['/srv/bin/echo x', '/srv/bin/echo'],
  ['[ "$x" -eq 3 ]', '['],
  ['kubectl get pods x', 'kubectl'],
])('%s: %s may read a value as code', (script, found) => {
  expect(interpreterIn(script)).toBe(found)
})

test.each([
  'echo "$x" > file',
  '# make sure that ssh works\ncurl "$x" | tee out',
  'railway rollback --environment production x',
  'X=x; cd "$X" && /usr/bin/cat file',
])('%j takes values as data', script => {
  expect(interpreterIn(script)).toBe(undefined)
})
