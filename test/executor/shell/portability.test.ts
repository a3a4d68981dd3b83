import {spawnSync} from 'node:child_process'
import {chmodSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {bashAge} from '../../../src/executor/shell/bash-version.ts'
import {prelude} from '../../../src/executor/shell/prelude.ts'
import {keeperText} from '../../../src/executor/shell/remote/keeper.ts'
import {plainPrelude} from '../../../src/executor/shell/remote/prelude.ts'
import {temporaryDirectory} from '../../support/temporary.ts'
import {openBench} from './bench.ts'
import {kept} from './kept.ts'

/** A bash that says it is another version. */
function bashCalled(version: string): string {
  const path = join(temporaryDirectory(), 'bash')
  writeFileSync(
    path,
    `#!/bin/bash\nexec bash --noprofile --norc -c 'BASH_VERSION=$0; while IFS= read -r line; do eval "$line"; done' '${version}'\n`,
  )
  chmodSync(path, 0o755)
  return path
}

test.each([
  ['2.05b.0(1)-release', 'tooOld'],
  ['3.1.17(1)-release', 'tooOld'],
  ['', 'tooOld'],
  ['3.2.57(1)-release', 'lacks'],
  ['4.0.44(1)-release', undefined],
  ['5.2.15(1)-release', undefined],
  ['10.0.0(1)-release', undefined],
])('bash %s is %s', (version, age) => expect(Object.keys(bashAge(version) ?? {})[0]).toBe(age))

test('a bash that is too old runs nothing', async () => {
  const {run} = openBench({bash: bashCalled('3.1.17(1)-release')})
  expect(await run('echo ran')).toEqual({
    outcome: {
      kind: 'error',
      code: 'bash-old',
      detail: 'bash 3.1.17(1)-release is too old, it must be 3.2 or later; put a newer one on PATH',
    },
    stdout: '',
    stderr: '',
  })
})

test('what the bash of macOS lacks is said with the first block, once', async () => {
  const {run} = openBench({bash: bashCalled('3.2.57(1)-release')})
  expect((await run('true')).stderr).toMatch(/^runbook: bash 3\.2\.57\(1\)-release has no associative arrays/)
  expect((await run('echo next')).stderr).toBe('')
})

test.each(kept.filter(([what]) => !/exported function|function called like an alias/.test(what)))(
  '%s is kept in a bash that keeps to POSIX',
  async (_, set, show, seen) => {
    const {run} = openBench()
    await run('set -o posix')
    await run(set)
    await run('exit 0')
    expect((await run(show)).stdout).toBe(seen)
  },
)

/** What bash got only after 3.2, and other shells do not know. */
const young =
  /declare -[gAn]|local -n|\$\{\w+@|\$\{\w+[\^,]|\bmapfile\b|\breadarray\b|\bcoproc\b|\|&|;;&|;&|&>>|\{\w+\}[<>]|printf [^\n]*%\(|EPOCH|BASHPID|\*\*\/|read -[^\n]*-N|wait -[nf]|\$\{\w+: -|\[\[ -v/

test('nothing that is told to a shell needs more than bash 3.2', () => {
  for (const text of [
    prelude,
    plainPrelude,
    keeperText({token: 't', dir: undefined, line: 0, anyShell: true, lingerSeconds: 1}),
  ])
    expect(young.exec(text)?.[0]).toBeUndefined()
})

const shells = ['dash', 'busybox sh', 'bash --posix', 'mksh', 'ksh', 'yash'].filter(
  shell => spawnSync(shell.split(' ')[0]!, ['-c', 'true'], {stdio: 'ignore'}).error === undefined,
)

test.each(shells)('the far end is read without complaint by %s', shell => {
  const [program, ...words] = shell.split(' ')
  const text = keeperText({token: 't', dir: undefined, line: 0, anyShell: true, lingerSeconds: 1})
  const body = text.split('\n').slice(1, -2).join('\n')
  for (const script of [body, plainPrelude]) {
    const {status, stderr} = spawnSync(program!, [...words, '-n'], {input: script})
    expect({status, stderr: stderr.toString()}).toEqual({status: 0, stderr: ''})
  }
})
