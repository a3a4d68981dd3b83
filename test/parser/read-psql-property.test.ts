import {fc, test} from '@fast-check/vitest'
import {expect} from 'vitest'
import {parseRunbook} from '../../src/parser/parse.ts'
import {rounds} from '../support/rounds.ts'
import {brokenPromises} from './promises.ts'

const piece = fc.constantFrom(
  ...[
    'SELECT 1',
    ';',
    '\\x',
    '\\dt',
    '\\d <a>',
    '\\set a 1',
    '\\gset',
    '\\gset p',
    ':a',
    ":'a'",
    ':"b"',
    "'",
    '"',
    '`',
    '$$',
    '$a$',
  ],
  ...[
    '--',
    '/*',
    '*/',
    '\\\\',
    '\\;',
    '\\:',
    '\\',
    '\n',
    '\n',
    ' ',
    '<id>',
    "'<id>'",
    '\\copy t from stdin',
    '\\.',
    'COPY t FROM STDIN;',
  ],
  ...[
    '\\copy (select 1) to stdout',
    '(',
    ')',
    '\\if',
    '\\endif',
    'DELETE FROM t',
    'WHERE a =',
    '{{n}}',
    '\\g |x',
    '\\!',
    'é',
    '\0',
    "E'",
    '::text',
  ],
)
const body = fc
  .tuple(fc.array(piece, {maxLength: 30}), fc.constantFrom('', ' ', '\n'))
  .map(([pieces, between]) => pieces.join(between))

test.prop([fc.constantFrom('psql', 'sql'), body], {numRuns: rounds(400)})(
  'no script of psql makes the parser throw, lose or invent text',
  async (language, text) => {
    const document = `# A\n\n\`\`\`${language}\n${text.replaceAll('```', '')}\n\`\`\`\n`
    const {runbook} = await parseRunbook('a.md', document)
    expect(brokenPromises(document, runbook)).toEqual([])
  },
)
