import {execFile} from 'node:child_process'
import {symlinkSync} from 'node:fs'
import {delimiter, join} from 'node:path'
import {promisify} from 'node:util'
import {expect, test} from 'vitest'
import {cli} from '../../support/cli.ts'
import {onPath} from '../../support/installed.ts'
import {temporaryDirectory} from '../../support/temporary.ts'
import {bundledCli, isolatedEnvironment, writeFiles} from '../../support/workplace.ts'

/** Has a shell run a script where `runbook` is on PATH; gives what it printed. */
async function inShell(shell: string, script: string): Promise<string> {
  const dir = temporaryDirectory()
  writeFiles(dir, {'books/down.md': '# Down\n', 'books/disk full.md': '# Full\n', 'bin/.keep': ''})
  symlinkSync(bundledCli(), join(dir, 'bin/runbook'))
  const env = isolatedEnvironment(dir, {
    PATH: [join(dir, 'bin'), process.execPath.replace(/\/node$/, ''), process.env.PATH].join(delimiter),
    BIN: join(dir, 'bin'),
  })
  const {stdout} = await promisify(execFile)(shell, ['-c', script], {cwd: dir, env, timeout: 25_000})
  return stdout
}

const inBash = (...words: string[]) =>
  inShell(
    'bash',
    `source <(runbook completion bash); COMP_WORDS=(runbook ${words.join(' ')}); COMP_CWORD=${words.length}; _runbook; printf '%s\n' "\${COMPREPLY[@]}"`,
  )

test('bash completes commands and files, also with blanks in their names', async () => {
  expect(await inBash('res')).toBe('resume\n')
  expect(await inBash('run', 'books/')).toBe('books/disk full.md\nbooks/down.md\n')
})

test.skipIf(!onPath('fish'))('fish completes with what each word is', async () => {
  const all = await inShell(
    'fish',
    'runbook completion fish | source; complete -C "runbook res"; complete -C "runbook run books/do"',
  )
  expect(all).toBe('resume\tgo on with a run that was cut off or left\nbooks/down.md\n')
})

test.skipIf(!onPath('zsh'))('zsh completes at its prompt', async () => {
  const seen = await inShell(
    'zsh',
    String.raw`zmodload zsh/zpty
zpty z "TERM=dumb zsh -f -i"
zpty -w z "export PATH='$BIN':\$PATH:'$PATH'; autoload -Uz compinit; compinit -u -D; source <(runbook completion zsh); echo rea''dy"
zpty -r z out '*ready*'
zpty -w -n z $'echo runbook\C-urunbook resu\t'
zpty -r z out '*resu*me *'
print -r -- "$out"
zpty -d z`,
  )
  expect(seen.replaceAll('\x07', '')).toContain('runbook resume ')
})

test('a shell that is not known is a slip that is told', async () => {
  await cli('completion', 'tcsh').stderr(['Allowed choices are bash, zsh, fish']).exits(2)
})
