// Runs the bundled command line on samples, in this process, and keeps what V8 has compiled of it, so that it starts without
// compiling anything: node scripts/code-cache.mjs DIST. Prints the general help, as 80 columns take it, into DIST/help.txt.
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import process from 'node:process'
import {setFlagsFromString} from 'node:v8'
import {Script} from 'node:vm'
import {crc32} from 'node:zlib'

// the sample's run is none of whoever builds: not in the summary of their job, nor with their settings
for (const name of Object.keys(process.env)) if (/^(?:GITHUB_|RUNBOOK_)/.test(name)) delete process.env[name]

// as it is run
setFlagsFromString(
  '--interrupt-budget=500000 --no-regexp-peephole-optimization --semi-space-growth-factor=3 --liftoff-only --regexp-tier-up-ticks=100',
)
const dist = process.argv[2]
const path = join(dist, 'chunks/main.cjs')
const source = readFileSync(path)
const script = new Script(source.toString('latin1'), {filename: 'main.cjs'})
const module = {exports: {}}
script.runInThisContext()(
  module.exports,
  createRequire(join(dist, 'runbook.cjs')),
  module,
  path,
  dirname(path),
)
const {main} = module.exports

const sample = `---
runbook:
  inputs:
    name: {default: backend}
---

# Sample

If it does not answer, **look** at it:

- [ ] Somebody was told

\`\`\`bash {id=look expect="up"}
name=$(printf 'up %s\\n' "$0") && echo "$name" | grep up || exit 1
\`\`\`

1. Wait 1 minute
2. Go on

\`\`\`bash
true # nothing
\`\`\`
`

const dir = mkdtempSync(join(tmpdir(), 'runbook-build-'))
const write = process.stdout.write
let said = ''
process.stdout.write = text => {
  said += text
  return true
}
try {
  process.chdir(dir)
  writeFileSync('sample.md', sample)
  writeFileSync('steps.md', '---\nrunbook: {}\n---\n\n# Steps\n\n```bash\ntrue\n```\n')
  for (const args of [['plan', 'sample.md'], ['run', 'steps.md', '--yes'], ['--help']]) {
    said = ''
    const code = await main(args)
    if (code !== 0) throw new Error(`runbook ${args.join(' ')} ended with ${code}`)
  }
} finally {
  process.stdout.write = write
  process.chdir('/')
  rmSync(dir, {recursive: true, force: true})
}
writeFileSync(join(dist, 'help.txt'), said)
const compiled = script.createCachedData()
const check = Buffer.alloc(4)
check.writeUInt32LE(crc32(compiled, crc32(source)))
writeFileSync(join(dist, 'chunks/main.cache'), Buffer.concat([compiled, check]))
