import {fc, test} from '@fast-check/vitest'
import {expect} from 'vitest'
import {parseRunbook} from '../../src/parser/parse.ts'
import {rounds} from '../support/rounds.ts'
import {brokenPromises} from './promises.ts'

const pieces = fc.constantFrom(
  '# Heading',
  '## Diagnosis',
  '**Diagnostic** :',
  '**Label**',
  '- [ ] item',
  '- [x]',
  '- bullet',
  '1. one',
  '   ',
  '\t',
  '    indented',
  '> quote',
  '> ```bash',
  '```',
  '````',
  '~~~',
  '```bash',
  '```bash {id=a timeout=5s}',
  '```bash {id=a',
  '```sql {write}',
  '```console',
  '   ```sh',
  '```bash{x}',
  '$ ls \\',
  'user@h:~$ id',
  'echo "$X" <name>',
  "echo 'a <b|c> d'",
  'cat <<EOF',
  'EOF',
  "SELECT :a, '<b>' FROM t;",
  "SELECT 'open",
  '<!-- runbook: id=z -->',
  '<!-- comment',
  '-->',
  '<details>',
  '| a | b |',
  '|---|---|',
  '---',
  'runbook:',
  '  severity: P0',
  'a: &a [*a]',
  '[ref]: http://x',
  '{{x}}',
  '\0',
  '\uFEFF',
  '\r',
  '\u2028',
  '😀é',
  '`',
  '\\',
  'if [ -f x',
  '$(',
  '}',
  'fi',
  'xxxx',
)
const document = fc.oneof(
  fc
    .array(fc.oneof({weight: 5, arbitrary: pieces}, {weight: 1, arbitrary: fc.string({unit: 'binary'})}), {
      maxLength: 24,
    })
    .chain(lines => fc.constantFrom('\n', '\r\n', '\n\n').map(end => lines.join(end))),
  fc.string({unit: 'binary', maxLength: 200}),
)

test.prop([document], {numRuns: rounds(400)})(
  'no document makes the parser throw, lose or change a block, or place anything outside',
  async text => {
    const {runbook} = await parseRunbook('a.md', text)
    expect(brokenPromises(text, runbook)).toEqual([])
  },
)

test.prop([document], {numRuns: rounds(100)})(
  'front matter of any text makes the parser complain, never throw',
  async text => {
    const {runbook} = await parseRunbook('a.md', `---\n${text}\n---\n\n# T\n`)
    expect(brokenPromises(`---\n${text}\n---\n\n# T\n`, runbook)).toEqual([])
  },
)

test.prop([document], {numRuns: rounds(100)})(
  'the same document is always understood the same',
  async text => {
    const [first, second] = [await parseRunbook('a.md', text), await parseRunbook('a.md', text)]
    expect(JSON.stringify(second)).toBe(JSON.stringify(first))
  },
)
