import {fc, test as property} from '@fast-check/vitest'
import {describe, expect, test} from 'vitest'
import {blocksOf} from '../../../src/model/content.ts'
import {applyEdits, fixRunbook} from '../../../src/parser/lint/fix.ts'
import {lintRunbook, lintText} from '../../../src/parser/lint/lint.ts'
import {rules} from '../../../src/parser/lint/rules.ts'
import {parseRunbook} from '../../../src/parser/parse.ts'
import {rounds} from '../../support/rounds.ts'

const now = new Date('2026-03-01T00:00:00Z')
const keeping = rules.filter(({rewrites}) => !rewrites).map(({id}) => id)
const fix = async (text: string, only: string[] = []) => (await fixRunbook('x.md', text, {now, only})).text
const scripts = async (text: string) =>
  [...blocksOf((await parseRunbook('x.md', text)).runbook.section)]
    .filter(({block}) => block.kind !== 'show')
    .map(({block}) => block.script)

test('edits are made in the order of the text, whatever their own', () => {
  const edits = [
    {start: 4, end: 5, insert: 'E'},
    {start: 0, end: 1, insert: 'A'},
    {start: 2, end: 2, insert: '-'},
  ]
  expect(applyEdits('abcde', edits)).toBe('Ab-cdE')
})

test('a document with several mistakes is mended in one call', async () => {
  const before = '```bash{timout=1s}\nuptime\n```\n\n```\nw\n```\n\n```bash\ntail –f app.log\n'
  const after = '```bash {timeout=1s}\nuptime\n```\n\n```bash\nw\n```\n\n```bash\ntail -f app.log\n```\n'
  expect(await fix(before)).toBe(after)
})

test('an apostrophe is no quote to be mended', async () => {
  const text = '```bash\ntouch don’t\n```\n'
  expect(await fix(text)).toBe(text)
})

test('typographic signs in quotes and comments stay', async () => {
  const text = '```bash\necho "“quoted” – really" # “a comment”\n```\n'
  expect(await fix(text)).toBe(text)
})

test('a byte order mark that is text moves nothing', async () => {
  const text = '\ufeff# Look\n\n```bash {timout=1s}\nuptime\n```\n'
  expect(await fix(text)).toBe(text.replace('timout', 'timeout'))
})

test('a fence that may hold prose is not closed', async () => {
  const text = '```bash\nuptime\n\nNow look at the graph.\n'
  expect(await fix(text)).toBe(text)
})

describe('whatever the document', () => {
  const line = fc.constantFrom(
    '```',
    '```bash',
    '```bash {id=a}',
    '```bash{timout=3s}',
    '~~~',
    '```sql',
    '```console',
    '- ',
    '  ```',
    '> ```',
    '# Head',
    '',
    'uptime',
    '$ uptime',
    'SELECT 1;',
    'tail –f x',
    'echo “a b”',
    '# note',
    'rm -rf "$X"',
    'psql $DATABASE_URL',
    '\\dt',
    'railway run psql $DATABASE_URL',
    '<!-- runbook: skip -->',
    '---',
    'runbook:',
    '  enviroment: x',
    '{"a": 1}',
    'cd web',
    'exit 1',
    '# If it is down:',
    'vercel rollback <url>',
    'caf\u00e9 \ud83d\ude00',
    '\tx',
    'kubectl exec a -- sh -c "echo $HOSTNAME"',
  )
  const document = fc
    .array(line, {maxLength: 25})
    .chain(lines => fc.constantFrom('\n', '\r\n', '\r').map(end => lines.join(end)))

  property.prop([document], {numRuns: rounds(300)})(
    'every message is in the document, and every fix inside of it',
    async text => {
      const messages = lintRunbook(await parseRunbook('x.md', text), text, {now})
      for (const {place, fix = []} of messages) {
        if (place)
          expect(
            0 <= place.start.offset &&
              place.start.offset <= place.end.offset &&
              place.end.offset <= text.length,
          ).toBe(true)
        for (const {start, end} of fix) expect(0 <= start && start <= end && end <= text.length).toBe(true)
      }
    },
  )

  property.prop([document], {numRuns: rounds(200)})(
    'fixes that do not rewrite leave every script as it was, and end',
    async text => {
      const fixed = await fix(text, keeping)
      expect(await scripts(fixed)).toEqual(await scripts(text))
      expect(await fix(fixed, keeping)).toBe(fixed)
    },
  )

  property.prop([document], {numRuns: rounds(200)})(
    'fixes that do not rewrite give nobody more to read about',
    async text => {
      const {messages} = await lintText('x.md', text, {now})
      const fixed = await fixRunbook('x.md', text, {now, only: keeping})
      const again = await lintText('x.md', fixed.text, {now})
      const said = messages.map(({rule, text}) => `${rule}: ${text}`)
      for (const {rule, text} of again.messages) {
        const at = said.indexOf(`${rule}: ${text}`)
        expect(at, `${rule}: ${text}`).not.toBe(-1)
        said.splice(at, 1)
      }
    },
  )

  property.prop([document], {numRuns: rounds(100)})('all fixes together end', async text => {
    const fixed = await fix(text)
    expect(await fix(fixed)).toBe(fixed)
  })
})
