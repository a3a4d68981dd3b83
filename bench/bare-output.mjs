// What nobody can leave out who forwards and keeps a long output with its secrets masked: read a pipe, look at each byte for secrets, write what is left
// to a file and to the screen, make its digest, have the file on disk. All in one thread, without a journal, a step, a limit, what a screen must
// not get, or names of secrets. Masking is ours, the fastest at hand, in the
// module MASKING; secrets are the variables whose names end with `_TOKEN`, and without them nothing is masked. `node bare-output.mjs FILE MASKING`
import {createHash} from 'node:crypto'
import {closeSync, fdatasyncSync, openSync, readSync, writeSync} from 'node:fs'

const secrets = Object.entries(process.env)
  .filter(([name]) => name.endsWith('_TOKEN'))
  .map(([name, value]) => ({name, value}))
const [path, masking] = process.argv.slice(2)
const masker = secrets.length > 0 ? (await import(masking)).createRedactor(secrets).stream() : undefined
const file = openSync(path, 'w')
// opened anew: those that are given may never wait, as Node leaves them
const input = openSync('/dev/stdin', 'r')
const screen = openSync('/dev/stdout', 'a')
const digest = createHash('sha256')
const memory = Buffer.allocUnsafeSlow(64 * 1024)

function pass(bytes) {
  digest.update(bytes)
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
  for (let at = 0; at < bytes.length; ) at += writeSync(screen, bytes, at)
}

for (let size = readSync(input, memory); size > 0; size = readSync(input, memory)) {
  const bytes = memory.subarray(0, size)
  pass(masker ? masker.push(bytes).log : bytes)
}
if (masker) pass(masker.flush().log)
fdatasyncSync(file)
closeSync(file)
console.error(digest.digest('hex'))
