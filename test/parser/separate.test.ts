import {expect, test} from 'vitest'
import {separate} from '../../src/parser/shell/separate.ts'

test('statements side by side are taken apart; what holds others stays whole', () => {
  expect(
    separate('cd /tmp\nls | wc -l && echo ok; for i in 1 2; do\n  echo $i\ndone\ncat <<E\nx\nE\n', []),
  ).toEqual({
    texts: ['cd /tmp', 'ls | wc -l && echo ok', 'for i in 1 2; do\n  echo $i\ndone', 'cat <<E\nx\nE'],
  })
})

test('a gap is a word of its statement', () => {
  const script = 'echo a\nvim <a>_<b>.sql\n'
  const gaps = [
    {start: 11, end: 14},
    {start: 15, end: 18},
  ]
  expect(separate(script, gaps)).toEqual({texts: ['echo a', 'vim <a>_<b>.sql']})
})

test.each([
  ['ls', 'it is one command'],
  ['if true; then\n  ls\nfi', 'it is one command'],
  ['cd x || true\nexit 1\nls', '`exit` in it ends'],
  ['echo "', 'does not take it whole'],
])('%j is not taken apart', (script, problem) => {
  expect(separate(script, [])).toEqual({problem: expect.stringContaining(problem)})
})
