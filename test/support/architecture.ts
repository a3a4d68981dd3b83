import {basename} from 'node:path'
import type {SourceFile, SourceTree} from './source-tree.ts'

export {clockAndProcess, outsideWorld} from './architecture-effects.ts'

/** What breaks a rule, as `path:line what`; empty when nothing does. */
export type Offences = string[]

const rooms: Readonly<Record<string, readonly string[] | 'all'>> = {
  model: [],
  parser: ['model'],
  executor: ['model'],
  journal: ['model'],
  report: ['model'],
  cli: 'all',
}

/** `src/cli/run.ts` is in the room `cli`; a file directly in src is in none. */
const roomOf = (path: string): string | undefined => /^src\/([^/]+)\//.exec(path)?.[1]

/** Each room imports only the rooms that it may, and src holds nothing but rooms and index.ts. */
export function roomImports(tree: SourceTree): Offences {
  return [...tree.values()].flatMap(file => {
    if (file.path === 'src/index.ts') return []
    const room = roomOf(file.path)
    const allowed = room === undefined ? undefined : rooms[room]
    if (allowed === undefined) return [`${file.path}:1 is in no room`]
    return file.imports
      .filter(({to}) => (to.includes('/') && tree.has(to) ? !mayImport(room!, allowed, to) : isAstray(to)))
      .map(({to, line}) => `${file.path}:${line} imports ${to}`)
  })
}

function mayImport(room: string, allowed: readonly string[] | 'all', to: string): boolean {
  const target = roomOf(to)
  return target !== undefined && (allowed === 'all' || target === room || allowed.includes(target))
}

/** src/index.ts exports what others declare, and does nothing else. */
export function onlyReExports(tree: SourceTree): Offences {
  const index = tree.get('src/index.ts')
  if (!index) return ['src/index.ts:1 is missing']
  const rest = index.code.replace(
    /\bexport\s+(?:type\s+)?(?:\*(?:\s*as\s+\w+)?|\{[^}]*\})\s*from\s*(['"])\s*\1;?/g,
    blank,
  )
  return rest
    .split('\n')
    .flatMap((line, row) => (line.trim() ? [`src/index.ts:${row + 1} is no re-export`] : []))
}

/** No file imports itself through others, in whatever way: each cycle once, from its first path. */
export function circularImports(tree: SourceTree): Offences {
  const offences: Offences = []
  const done = new Set<string>()
  const visit = (file: SourceFile, trail: readonly string[]) => {
    if (done.has(file.path)) return
    for (const {to, line} of file.imports) {
      const target = tree.get(to)
      if (!target) continue
      const start = [...trail, file.path].indexOf(to)
      if (start === -1) visit(target, [...trail, file.path])
      else
        offences.push(`${file.path}:${line} closes ${[...trail, file.path].slice(start).join(' → ')} → ${to}`)
    }
    done.add(file.path)
  }
  for (const file of tree.values()) visit(file, [])
  return offences
}

/** A file is named for its main export, never for being useful. */
export function vagueNames(tree: SourceTree): Offences {
  const vague = /^(?:utils?|helpers?|common|types?|misc|shared)$/i
  return [...tree.keys()]
    .filter(path => path.split('/').some(part => vague.test(basename(part, '.ts'))))
    .map(path => `${path}:1 has a vague name`)
}

/** No file has more than `most` lines. */
export function longFiles(tree: SourceTree, most = 300): Offences {
  return [...tree.values()]
    .map(({path, text}) => ({path, lines: text.trimEnd().split('\n').length}))
    .filter(({lines}) => lines > most)
    .map(({path, lines}) => `${path}:${most + 1} goes on to line ${lines}`)
}

const heavy =
  /^(?:zod(?!\/mini$)|unified|remark-[\w-]+|libpg-query|unbash|pg|mysql2|better-sqlite3|execa|yaml|@inquirer\/[\w-]+)(?:\/|$)/

/** Heavy packages are loaded only behind an `import()`, so that start-up stays light. */
export function heavyStart(tree: SourceTree, entry = 'src/cli/main.ts'): Offences {
  const offences = tree.has(entry) ? [] : [`${entry}:1 is missing`]
  const trails = new Map([[entry, entry]])
  for (const [path, trail] of trails) {
    for (const {to, line, kind} of tree.get(path)?.imports ?? []) {
      if (kind !== 'static') continue
      if (heavy.test(to)) offences.push(`${path}:${line} imports ${to} at start-up: ${trail}`)
      if (tree.has(to) && !trails.has(to)) trails.set(to, `${trail} → ${to}`)
    }
  }
  return offences
}

const isAstray = (to: string): boolean =>
  to.startsWith('.') || /^(?:test|sandbox|bench|scripts|dist)\//.test(to)

const blank = (text: string): string => text.replace(/[^\n]/g, ' ')
