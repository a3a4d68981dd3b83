import {mkdirSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import {fileURLToPath} from 'node:url'
import {build} from 'esbuild'
import {execa} from 'execa'
import {expect, test} from 'vitest'
import {temporaryDirectory} from '../../support/temporary.ts'

/** A program that makes a private directory and prints its path, where no file may be larger than so many KiB. */
async function make(largest: number | 'unlimited', places: {run: string; tmp: string}, dir: string) {
  const program = join(dir, 'make.cjs')
  await build({
    stdin: {
      contents: `import {privateDirectory} from './private-directory.ts'\nprocess.stdout.write(privateDirectory())`,
      resolveDir: fileURLToPath(new URL('../../../src/cli/databases', import.meta.url)),
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    outfile: program,
  })
  const limit = `trap '' XFSZ; ulimit -f ${largest}; exec "$0" "$1"`
  return await execa('bash', ['-c', limit, process.execPath, program], {
    env: {XDG_RUNTIME_DIR: places.run, TMPDIR: places.tmp},
    reject: false,
  })
}

function places() {
  const dir = temporaryDirectory()
  const [run, tmp] = [join(dir, 'run'), join(dir, 'tmp')]
  for (const place of [run, tmp]) mkdirSync(place)
  return {dir, run, tmp}
}

test('a private directory is made in the first place that takes it, with its owner', async () => {
  const {dir, run, tmp} = places()
  const {stdout} = await make('unlimited', {run, tmp}, dir)
  expect(stdout.startsWith(join(run, 'runbook-'))).toBe(true)
  expect(readdirSync(stdout)).toEqual(['owner'])
  expect(readdirSync(tmp)).toEqual([])
})

test('where its owner cannot be written nothing is left behind', async () => {
  const {dir, run, tmp} = places()
  const {exitCode, stderr} = await make(0, {run, tmp}, dir)
  expect(exitCode).not.toBe(0)
  expect(stderr).toContain('no private directory can be made for the shell session')
  expect([readdirSync(run), readdirSync(tmp)]).toEqual([[], []])
})
