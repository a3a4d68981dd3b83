import {expect, test} from 'vitest'
import {nextCommand} from '../../../src/cli/questions/picked.ts'
import {plan} from '../../executor/run/stage.ts'

const point = {line: 1, column: 1, offset: 0}
const place = {start: point, end: point}

test.each([
  ['docs/a.md', 'pool.md', undefined, 'runbook run docs/pool.md'],
  ['docs/a.md', '../b/pool.md', 'full', 'runbook run b/pool.md#full'],
  ['docs/a.md', '', 'full', 'runbook run docs/a.md#full'],
  ['a.md', 'my pool.md', "it's", "runbook run 'my pool.md#it'\\''s'"],
  ['a.md', '$(x).md', undefined, "runbook run '$(x).md'"],
  ['a.md', '-x.md', undefined, 'runbook run ./-x.md'],
  ['a.md', 'a\u001b[31m\nb.md', undefined, "runbook run 'a b.md'"],
  ['a.md', 'scripts/fix.sh', undefined, 'see scripts/fix.sh'],
  ['a.md', '/docs/pool.md', 'full', 'see /docs/pool.md#full'],
])('from %s, a link to %j and %j is %s', (path, to, anchor, command) => {
  const from = {...plan([]), runbook: {...plan([]).runbook, path}}
  expect(nextCommand(from, {text: 'x', path: to, anchor, place})).toBe(command)
})
