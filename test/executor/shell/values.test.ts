import {readdirSync} from 'node:fs'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {bindShell} from '../../../src/model/bind.ts'
import type {Placeholder, PlaceholderContext} from '../../../src/model/runbook.ts'
import {rounds} from '../../support/rounds.ts'
import {openBench} from './bench.ts'

const hostile = [
  '$(touch hacked)',
  '`touch hacked`',
  '"; touch hacked; "',
  "'; touch hacked; '",
  "'\\''$(touch hacked)",
  '\\',
  '\\\\"',
  '$HOME ${PATH} $((1+1))',
  '!! !$ ^a^b',
  '* ? [a-z] ~ {a,b}',
  'two\nlines\n',
  '\n',
  '\r\n\t',
  ' leading and trailing ',
  '-n',
  '#not a comment',
  '&& touch hacked',
  '| touch hacked',
  '> hacked',
  '\x01\x1b[31m\x7f',
  'ünïcödé 🚀',
  '<name>',
]

/** Any text that a shell variable can hold, with what bash treats as special likely. */
const value = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({unit: fc.constantFrom(...'$`"\'\\(){}[]*?~!#&|;<>= \n\tax1é'), minLength: 1, maxLength: 12}),
  fc
    .string({unit: 'grapheme', minLength: 1})
    .filter(text => !text.includes('\0') && Buffer.from(text).toString() === text),
)

function gap(script: string, text: string, context: PlaceholderContext): Placeholder {
  const start = script.indexOf(text)
  const point = {line: 1, column: 1, offset: 0}
  const place = {start: point, end: point}
  return {
    name: text.slice(1, -1),
    text,
    choices: undefined,
    certain: true,
    optional: false,
    context,
    place,
    start,
    end: start + text.length,
  }
}

test('whatever a variable holds, bash prints it back and runs nothing of it', async () => {
  const {run, cwd} = openBench()
  await fc.assert(
    fc.asyncProperty(value, async given => {
      const {stdout, stderr} = await run(`printf %s "$GIVEN"`, {variables: {GIVEN: given}})
      expect({stdout, stderr, files: readdirSync(cwd)}).toEqual({stdout: given, stderr: '', files: []})
    }),
    {numRuns: rounds(60)},
  )
})

test('whatever fills a gap, as a word or in double quotes, it is one argument and never code', async () => {
  const {run, cwd} = openBench()
  const script = `printf '<%s>' a<one>b "c<two>d" <three>`
  const gaps = [
    gap(script, '<one>', 'word'),
    gap(script, '<two>', 'double-quoted'),
    gap(script, '<three>', 'word'),
  ]
  await fc.assert(
    fc.asyncProperty(value, value, value, async (one, two, three) => {
      const filled: Record<string, string> = {one, two, three}
      const bound = bindShell(script, gaps, name => filled[name], undefined)
      fc.pre(![one, two, three].some(text => text.startsWith('-'))) // refused: it would be an option
      if (!bound.ok) throw new Error(bound.problem)
      const {stdout, stderr} = await run(bound.bound.script, {variables: bound.bound.variables})
      expect({stdout, stderr, files: readdirSync(cwd)}).toEqual({
        stdout: `<a${one}b><c${two}d><${three}>`,
        stderr: '',
        files: [],
      })
    }),
    {numRuns: rounds(60)},
  )
})

test('the values of one block do not go into the environment of programs', async () => {
  const {run} = openBench()
  const {stdout} = await run('env | grep -c GIVEN; env | grep RUNBOOK_STEP', {variables: {GIVEN: 'x'}})
  expect(stdout).toBe('0\nRUNBOOK_STEP_ID=block\n')
})

test.each(['values', 'prelude', 'asked', 'empty', 'output.1', 'state.1', 'lost'])(
  'a block with the id %s is run as any other, and leaves the session whole',
  async id => {
    const {run} = openBench()
    const {outcome, stdout} = await run('echo "$GIVEN"; exit 3', {id, variables: {GIVEN: 'x'}})
    expect({outcome, stdout}).toEqual({outcome: {kind: 'failure', detail: 'exit 3'}, stdout: 'x\n'})
    expect((await run('echo "$GIVEN again"', {id})).stdout).toBe('x again\n')
  },
)
