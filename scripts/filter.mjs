// Makes src/model/redact/filter-code.ts of wasm/filter.ts: node scripts/filter.mjs. It takes AssemblyScript from npm, since nothing else needs it.
import {execFileSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {readFileSync, writeFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'

const compiler = ['--yes', '--package=assemblyscript@0.28.20', 'asc']
const options = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--initialMemory', '2']

const root = fileURLToPath(new URL('..', import.meta.url))
const source = 'wasm/filter.ts'
const made = 'build/filter.wasm'
execFileSync('npx', [...compiler, source, ...options, '--outFile', made], {cwd: root, stdio: 'inherit'})
const digest = createHash('sha256')
  .update(readFileSync(`${root}${source}`))
  .digest('hex')
const lines = readFileSync(`${root}${made}`)
  .toString('base64')
  .match(/.{1,100}/g)
  .map(line => `  '${line}',`)
writeFileSync(
  `${root}src/model/redact/filter-code.ts`,
  `/** \`${source}\`, as WebAssembly: made by \`scripts/filter.mjs\`. */
export const filterCode = [
${lines.join('\n')}
].join('')

/** The SHA-256 of the text that it was made of. */
export const filterSource = '${digest}'
`,
)
