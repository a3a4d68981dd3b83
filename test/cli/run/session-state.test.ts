import {mkdirSync, rmdirSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {keepSession} from '../../../src/cli/run/session-state.ts'
import {readSessionState, stateIsAfter} from '../../../src/journal/session-file.ts'
import {createRedactor} from '../../../src/model/redact.ts'
import {openBench} from '../../executor/shell/bench.ts'
import {temporaryDirectory} from '../../support/temporary.ts'

const token = 'a-word-that-no-program-prints'

test('a state that could not be written is not said to be there, and is written once it can be', async () => {
  const dir = temporaryDirectory()
  const redactor = createRedactor()
  const session = keepSession(dir, redactor, token)
  const {run} = openBench({keep: session.take})
  const after = async (attempt: string, script: string) => {
    session.began(attempt)
    await run(script)
    await session.flush()
    return {after: stateIsAfter(dir), text: readSessionState(dir)!.text}
  }
  expect(await after('one.1', 'A=known-so-far')).toMatchObject({after: 'one.1'})

  const inTheWay = join(dir, 'session/state.sh.new')
  mkdirSync(inTheWay)
  redactor.add({name: 'A', value: 'known-so-far'}) // what was kept before holds it
  const stale = await after('two.1', 'B=new')
  expect(stale.after).toBe('one.1')
  expect(stale.text).not.toContain('B="new"')

  rmdirSync(inTheWay)
  const fresh = await after('three.1', 'true')
  expect(fresh.after).toBe('three.1')
  expect(fresh.text).toContain('B="new"')
  expect(fresh.text).not.toContain('known-so-far')
  session.close()
})
