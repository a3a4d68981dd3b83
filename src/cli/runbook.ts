#!/usr/bin/env node
/**
 * In: what was typed. Prints the help as the build has written it, or loads all the rest, with what the build has compiled of it for
 * this version of Node. Built as CommonJS: Node needs a fifth longer to begin with a module. `process` is the global one: as an import
 * it would be copied, name by name.
 */
import {fstatSync, readFileSync, writeSync} from 'node:fs'
import {join} from 'node:path'

type Load = (exports: object, load: NodeJS.Require, module: object, path: string, dir: string) => void

const args = process.argv.slice(2)

const isHelp = args.length === 0 || (args.length === 1 && (args[0] === '--help' || args[0] === '-h'))
/** A narrow terminal has the help written for it. */
const isNarrow = () => fstatSync(1).isCharacterDevice() && (process.stdout.columns ?? 80) < 80

if (isHelp && !isNarrow()) print(readFileSync(join(__dirname, 'help.txt')))
else {
  setUpV8()
  process.exitCode = 70 // until it is known: what ends early has not succeeded
  void loadMain()
    .main(args)
    .then(code => {
      process.exitCode = code
    })
}

/** Without Node's stream, which takes longer to make than this to write, unless it is needed. */
function print(text: Buffer): void {
  let written = 0
  try {
    while (written < text.length) written += writeSync(1, text, written)
  } catch {
    // a pipe that is full, or that nobody reads, or a full disk
    const failed = ({code, message}: NodeJS.ErrnoException) => {
      if (code === 'EPIPE') return
      process.stderr.write(`runbook: standard output cannot be written: ${message}\n`)
      process.exitCode = 70
    }
    process.stdout.on('error', failed).write(text.subarray(written))
  }
}

/**
 * Has V8 improve only what runs long: else it spends a fifth of the time of a run of 1,000 steps on functions that are called a few
 * thousand times. A pattern is not compiled before it was looked for a hundred times, or in a long text, and not improved then; memory
 * for what is new grows at once to what a short run needs, which is else collected six times. WebAssembly stays as it is compiled at first: improving PostgreSQL's grammar
 * takes 300 ms of processors, and has gained nothing after 60,000 statements. What was compiled before is taken only under the same settings
 * (`scripts/code-cache.mjs`).
 */
function setUpV8(): void {
  if (Number.parseInt(process.versions.v8, 10) > 13) return // they are not known there
  process
    .getBuiltinModule('node:v8')
    .setFlagsFromString(
      '--interrupt-budget=500000 --no-regexp-peephole-optimization --semi-space-growth-factor=3 --liftoff-only --regexp-tier-up-ticks=100',
    )
}

function loadMain(): typeof import('./main.ts') {
  const dir = join(__dirname, 'chunks')
  const path = join(dir, 'main.cjs')
  const source = readFileSync(path)
  const {Script} = process.getBuiltinModule('node:vm')
  // a byte a character: the build leaves nothing in it but ASCII
  const script = new Script(source.toString('latin1'), {
    filename: 'main.cjs', // what was compiled bears a name: wherever this is installed, it is this one
    ...compiled(join(dir, 'main.cache'), source),
  })
  const module = {exports: {}}
  ;(script.runInThisContext() as Load)(module.exports, require, module, path, dir)
  return module.exports as typeof import('./main.ts')
}

/** What was compiled of it, if that is whole and of this very text, which V8 does not look at; another version of Node takes no notice of it. */
function compiled(path: string, source: Buffer): {cachedData?: Buffer} {
  try {
    const {crc32} = process.getBuiltinModule('node:zlib')
    const bytes = readFileSync(path)
    const cachedData = bytes.subarray(0, -4)
    return crc32(cachedData, crc32(source)) === bytes.readUInt32LE(cachedData.length) ? {cachedData} : {}
  } catch {
    return {} // it starts more slowly
  }
}
