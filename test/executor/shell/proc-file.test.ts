import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {readdirSync} from 'node:fs'
import {expect, test} from 'vitest'
import {childrenFile, childrenOf, startNow, uptimeFile} from '../../../src/executor/shell/processes.ts'
import {afterwards} from '../../support/temporary.ts'

const onLinux = test.skipIf(process.platform !== 'linux')

onLinux(
  'the children of a process are read anew from a file that stays open, also when there are many',
  async () => {
    const bash = spawn('bash', ['--noprofile', '--norc'], {stdio: ['pipe', 'pipe', 'inherit']})
    afterwards(() => void bash.kill('SIGKILL'))
    const tell = async (line: string) => {
      bash.stdin.write(`${line}\n`)
      return String((await once(bash.stdout, 'data'))[0]).trim()
    }
    const file = childrenFile(bash.pid!)
    expect(childrenOf(bash.pid!, file)).toEqual([])
    const one = await tell('sleep 60 & echo $!')
    expect(childrenOf(bash.pid!, file)).toEqual([Number(one)])
    const open = readdirSync('/proc/self/fd').length
    await tell('for ((i = 0; i < 700; i++)); do sleep 60 & done; echo many')
    await expect.poll(() => childrenOf(bash.pid!, file).length).toBe(701)
    expect(readdirSync('/proc/self/fd').length).toBe(open)
    await tell('kill $(jobs -p); echo killed')
    bash.stdin.end('exit\n')
    await once(bash, 'exit')
    expect(childrenOf(bash.pid!, file)).toEqual([])
    file.close()
  },
)

onLinux('the time of the system goes on in a file that stays open', async () => {
  const uptime = uptimeFile()
  const before = startNow(uptime)!
  await expect.poll(() => startNow(uptime)!).toBeGreaterThan(before)
  uptime.close()
})
