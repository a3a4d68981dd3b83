import {spawnSync} from 'node:child_process'
import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {temporaryDirectory} from '../../support/temporary.ts'
import {openBench} from './bench.ts'

/**
 * Commands of which none ends a shell, so that one bash that reads all blocks one after another is an oracle: the
 * session must be to its blocks what that bash is to its lines.
 */
const name = fc.constantFrom('A', 'B', 'C')
const word = fc.constantFrom(
  'x',
  "'a b'",
  '"$A"',
  '"${B-unset}"',
  '$((1+2))',
  "$'n\\nl'",
  '"$(echo sub)"',
  '"*"',
)
const command = fc.oneof(
  fc.tuple(name, word).map(([one, other]) => `${one}=${other}`),
  fc.tuple(name, word).map(([one, other]) => `export ${one}=${other}`),
  name.map(one => `unset ${one}`),
  fc.tuple(name, word).map(([one, other]) => `list+=("$${one}" ${other})`),
  name.map(one => `f() { echo "f $${one} $1"; ${one}=changed; }`),
  word.map(one => `type f >/dev/null 2>&1 && f ${one}`),
  fc.constantFrom(
    'cd d1',
    'cd d2',
    '[ "$PWD" = "$ROOT" ] || cd ..',
    'cd "$ROOT"',
    'cd nowhere',
    'mkdir -p d1/d2',
    'cd - >/dev/null 2>&1',
  ),
  fc.constantFrom(
    'false',
    'true',
    '! true',
    'no_such_command',
    '(exit 3)',
    'false || echo or',
    'echo err >&2',
  ),
  fc.constantFrom(
    'shopt -s nullglob',
    'shopt -u nullglob',
    'set -f',
    'set +f',
    'set -o pipefail',
    'echo *',
    'umask 077',
    'umask 022',
  ),
  fc.constantFrom(
    'alias say=echo',
    'unalias say 2>/dev/null',
    'say alias',
    "trap 'echo usr1' USR1",
    '[ -z "$(trap -p USR1)" ] || kill -USR1 $$',
  ),
  word.map(one => `while read -r line; do echo "read $line"; done <<< ${one}`),
  word.map(one => `cat <<END\nheld ${one}\nEND`),
)
const block = fc.array(command, {minLength: 1, maxLength: 4}).map(commands => commands.join('\n'))

const state = `echo state; declare -p A B C list 2>/dev/null; pwd; umask; alias; declare -f f; shopt nullglob; set +o | grep -e noglob -e pipefail; trap -p USR1`

/** What one bash prints that sources the blocks one after another. */
function inOneBash(blocks: readonly string[]): string {
  const root = temporaryDirectory()
  const cwd = join(root, 'work')
  mkdirSync(cwd)
  const lines = blocks.map((text, index) => {
    const path = join(root, `${index}.sh`)
    writeFileSync(path, `${text}\n`)
    return `. ${path} </dev/null`
  })
  const env = {PATH: process.env.PATH, HOME: cwd, LC_ALL: 'C.UTF-8'}
  const {stdout} = spawnSync('bash', ['--noprofile', '--norc', '-O', 'expand_aliases'], {
    cwd,
    env,
    input: `ROOT=$PWD\n${lines.join('\n')}\n`,
  })
  return stdout.toString().replaceAll(cwd, '<cwd>')
}

test('blocks run one by one leave the output and the state of one bash that reads them all', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(block, {minLength: 1, maxLength: 4}), fc.boolean(), async (blocks, exits) => {
      const {run, cwd, driver} = openBench()
      let seen = (await run('ROOT=$PWD')).stdout
      for (const script of blocks) {
        seen += (await run(script)).stdout
        // a bash that ended between two blocks must make no difference
        if (exits) await run('exit 0')
      }
      seen += (await run(state)).stdout
      await driver.close()
      const expected = inOneBash([...blocks, state])
      expect(seen.replaceAll(cwd, '<cwd>')).toBe(expected)
    }),
    {numRuns: 40},
  )
})
