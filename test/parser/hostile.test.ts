import {fc, test} from '@fast-check/vitest'
import {expect} from 'vitest'
import {describePlan} from '../../src/model/describe-plan.ts'
import {lintRunbook} from '../../src/parser/lint/lint.ts'
import {parseRunbook} from '../../src/parser/parse.ts'
import {processorMs} from '../support/processor-time.ts'
import {rounds} from '../support/rounds.ts'
import {hostile} from './hostile-documents.ts'
import {brokenPromises} from './promises.ts'

const kilobytes = 10
/** Several times what is needed. `bench/hostile.mjs` measures documents of 1 MB. */
const seconds = 5

async function read(text: string) {
  const {runbook, messages} = await parseRunbook('a.md', text)
  describePlan({runbook, procedures: runbook.procedures, messages, sha256: '', known: new Set()})
  lintRunbook({runbook, messages}, text, {now: new Date(0)})
  return runbook
}

test.each(Object.entries(hostile))(
  'a document of %s is read, planned and linted in bounded time',
  async (_, make) => {
    const text = make(kilobytes * 1000)
    expect(await processorMs(() => read(text))).toBeLessThan(seconds * 1000)
  },
  60_000,
)

const shell = fc.constantFrom(
  ...['ls', '$(', '`', '"', "'", '\\', '<<EOF', 'EOF', '$((', '))', '{', '}', '(', ')', 'if', 'then', 'fi'],
  ...[
    'for i in',
    'do',
    'done',
    'case',
    'esac',
    ';;',
    '|',
    '&&',
    ';',
    '&',
    '>',
    '<',
    '<<<',
    '${X',
    '#',
    'f()',
  ],
)
const sql = fc.constantFrom(
  ...[
    'SELECT',
    '(',
    ')',
    "'",
    '"',
    '$$',
    '$a$',
    '--',
    '/*',
    '*/',
    ';',
    ':a',
    '::',
    '<id>',
    ',',
    'FROM t',
    '1',
  ],
)
const info = fc.constantFrom(
  ...[
    '{',
    '}',
    'id=a',
    'id="',
    '"',
    "'",
    '=',
    'timeout=5s',
    'expect=/',
    '/',
    '{"a":',
    '\\',
    '.x',
    'if=a.met',
  ],
)
const yaml = fc.constantFrom(
  ...[
    'runbook:',
    '  inputs:',
    '    a: {',
    '}',
    '- ',
    '&a',
    '*a',
    '<<: *a',
    '!!int',
    '|',
    '>',
    '? ',
    ': ',
    '[',
  ],
  ...['"', "'", '#', '%YAML', '...', '  severity: 1', 'title:', '\t', '{{', '0x', '~', '@'],
)
const soup = (piece: fc.Arbitrary<string>) =>
  fc
    .tuple(
      fc.array(fc.oneof({weight: 9, arbitrary: piece}, fc.string({unit: 'binary', maxLength: 4})), {
        maxLength: 25,
      }),
      fc.constantFrom('', ' ', '\n'),
    )
    .map(([pieces, between]) => pieces.join(between))
const language = fc.constantFrom('bash', 'sql', '', 'console', 'json', 'psql')
const block = fc
  .tuple(language, soup(info), soup(fc.oneof(shell, sql)), fc.constantFrom('', '- ', '> ', '   '))
  .map(([name, attributes, body, before]) =>
    `\`\`\`${name} ${attributes.replaceAll(/[\r\n]/g, ' ')}\n${body}\n\`\`\``.replaceAll(/^/gm, before),
  )

test.prop([soup(yaml), fc.array(block, {maxLength: 4})], {numRuns: rounds(300)})(
  'no front matter, info string or script makes the parser throw or break a promise',
  async (frontMatter, blocks) => {
    const text = `---\n${frontMatter}\n---\n\n# A\n\n${blocks.join('\n\n')}\n`
    expect(brokenPromises(text, await read(text))).toEqual([])
  },
)
