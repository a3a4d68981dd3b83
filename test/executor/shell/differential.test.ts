import {spawnSync} from 'node:child_process'
import {mkdirSync} from 'node:fs'
import {join} from 'node:path'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {portableState} from '../../../src/executor/shell/portable-state.ts'
import {rounds} from '../../support/rounds.ts'
import {temporaryDirectory} from '../../support/temporary.ts'
import {openBench, usualMode} from './bench.ts'

/**
 * Commands that read no standard input and do not end a shell: so an interactive bash that is fed the blocks line by line,
 * as a terminal is by whoever pastes them, is an oracle. `exit` ends a block and nothing else, so what stands after it in
 * its block is not fed.
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
  name.map(one => `export -n ${one}`),
  fc.tuple(name, word).map(([one, other]) => `declare -A map; map[${other}]=$${one}; map[k]+=${other}`),
  fc
    .tuple(name, word)
    .map(([one, other]) => `env | grep ^${one}=; echo ${other} "\${#list[@]}" "\${map[k]}"`),
  word.map(one => `set -eu; E=${one.replace(/B-unset|A/, 'PWD')}; echo "$E"; set +eu`),
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
    'set -C',
    'set +C',
    'set -a',
    'set +a',
    'shopt -s extglob dotglob',
    'shopt -u dotglob',
    'declare -i num; num+=2',
    'num+=3',
    'readonly RO=1 2>/dev/null',
    'unset RO 2>/dev/null',
    "unset 'list[0]'",
    'list=()',
    'unset list map num',
    'unset -f f',
    'export -f f 2>/dev/null',
    'g() { local A=inner; f "$A"; }; g 2>/dev/null',
    'bash -c "f x" 2>/dev/null',
    'type -t f g say',
    'A=temporary f y 2>/dev/null',
  ),
  fc.constantFrom(
    'alias say=echo',
    'unalias say 2>/dev/null',
    'say alias',
    "trap 'echo usr1' USR1",
    '[ -z "$(trap -p USR1)" ] || kill -USR1 $$',
    "trap 'echo failed' ERR",
    'trap - ERR',
    "trap '' USR2",
    'trap - USR1 USR2',
  ),
  word.map(one => `while read -r line; do echo "read $line"; done <<< ${one}`),
  word.map(one => `cat <<END\nheld ${one}\nEND`),
)
const ending = fc.constantFrom('', '', '', 'exit 0', 'exit 3', '{ echo last; exit 4; }')
/** A block: what is fed to the oracle of it, and all of it. */
const block = fc
  .tuple(fc.array(command, {minLength: 1, maxLength: 5}), ending, command)
  .map(([commands, end, after]) => {
    const fed = [...commands, ...(end.includes('last') ? ['echo last'] : [])].join('\n')
    return {fed, script: end ? [...commands, end, after].join('\n') : fed}
  })

const state = `echo state; declare -p A B C E list map num RO 2>/dev/null; pwd; echo "\${OLDPWD-none}"; umask; alias; declare -f f g
declare -Fx; shopt nullglob extglob dotglob; set +o | grep -e noglob -e pipefail -e noclobber -e allexport; trap -p USR1 USR2 ERR`

/** What an interactive bash prints that is fed the texts. */
function pasted(texts: readonly string[]): string {
  const cwd = join(temporaryDirectory(), 'work')
  mkdirSync(cwd)
  const env = {PATH: process.env.PATH, HOME: cwd, LC_ALL: 'C.UTF-8'}
  const {stdout} = spawnSync('bash', ['--noprofile', '--norc', '-i'], {
    cwd,
    env,
    input: `set +H; ROOT=$PWD\n${texts.join('\n')}\n`,
  })
  return stdout.toString().replaceAll(cwd, '<cwd>')
}

// the state is kept in the same way at a terminal
const runs = usualMode() === 'pipes' ? 40 : 12

test('blocks run one by one leave the output and the state of an interactive bash into which they are pasted', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(block, {minLength: 1, maxLength: 4}), fc.boolean(), async (blocks, exits) => {
      const {run, cwd, driver} = openBench()
      let seen = (await run('ROOT=$PWD')).stdout
      for (const {script} of blocks) {
        seen += (await run(script)).stdout
        // a bash that ended between two blocks must make no difference
        if (exits) await run('exit 0')
      }
      seen += (await run(state)).stdout
      await driver.close()
      expect(seen.replaceAll(cwd, '<cwd>')).toBe(pasted([...blocks.map(({fed}) => fed), state]))
    }),
    {numRuns: rounds(runs)},
  )
}, 120_000)

test('a session that goes on from a kept state after each block is the same, but for traps of ERR', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(block, {minLength: 1, maxLength: 3}), async blocks => {
      const first = openBench()
      const {cwd} = first
      let text: string | undefined
      const resumed = async (script: string, dir = join(temporaryDirectory(), 'private')) => {
        mkdirSync(dir, {mode: 0o700})
        const {run, driver} = openBench({
          dir,
          cwd,
          env: {PATH: process.env.PATH ?? '', HOME: cwd, LC_ALL: 'C.UTF-8'},
          keep(kept, initial) {
            text = portableState(kept, initial, 'a-word-that-no-program-prints', () => false)?.text ?? text
          },
          ...(text === undefined ? {} : {resume: text}),
        })
        const {stdout} = await run(script)
        await driver.close()
        return stdout
      }
      let seen = await resumed('ROOT=$PWD')
      for (const {script} of blocks) seen += await resumed(script)
      seen += await resumed(state)
      const expected = pasted([...blocks.flatMap(({fed}) => [fed, 'trap - ERR']), state])
      expect(seen.replaceAll(cwd, '<cwd>')).toBe(expected)
    }),
    {numRuns: rounds(runs / 4)},
  )
}, 120_000)
