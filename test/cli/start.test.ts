import {spawnSync} from 'node:child_process'
import {cpSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {expect, test} from 'vitest'
import {cli} from '../support/cli.ts'
import {temporaryDirectory} from '../support/temporary.ts'
import {bundledCli} from '../support/workplace.ts'

/** A copy of the tool, to be damaged. */
function copied() {
  const dir = temporaryDirectory()
  const filter = (path: string) => !path.endsWith('.map')
  cpSync(dirname(bundledCli()), join(dir, 'dist'), {recursive: true, filter})
  const version = (...options: string[]) =>
    spawnSync(process.execPath, [...options, join(dir, 'dist/runbook.cjs'), 'list', dir], {encoding: 'utf8'})
  return {path: (name: string) => join(dir, 'dist', name), version}
}

test('what was compiled of it counts only where it is whole and of this very text', () => {
  const {path, version} = copied()
  const whole = version()
  expect(whole.status).toBe(0)
  const compiled = readFileSync(path('chunks/main.cache'))
  const damaged = Buffer.from(compiled)
  damaged[damaged.length >> 1]! ^= 0xff
  writeFileSync(path('chunks/main.cache'), damaged)
  expect(version()).toMatchObject({status: 0, stdout: whole.stdout, stderr: ''})
  writeFileSync(path('chunks/main.cache'), compiled)
  const main = readFileSync(path('chunks/main.cjs'), 'latin1')
  const word = 'No runbooks'
  expect(main).toContain(word)
  writeFileSync(path('chunks/main.cjs'), main.replaceAll(word, 'No RUNBOOKS'), 'latin1')
  expect(version().stdout).toBe(whole.stdout.replaceAll(word, 'No RUNBOOKS'))
  rmSync(path('chunks/main.cache'))
  expect(version('--stack-size=900').status).toBe(0)
})

test('what is shipped finds characters outside of ASCII as the sources do', async () => {
  // it is loaded a byte a character
  expect(readFileSync(join(dirname(bundledCli()), 'chunks/main.cjs'), 'latin1')).not.toMatch(/[^\0-\x7f]/)
  await cli('plan', 'x.md')
    .file('x.md', '# Coupure\n\nNe jamais exécuter :\n\n```bash\nuptime\n```\n\n```bash\ngrep “a b” x\n```\n')
    .stdout(['“Ne jamais exécuter :” says that it is no', 'U+201C, which looks like a quote'])
    .exits(0)
})

test('a plan loads no part of Node that only other commands need', () => {
  const dir = temporaryDirectory()
  const hook = join(dir, 'loaded.cjs')
  writeFileSync(hook, "process.on('exit', () => console.error(process.moduleLoadList.join('\\n')))\n")
  writeFileSync(join(dir, 'x.md'), '# Look\n\n```bash\nuptime\n```\n')
  const {stderr, status} = spawnSync(
    process.execPath,
    ['--require', hook, bundledCli(), 'plan', join(dir, 'x.md')],
    {encoding: 'utf8'},
  )
  expect(status).toBe(0)
  const loaded = stderr.split('\n')
  expect(loaded).toContain('NativeModule crypto')
  const late = ['child_process', 'fs/promises', 'readline', 'worker_threads']
  expect(late.filter(name => loaded.includes(`NativeModule ${name}`))).toEqual([])
})
