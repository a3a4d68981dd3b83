import {join} from 'node:path'
import {execa} from 'execa'
import {expect, test} from 'vitest'
import {onPath} from '../support/installed.ts'
import {temporaryDirectory} from '../support/temporary.ts'
import {bundledCli} from '../support/workplace.ts'

const root = join(import.meta.dirname, '../..')

test.skipIf(!process.env.CI && !onPath('psql'))(
  'every shipped runbook does in its scenarios what they say',
  {timeout: 900_000},
  async () => {
    const {stdout, stderr} = await execa(
      process.execPath,
      [bundledCli(), 'test', 'runbooks', '--jobs', '2', '--log-dir', temporaryDirectory()],
      {cwd: root, reject: false},
    )
    expect(stderr).toBe('')
    expect(stdout.split('\n').filter(line => !line.startsWith('✓'))).toEqual([
      expect.stringMatching(/^\d+ scenarios: \d+ passed /),
    ])
  },
)
