import fc from 'fast-check'
import {expect, test} from 'vitest'
import {effects} from '../../../src/model/effect.ts'
import {analyseShell} from '../../../src/parser/shell/analyse.ts'
import {processorMs} from '../../support/processor-time.ts'
import {rounds} from '../../support/rounds.ts'

const pieces = fc.constantFrom(
  ...[
    'ls',
    'rm',
    'kubectl',
    'get',
    'delete',
    'psql',
    '-c',
    '-it',
    '--',
    '--x=y',
    '$X',
    '${X:-',
    '}',
    '$(',
    ')',
    '`',
    '"',
    "'",
    '\\',
    '\n',
    ' ',
  ],
  ...[
    '|',
    '||',
    '&&',
    '&',
    ';',
    '<',
    '>',
    '<<EOF',
    'EOF',
    '<<<',
    '2>&1',
    '(',
    '{',
    'if',
    'then',
    'fi',
    'for',
    'in',
    'do',
    'done',
    'while',
    'case',
    'esac',
  ],
  ...[
    'f()',
    '[[',
    ']]',
    '((',
    '))',
    '$((',
    'A=1',
    'export',
    'sudo',
    'xargs',
    'bash',
    'ssh',
    'eval',
    'é',
    '🙂',
    '\0',
    '#',
    'function',
    'alias',
    'trap',
    'find',
    '-exec',
    'curl',
    '-X',
  ],
)
const scripts = fc.oneof(
  fc.string({unit: 'binary', maxLength: 200}),
  fc.array(pieces, {maxLength: 40}).map(parts => parts.join(' ')),
  fc.array(pieces, {maxLength: 40}).map(parts => parts.join('')),
)

test('whatever the text, it is read without failing, and every offset lies inside it', () => {
  fc.assert(
    fc.property(scripts, script => {
      const found = analyseShell(script)
      expect(effects).toContain(found.effect)
      let from = 0
      for (const {text, start, end} of found.commands) {
        expect(start).toBeGreaterThanOrEqual(from)
        expect(end).toBeLessThanOrEqual(script.length)
        expect(script.slice(start, end)).toBe(text)
        from = end
      }
      if (found.syntaxError) {
        expect(found.syntaxError.offset).toBeGreaterThanOrEqual(0)
        expect(found.syntaxError.offset).toBeLessThanOrEqual(script.length)
        expect(['unknown', 'destroy']).toContain(found.effect)
      }
      expect(found.reasons.length).toBeGreaterThan(0)
      for (let i = -1; i <= script.length; i++) found.contextAt(i)
    }),
    {numRuns: rounds(1500)},
  )
})

test('a statement that destroys is found wherever it stands', () => {
  const around = fc.constantFrom<(inner: string) => string>(
    inner => `ls; ${inner}`,
    inner => `( ${inner} )`,
    inner => `{ ${inner}; }`,
    inner => `if true; then ${inner}; fi`,
    inner => `if ${inner}; then ls; fi`,
    inner => `for i in 1; do ${inner}; done`,
    inner => `while ls; do ${inner}; done`,
    inner => `case x in x) ${inner};; esac`,
    inner => `echo "$( ${inner} )"`,
    inner => `echo <( ${inner} )`,
    inner => `ls | { ${inner}; }`,
    inner => `true && ${inner} || true`,
    inner => `X=$( ${inner} )`,
    inner => `f() { ${inner}; }; f`,
    inner => `! ${inner}`,
    inner => `{ ${inner}; } > /dev/null 2>&1`,
    inner => `coproc { ${inner}; }`,
    inner => `${inner} &`,
    inner => `[[ -n $( ${inner} ) ]]`,
    inner => `echo $(( $( ${inner} ) + 1 ))`,
    inner => `cat <<< "$( ${inner} )"`,
    inner => `a=(1 $( ${inner} ))`,
  )
  fc.assert(
    fc.property(fc.array(around, {minLength: 1, maxLength: 4}), layers => {
      const script = layers.reduce((inner, layer) => layer(inner), 'rm -rf /data')
      expect({script, effect: analyseShell(script).effect}).toEqual({script, effect: 'destroy'})
    }),
    {numRuns: rounds(400)},
  )
})

test.each([
  ['parentheses', '('.repeat(5000)],
  ['substitutions', '$('.repeat(3000)],
  ['braces', '{ '.repeat(5000)],
  ['shells', `${"bash -c '".repeat(50)}ls`],
  ['sudo', `${'sudo '.repeat(5000)}ls`],
  ['pipes', 'ls | '.repeat(5000)],
  ['quotes', '"$(echo "'.repeat(2000)],
  ['heredocs', 'cat <<A\n'.repeat(2000)],
  ['arguments', `ls ${'a '.repeat(90_000)}`],
])('many %s are read in bounded time', async (_, script) => {
  expect(await processorMs(() => analyseShell(script))).toBeLessThan(5000)
})
