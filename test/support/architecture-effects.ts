import {type Import, lineAt, type SourceFile, type SourceTree} from './source-tree.ts'

/** Something that only the files of `home` may use. */
interface Restriction {
  readonly what: RegExp
  readonly home: RegExp
}

const cli = /^src\/cli\//
const processes =
  /^src\/(?:executor\/(?:shell|sql\/(?:psql|sqlite\/host)\.ts$)|cli\/(?:terminal\/editor|documents\/git|record\/signature|drill\/command)\.ts$)/
const sql = /^src\/executor\/sql/

// Patterns over bare code. A local named like a global counts as a use: it hides the global from this check.
// A property or key of these names is data, such as `event.data.process.exit.code`.
const globals: readonly Restriction[] = [
  {what: /(?<![.\w$])(?:process|console)\b(?!\s*\??:)|\bglobalThis\b/g, home: cli},
  {what: /\bDate\.now\b|\bnew\s+Date\s*(?:\(\s*\)|(?![\w\s(]))|(?<![.\w$]|new\s+)Date\(\s*\)/g, home: cli},
  {what: /(?<![.\w$])performance\b(?!\s*\??:)/g, home: cli},
  {what: /\bMath\.random\b|\b(?:randomUUID|randomBytes|randomInt|getRandomValues)\b/g, home: cli},
  {what: /\b(?:ulid|monotonicFactory)\(\s*\)/g, home: cli},
  {
    what: /(?<![.\w$])set(?:Timeout|Interval|Immediate)\b|\bAbortSignal\.timeout\b/g,
    home: /^src\/(?:cli|executor)\//,
  },
]

const modules: readonly Restriction[] = [
  {what: /^(?:node:)?(?:process|console|perf_hooks)$/, home: cli},
  {what: /^(?:node:)?timers(?:\/promises)?$/, home: /^src\/(?:cli|executor)\//},
]

/** The process, its console, the clock, randomness and timers appear only where they may. */
export function clockAndProcess(tree: SourceTree): string[] {
  return [...tree.values()].flatMap(file => [...usesOf(file, globals), ...importsOf(file, modules)])
}

const outside: readonly Restriction[] = [
  {what: /^(?:(?:node:)?(?:child_process|cluster)|execa|(?:@lydell\/)?node-pty)$/, home: processes},
  {what: /^(?:node:)?net$/, home: /^src\/executor\/(?:sql|shell)/},
  {what: /^(?:(?:node:)?(?:tls|http|https|http2|dgram|dns|dns\/promises)|undici|pg|mysql2)$/, home: sql},
]

const fetching: readonly Restriction[] = [{what: /(?<![.\w$])(?:fetch\(|new\s+WebSocket\b)/g, home: sql}]

const writers = /^src\/(?:journal\/|cli\/|executor\/shell)/
const writing =
  'writeFile|appendFile|mkdir|mkdtemp|rm|rmdir|unlink|rename|copyFile|cp|l?chmod|fchmod|[lf]?chown|f?truncate|symlink|' +
  'link|[lf]?utimes|fsync|fdatasync|writev?|createWriteStream'

/** Child processes, the network and file writes appear only in the files that are there for them. */
export function outsideWorld(tree: SourceTree): string[] {
  return [...tree.values()].flatMap(file => [
    ...importsOf(file, outside),
    ...usesOf(file, fetching),
    ...(writers.test(file.path) ? [] : file.imports.flatMap(one => writesThrough(one, file))),
  ])
}

function usesOf({path, code}: SourceFile, restrictions: readonly Restriction[]): string[] {
  return restrictions
    .filter(({home}) => !home.test(path))
    .flatMap(({what}) => [...code.matchAll(what)])
    .map(use => `${path}:${lineAt(code, use.index)} uses ${use[0].trim()}`)
}

function importsOf({path, imports}: SourceFile, restrictions: readonly Restriction[]): string[] {
  return imports
    .filter(({kind}) => kind !== 'type')
    .filter(({to}) => restrictions.some(({what, home}) => what.test(to) && !home.test(path)))
    .map(({to, line}) => `${path}:${line} imports ${to}`)
}

// Either the function is imported by its name, or it is called on whatever name the module was given.
function writesThrough({to, line, kind, clause}: Import, {path, code}: SourceFile): string[] {
  if (kind === 'type' || !/^(?:node:)?fs(?:\/promises)?$/.test(to)) return []
  const named = [...clause.matchAll(new RegExp(`\\b(?:${writing})(?:Sync)?\\b`, 'g'))]
  const whole = /(?:\*\s*as\s+|^\s*|\b(?:const|let)\s+)([\w$]+)\s*(?:,|=|$)/.exec(clause)?.[1]
  const called = whole
    ? [...code.matchAll(new RegExp(`\\b${whole}\\.(?:promises\\.)?(?:${writing})(?:Sync)?\\b`, 'g'))]
    : []
  return [
    ...named.map(([name]) => `${path}:${line} imports ${name} of ${to}`),
    ...called.map(call => `${path}:${lineAt(code, call.index)} uses ${call[0]}`),
  ]
}
