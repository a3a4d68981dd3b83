import {readdirSync} from 'node:fs'
import {expect, test} from 'vitest'
import {openBench} from './bench.ts'

test('what a block writes to $RUNBOOK_OUTPUT comes with its result, also from programs that it starts', async () => {
  const {run} = openBench()
  const {written} = await run(
    'echo A=1 >> "$RUNBOOK_OUTPUT"; bash -c \'echo B=2 >> "$RUNBOOK_OUTPUT"\'; cd /',
  )
  expect(written).toBe('A=1\nB=2\n')
})

test('each block has a file of its own, which is gone after it', async () => {
  const {run, dir} = openBench()
  await run('echo A=1 > "$RUNBOOK_OUTPUT"; old=$RUNBOOK_OUTPUT')
  const second = await run('[ "$old" != "$RUNBOOK_OUTPUT" ] && [ ! -e "$old" ] && [ ! -s "$RUNBOOK_OUTPUT" ]')
  expect({outcome: second.outcome, written: second.written}).toEqual({
    outcome: {kind: 'success'},
    written: undefined,
  })
  expect(readdirSync(dir).filter(name => name.startsWith('output'))).toEqual([])
})

test.each([
  ['removes the file', 'rm "$RUNBOOK_OUTPUT"'],
  ['puts a pipe in its place', 'rm "$RUNBOOK_OUTPUT"; mkfifo "$RUNBOOK_OUTPUT"'],
  ['puts a link in its place', 'ln -sf /etc/passwd "$RUNBOOK_OUTPUT"'],
  ['writes nothing', 'true'],
])('a block that %s has written nothing', async (_, script) => {
  const {run} = openBench()
  const {outcome, written} = await run(script)
  expect({outcome, written}).toEqual({outcome: {kind: 'success'}, written: undefined})
})

test('what a block wrote before it ended its bash or failed is there all the same', async () => {
  const {run} = openBench()
  expect((await run('echo A=1 > "$RUNBOOK_OUTPUT"; exit 3')).written).toBe('A=1\n')
})
