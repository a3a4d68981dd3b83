import {readdirSync} from 'node:fs'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {bindShell} from '../../../src/model/bind.ts'
import {Definitions} from '../../../src/parser/definitions.ts'
import {readShell} from '../../../src/parser/read-shell.ts'
import {rounds} from '../../support/rounds.ts'
import {openBench} from './bench.ts'

const point = {line: 1, column: 1, offset: 0}
const names = ['first-value', 'second-value', 'third-value'] as const
type Name = (typeof names)[number]
type Values = Record<Name, string>

const hostile = [
  '$(touch canary)',
  '`touch canary`',
  '"; touch canary; "',
  "'; touch canary; '",
  "'\"'$(touch canary)'\"'",
  '\\',
  '\\\\"',
  "\\'",
  '${HOME} $((1+1)) $HOME',
  'a[$(touch canary)]',
  '!! !$ ^a^b',
  '* ? [a-z] ~ {a,b}',
  '~',
  'two\nlines\n',
  '\n',
  ' both ends ',
  '=x',
  '#x',
  'END',
  'x\nEND\ntouch canary\n',
  '&& touch canary',
  '| touch canary > canary',
  ')touch canary;(',
  '}; touch canary; {',
  '&',
  '\x01\x1b[31m\x7f',
  'ünïcödé 🚀',
]
const value = fc
  .oneof(
    fc.constantFrom(...hostile),
    fc.string({unit: fc.constantFrom(...'$`"\'\\(){}[]*?~!#&|;<>= \n\tax1é-'), minLength: 1, maxLength: 10}),
    fc.array(fc.constantFrom(...hostile), {minLength: 2, maxLength: 3}).map(parts => parts.join('')),
  )
  .filter(text => !text.startsWith('-')) // refused everywhere: it would be an option

/** A part of an argument: how it is written, and what the program gets for it. */
interface Piece {
  written: string
  gives: (values: Values) => string
}

const gap = fc.constantFrom(...names)
const plain = fc.constantFrom('', 'a', 'b-c', 'm.n', 'z_')
const of = (written: (gap: string) => string, more: (value: string) => string = value => value) =>
  gap.map((name): Piece => ({written: written(`<${name}>`), gives: values => more(values[name])}))
const text = (prefix: string, name: Name, suffix: string) => `${prefix}<${name}>${suffix}`

/** Ways to put a value into an argument. A command substitution loses line ends, so each is told to end in a dot. */
const simple: fc.Arbitrary<Piece> = fc.oneof(
  fc
    .tuple(plain, gap, plain)
    .map(([a, name, b]) => ({written: text(a, name, b), gives: (v: Values) => a + v[name] + b})),
  fc.tuple(plain, gap, gap, plain).map(([a, one, two, b]) => ({
    written: `"${a} <${one}> <${two}>${b}"`,
    gives: (v: Values) => `${a} ${v[one]} ${v[two]}${b}`,
  })),
  of(
    gap => `'a ${gap} "b" $c'`,
    value => `a ${value} "b" $c`,
  ),
  of(
    gap => `$'a\\t${gap}\\'b'`,
    value => `a\t${value}'b`,
  ),
  of(
    gap => `$"a ${gap}"`,
    value => `a ${value}`,
  ),
  of(gap => `\${unset_x:-${gap}}`),
  of(
    gap => `"\${unset_x:-a ${gap}}"`,
    value => `a ${value}`,
  ),
  of(
    gap => `"\${unset_x:-'${gap}'}"`,
    value => `'${value}'`,
  ),
  of(gap => `"\${HOME/\${HOME}/${gap}}"`),
  of(
    gap => `"\${HOME#${gap}\${HOME}}"`,
    () => '/home/of/test',
  ),
)
const nested: fc.Arbitrary<Piece> = fc.oneof(
  {weight: 3, arbitrary: simple},
  simple.map(({written, gives}) => ({
    written: `"$(printf %s. ${written})"`,
    gives: (v: Values) => `${gives(v)}.`,
  })),
  simple.map(({written, gives}) => ({
    written: `"x$( (printf %s. "$(printf %s. ${written})") )"`,
    gives: (v: Values) => `x${gives(v)}..`,
  })),
  of(
    gap => `"\`printf %s. ${gap}\`"`,
    value => `${value}.`,
  ),
  of(
    gap => `"\`printf %s. '${gap}'\`"`,
    value => `${value}.`,
  ),
  of(
    gap => `"$(cat <<END\n${gap}.\nEND\n)"`,
    value => `${value}.`,
  ),
  of(
    gap => `"$(cat <<< ${gap}.)"`,
    value => `${value}.`,
  ),
  of(
    gap => `"$(case x${gap} in x${gap}) printf %s. ${gap};; *) printf no;; esac)"`,
    value => `${value}.`,
  ),
  of(
    gap => `"$(v=a${gap}; printf %s. "$v")"`,
    value => `a${value}.`,
  ),
  of(
    gap => `"$(v=(${gap} b); printf %s. "\${v[@]}")"`,
    value => `${value}.b.`,
  ),
)

/** A whole script: what it prints for some values. */
const script = fc.array(nested, {minLength: 1, maxLength: 4}).map(pieces => ({
  written: `printf '%s\\0' ${pieces.map(({written}) => written).join(' ')} # <third-value>\ncat <<-END\n\t$HOME <first-value>\n\tEND\n`,
  prints: (values: Values) =>
    `${pieces.map(({gives}) => `${gives(values)}\0`).join('')}/home/of/test ${values['first-value']}\n`,
}))

const values: fc.Arbitrary<Values> = fc.record({
  'first-value': value,
  'second-value': value,
  'third-value': value,
})

function read(script: string) {
  const place = {start: point, end: point}
  return readShell(
    {script, placeOf: () => place, prose: undefined, literal: false},
    new Definitions(),
    undefined,
  )
}

function bind(script: string, filled: Values) {
  const {placeholders, interpreter} = read(script)
  return {bound: bindShell(script, placeholders, name => filled[name as Name], interpreter), interpreter}
}

test('wherever a gap stands, a program gets exactly the value as part of one argument, and nothing else runs', async () => {
  const {run, cwd} = openBench({
    env: {PATH: process.env.PATH ?? '', HOME: '/home/of/test', LC_ALL: 'C.UTF-8'},
  })
  await fc.assert(
    fc.asyncProperty(script, values, async ({written, prints}, filled) => {
      const {bound, interpreter} = bind(written, filled)
      expect({interpreter, problem: bound.ok ? undefined : bound.problem}).toEqual({})
      if (!bound.ok) return
      const {outcome, stdout, stderr} = await run(bound.bound.script, {variables: bound.bound.variables})
      expect({outcome, stdout, stderr, files: readdirSync(cwd)}).toEqual({
        outcome: {kind: 'success'},
        stdout: prints(filled),
        stderr: '',
        files: [],
      })
    }),
    {numRuns: rounds(150)},
  )
})

const readAsCode = [
  `bash -c 'echo <first-value>'`,
  `bash -c "echo <first-value>"`,
  `eval echo <first-value>`,
  `bash <<END\necho <first-value>\nEND`,
  `awk 'BEGIN { print "<first-value>" }'`,
  `sed -n 's/x/<first-value>/p' /dev/null`,
  `python3 -c 'print("<first-value>")'`,
  `jq -n '"<first-value>"'`,
  'echo $((<first-value> + 1))',
  '((<first-value> > 1))',
  'for ((i = 0; i < <first-value>; i++)); do break; done',
  'x=abc; echo "${x:<first-value>:2}"',
  'a=(1 2); echo "${a[<first-value>]}"',
  'a[<first-value>]=1',
  'declare -i n=<first-value>',
  'let n=<first-value>',
  '[[ 1 -eq <first-value> ]]',
  '[[ -v <first-value> ]]',
  '[ 1 -eq <first-value> ]',
  'printf -v <first-value> x',
  'printf -vx[<first-value>] x',
  'read -r <first-value> < /dev/null',
  'trap "echo <first-value>" EXIT',
  'alias x="echo <first-value>"; x',
  'find . -name <first-value>',
  'xargs echo <first-value> < /dev/null',
  '<first-value> x',
  'echo {1..<first-value>}',
  'echo "`echo \\"<first-value>\\"`"',
  "cat <<'END'\n<first-value>\nEND",
]

test.each(readAsCode)(
  'what may read a value as code gets plain words only, and runs none: %j',
  async script => {
    const {run, cwd} = openBench()
    await fc.assert(
      fc.asyncProperty(values, async filled => {
        const {bound} = bind(script, filled)
        if (!bound.ok) return
        expect(filled['first-value']).toMatch(/^[\p{L}\p{N}_./:@%+=,-]+$/u)
        await run(bound.bound.script, {variables: bound.bound.variables})
        expect(readdirSync(cwd).filter(name => name.startsWith('canary'))).toEqual([])
      }),
      {numRuns: 15},
    )
  },
)

test('a plain value reaches what reads it as code', async () => {
  const {run} = openBench()
  const filled = {'first-value': '3', 'second-value': '', 'third-value': ''}
  const printed = await Promise.all(
    [
      `bash -c 'echo <first-value>'`,
      'echo $((<first-value> + 1))',
      '((<first-value> > 1)) && echo yes',
      'x=abcdef; echo "${x:<first-value>:2}"',
      'echo {1..<first-value>}',
      'echo "`echo \\"<first-value>\\"`"',
      "cat <<'END'\n<first-value>\nEND",
    ].map(async script => {
      const {bound} = bind(script, filled)
      if (!bound.ok) throw new Error(bound.problem)
      return bound.bound
    }),
  )
  const seen: string[] = []
  for (const {script, variables} of printed) seen.push((await run(script, {variables})).stdout)
  expect(seen).toEqual(['3\n', '4\n', 'yes\n', 'de\n', '1 2 3\n', '3\n', '3\n'])
})
