import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {basename} from 'node:path'
import {expect, test} from 'vitest'
import {Owned} from '../../../src/executor/shell/owned.ts'
import {afterwards, temporaryDirectory} from '../../support/temporary.ts'
import {isAlive} from './bench.ts'

/** A bash that does as it is told, and what it has said. */
function resident() {
  const bash = spawn('bash', ['--noprofile', '--norc'], {stdio: ['pipe', 'pipe', 'inherit'], detached: true})
  afterwards(() => void bash.kill('SIGKILL'))
  const tell = async (line: string) => {
    bash.stdin.write(`${line}\n`)
    return Number(String((await once(bash.stdout, 'data'))[0]))
  }
  return {pid: bash.pid!, tell}
}

test.skipIf(process.platform !== 'linux')(
  'what was once seen below a bash is known without a mark and without a parent',
  async () => {
    const owned = new Owned({
      kill: (pid, signal) => process.kill(pid, signal),
      runId: basename(temporaryDirectory()),
      graceMs: 200,
    })
    const {pid, tell} = resident()
    owned.add([pid])
    owned.begin(pid, 'step')
    const parent = await tell('bash -c "env -i setsid sleep 60 & echo \\$\\$; wait" &')
    const child = await tell(`until pgrep -P ${parent}; do :; done`)
    await expect.poll(() => tell(`ps -o sid= -p ${child}`)).toBe(child)
    owned.look()
    process.kill(parent, 'SIGKILL')
    await expect.poll(() => isAlive(parent)).toBe(false)
    expect(await owned.left()).toMatchObject([{pid: child, step: 'step'}])
    await owned.endStep()
    expect(isAlive(child)).toBe(false)
  },
)
