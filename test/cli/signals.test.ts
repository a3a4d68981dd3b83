import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {cli} from '../support/cli.ts'
import {temporaryDirectory} from '../support/temporary.ts'
import {dataOf, isRunning, onlyRun, outcomes} from './record.ts'

const sleeper = `---
runbook: {}
---

# Sleep

\`\`\`bash {id=sleep}
sleep 1000 & echo "$!" > pid
echo "$$" > bash
echo "sleeping"
wait
\`\`\`

\`\`\`bash {id=next}
touch ran
\`\`\`
`
const pidIn = (dir: string, name: string) => Number(readFileSync(join(dir, name), 'utf8'))

describe('a signal while a step runs', () => {
  test.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGINT', 130],
  ] as const)(
    '%s stops the step with all that it started, is recorded, and exits with %i',
    async (signal, exit) => {
      const {dir} = await cli('run', 'a.md', '--yes')
        .file('a.md', sleeper)
        .kill(signal)
        .when('sleeping')
        .stdout(['■ 1/2 Sleep: cancelled', `■ interrupted by ${signal}`])
        .exits(exit)
      const run = await onlyRun(dir)
      expect(outcomes(run)).toEqual({sleep: 'cancelled'})
      expect(dataOf(run, 'run.interrupted')).toEqual([{signal}])
      expect(run.types.at(-1)).toBe('run.interrupted')
      expect([isRunning(pidIn(dir, 'pid')), existsSync(join(dir, 'ran'))]).toEqual([false, false])
      expect(run.read('incident.md')).toContain(`interrupted by ${signal}`)
    },
  )

  test('kill -9 leaves a record that verifies, in which the step is unknown', async () => {
    const dir = temporaryDirectory()
    await cli('run', 'a.md', '--yes')
      .dir(dir)
      .env({XDG_RUNTIME_DIR: dir}) // what it cannot clear away any more goes with the test
      .file('a.md', sleeper)
      .kill('SIGKILL')
      .when('sleeping')
      .stdout(/sleeping\n$/)
      .exits('SIGKILL')
    process.kill(-pidIn(dir, 'bash'), 'SIGKILL') // nobody is left to end what the step started
    const path = 'incidents/<run>'
    const run = await onlyRun(dir)
    expect(run.types).toEqual(['run.started', 'prompt.answered', 'step.started'])
    const name = run.dir.slice(dir.length + 1)
    await cli('log', '--verify', name)
      .dir(dir)
      .stdout(/^no end of the run is on record: .*\nverified: 3 records, head <sha256>\n$/)
      .exits(0)
    await cli('log', name).dir(dir).stdout(`${path}/incident.md\n`).exits(0)
    expect(run.read('incident.md')).toContain(
      '| 1 | Sleep | local | ? unknown: it began, no end is on record |',
    )
    expect(existsSync(join(dir, 'ran'))).toBe(false)
  })
})
