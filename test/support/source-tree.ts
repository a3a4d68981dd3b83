import {readdirSync, readFileSync} from 'node:fs'
import {join, posix} from 'node:path'
import {bareCode} from './bare-code.ts'

/** One import, re-export or `import()` of a file. `to` is a path in the tree for a relative specifier. */
export interface Import {
  readonly to: string
  readonly line: number
  readonly kind: 'static' | 'type' | 'dynamic'
  /** What stands before the specifier: the imported names, or for `import()` the line up to it. */
  readonly clause: string
}

/** A source file; `code` is its text without comments and the contents of strings, at the same offsets. */
export interface SourceFile {
  readonly path: string
  readonly text: string
  readonly code: string
  readonly imports: readonly Import[]
}

/** Source files by path from the root of the project, such as `src/cli/run.ts`. */
export type SourceTree = ReadonlyMap<string, SourceFile>

const statement =
  /\b(?:import|export)(?<type>\s+type\b(?!\s*(?:,|from\b)))?(?<clause>[\w\s*{},$]*?)(?:\bfrom\b)?\s*(?<quote>['"])/g
const dynamic = /\bimport\s*\(\s*(?<quote>['"`])/g

/** Reads all TypeScript files below a folder of the project at `root`. */
export function readTree(root: string, folder: string): SourceTree {
  const names = readdirSync(join(root, folder), {recursive: true, encoding: 'utf8'})
  const paths = names.filter(name => name.endsWith('.ts')).map(name => posix.join(folder, name))
  return treeOf(Object.fromEntries(paths.sort().map(path => [path, readFileSync(join(root, path), 'utf8')])))
}

/** The tree of some texts by path. */
export function treeOf(texts: Readonly<Record<string, string>>): SourceTree {
  return new Map(Object.entries(texts).map(([path, text]) => [path, sourceFile(path, text)]))
}

/** The line of an offset, counted from 1. */
export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length

function sourceFile(path: string, text: string): SourceFile {
  const code = bareCode(text)
  const resolved = (match: RegExpExecArray) => {
    const start = match.index + match[0].length
    const specifier = text.slice(start, text.indexOf(match.groups!.quote!, start))
    return specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : specifier
  }
  const imports: Import[] = []
  for (const match of code.matchAll(statement)) {
    const {type, clause = ''} = match.groups!
    const line = lineAt(text, match.index)
    imports.push({to: resolved(match), line, kind: type ? 'type' : 'static', clause})
  }
  for (const match of code.matchAll(dynamic)) {
    const clause = code.slice(code.lastIndexOf('\n', match.index) + 1, match.index)
    imports.push({to: resolved(match), line: lineAt(text, match.index), kind: 'dynamic', clause})
  }
  return {path, text, code, imports}
}
