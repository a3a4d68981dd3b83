import {fc, test} from '@fast-check/vitest'
import {expect} from 'vitest'
import type {Part} from '../../src/parser/part.ts'
import {rounds} from '../support/rounds.ts'
import {decide} from './parts-picture.ts'

const pieces = fc.constantFrom(
  'ls -la',
  '$ ls',
  '$ kubectl get pods \\',
  '> -n x',
  '  pods',
  '# comment',
  '# systemctl restart x',
  '# Output:',
  'me@host:~$ psql app',
  '$ ssh db1',
  'app=# SELECT 1;',
  'app-# FROM t;',
  'mysql> SHOW TABLES;',
  '    -> x;',
  '>>> 1 + 1',
  'psql $URL',
  'SELECT count(*)',
  'FROM t; # why',
  '\\dt  # tables',
  '(1 row)',
  ' id | name',
  '----+-----',
  'NAME   READY   STATUS',
  'x      1/1     Running',
  "echo 'open",
  "it's",
  'cat <<EOF',
  'EOF',
  'for i in a b; do',
  'done',
  'A=1',
  'key: value',
  '{"a": 1}',
  '{',
  '}',
  '→ ok',
  '└── x',
  'HTTP/1.1 200 OK',
  '1. Click here',
  'exit',
  '',
  '   ',
  '\t',
  '`',
  '"',
  '😀é',
  '\0',
)
const language = fc.constantFrom('bash', '', 'console', 'sql', 'psql', 'text', 'yaml', 'powershell')
const fence = fc.oneof(
  fc
    .array(fc.oneof({weight: 6, arbitrary: pieces}, {weight: 1, arbitrary: fc.string({unit: 'binary'})}), {
      maxLength: 20,
    })
    .map(lines => lines.join('\n')),
  fc.string({unit: 'binary', maxLength: 300}),
)
const lead = fc.constantFrom(undefined, 'Run:', 'You should see:', 'In `.env`:')

test.prop([language, fence, lead], {numRuns: rounds(2000)})(
  'parts cover every line once, in order, and what they would run is in the fence at that very place',
  (language, text, lead) => {
    const parts = decide(language, text, lead)
    expect(problems(text, parts)).toEqual([])
  },
)

test.prop([language, fence, lead], {numRuns: rounds(200)})(
  'the same fence always has the same parts',
  (language, text, lead) => {
    expect(decide(language, text, lead)).toEqual(decide(language, text, lead))
  },
)

function problems(text: string, parts: readonly Part[]): string[] {
  const lines = text.split('\n')
  const found: string[] = []
  let next = 0
  for (const {lines: span, kind, script, origin, seen} of parts) {
    if (span.from !== next || span.to <= span.from)
      found.push(`a part from ${span.from} to ${span.to} follows ${next}`)
    next = span.to
    const own = script === '' && origin.length === 0 ? [] : script.split('\n')
    if (own.length !== origin.length) found.push(`${own.length} lines of script, ${origin.length} origins`)
    if (kind === 'show' && (own.length > 0 || seen.length > 0))
      found.push('a shown part runs or has seen something')
    let last = span.from - 1
    origin.forEach(({line, column, cut = 0}, index) => {
      if (line <= last || line >= span.to) found.push(`line ${line} is out of order`)
      last = line
      const source = lines[line] ?? ''
      if (source.slice(column, source.length - cut) !== own[index])
        found.push(`line ${line} is not what the fence has`)
      if (cut > 0 && !/^\s*#/.test(source.slice(source.length - cut)))
        found.push(`line ${line} loses more than a comment`)
      if (seen.some(({from, to}) => line >= from && line < to))
        found.push(`line ${line} is both run and seen`)
    })
    for (const {from, to} of seen)
      if (from < span.from || to > span.to || from >= to) found.push(`seen ${from}–${to} is outside`)
  }
  if (next !== lines.length) found.push(`the parts end at ${next} of ${lines.length}`)
  if (parts.map(({lines: {from, to}}) => lines.slice(from, to).join('\n')).join('\n') !== text)
    found.push('the text differs')
  return found
}
