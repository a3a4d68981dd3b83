// Peers from npm, of fixed versions, installed when a workload first needs one.
import {execFileSync} from 'node:child_process'
import {existsSync, mkdirSync} from 'node:fs'
import {join} from 'node:path'

const dir = new URL('../build/bench/peers', import.meta.url).pathname

function installed(name, version, program) {
  const path = join(dir, 'node_modules', name, program)
  if (!existsSync(path)) {
    mkdirSync(dir, {recursive: true})
    execFileSync('npm', ['install', '--prefix', dir, '--no-audit', '--no-fund', `${name}@${version}`], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  }
  return path
}

/** The program of zx, which runs the blocks of a markdown file, each in a bash of its own. */
export const zx = () => installed('zx', '8.8.5', 'build/cli.js')

export const markdownlint = () => installed('markdownlint-cli2', '0.22.0', 'markdownlint-cli2-bin.mjs')
