import {join} from 'node:path'
import {expect, test} from 'vitest'
import {cli} from '../support/cli.ts'
import {onlyRun} from './record.ts'

const block = (info: string, text: string) => `\`\`\`bash {${info}}\n${text}\n\`\`\`\n\n`
const head = '---\nrunbook: {}\n---\n\n# Trace\n\n'

test('every step, and what it starts, knows its run, itself and its file, whose path is whole', async () => {
  const text =
    head +
    block('id=one', 'env | grep ^RUNBOOK_ | sort') +
    block('id=two', 'cd /; echo "$RUNBOOK_STEP_ID $RUNBOOK_FILE"')
  const {dir} = await cli('run', 'a.md', '--yes')
    .file('a.md', text)
    .stdout(() => true)
    .exits(0)
  const run = await onlyRun(dir)
  const lines = run.read('outputs/001-one.1.log').split('\n')
  expect(lines.map(line => line.replace(/=.*/, ''))).toEqual([
    'RUNBOOK_FILE',
    'RUNBOOK_OUTPUT',
    'RUNBOOK_RUN_ID',
    'RUNBOOK_STEP_ID',
    '',
  ])
  expect(lines[0]).toBe(`RUNBOOK_FILE=${join(dir, 'a.md')}`)
  expect(lines[3]).toBe('RUNBOOK_STEP_ID=one')
  expect(run.read('outputs/002-two.1.log')).toBe(`two ${join(dir, 'a.md')}\n`)
})

test('values that a step writes are there for the blocks after it, whatever they hold', async () => {
  const text =
    head +
    block(
      'id=find',
      'echo "deploy-id=a b$(printf %s \'"\')" >> "$RUNBOOK_OUTPUT"\nprintf "NOTES<<END\\none\\n\\$(touch canary)\\nEND\\n" >> "$RUNBOOK_OUTPUT"',
    ) +
    block('id=use', 'printf "<%s>" <deploy-id> "$NOTES"')
  const {dir} = await cli('run', 'a.md', '--yes')
    .file('a.md', text)
    .stdout(() => true)
    .exits(0)
  const run = await onlyRun(dir)
  expect(run.read('outputs/002-use.1.log')).toBe('<a b"><one\n$(touch canary)>')
})

test('an empty variable keeps a block that removes from starting, also one that the environment has', async () => {
  const text = head + block('id=gone effect=destroy', 'rm -rf "$OLD_DIR/"nothing-of-the-kind')
  const {dir} = await cli('run', 'a.md', '--yes', '--allow', 'destroy')
    .env({OLD_DIR: ''})
    .file('a.md', text)
    .stdout(() => true)
    .exits(3)
  const run = await onlyRun(dir)
  expect(run.types).toEqual([
    'run.started',
    'guard.triggered',
    'prompt.answered',
    'guard.triggered',
    'run.finished',
  ])
})

test('an empty value is taken for no input', async () => {
  await cli('run', 'a.md', '--yes', '--input', 'dir=')
    .file('a.md', head + block('id=gone', 'ls <dir>'))
    .stderr(text => text.includes('--input dir: dir needs a value'))
    .exits(2)
})
