import {spawnSync} from 'node:child_process'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {statementsOf, unquoted} from '../../../src/executor/shell/statements.ts'
import {rounds} from '../../support/rounds.ts'

/** Values full of what bash quotes; no NUL, which no variable holds. */
const value = fc.string({unit: fc.constantFrom(...'$`"\'\\(){}[]!# =\n\t\x01\x1b\x7f1aé'), maxLength: 12})

test('what `declare -p` and `alias -p` print is cut into its statements, and each gives its value back', () => {
  fc.assert(
    fc.property(value, value, value, (one, two, three) => {
      const {stdout} = spawnSync(
        'bash',
        [
          '--noprofile',
          '--norc',
          '-c',
          'list=("$two" "$three"); declare -p one list; alias a="$three"; alias -p',
        ],
        {env: {one, two, three, PATH: process.env.PATH, LC_ALL: 'C.UTF-8'}, encoding: 'latin1'},
      )
      const plain = (text: string) => Buffer.from(text).toString('latin1')
      expect(statementsOf(stdout).map(unquoted)).toEqual([
        `declare -x one=${plain(one)}\n`,
        `declare -a list=([0]=${plain(two)} [1]=${plain(three)})\n`,
        `alias a=${plain(three)}\n`,
      ])
    }),
    {numRuns: rounds(60)},
  )
})
