import {type Dirent, readdirSync, statSync} from 'node:fs'
import {join} from 'node:path'

/**
 * The documents that paths name, in order, each once: a file as it is, a folder by the markdown files below it in the order of
 * their paths, without `node_modules` and what begins with a dot. A folder is read when its turn comes.
 */
export function* targetsOf(paths: readonly string[]): Generator<string> {
  const seen = new Set<string>()
  for (const path of paths) {
    for (const target of isFolder(path) ? below(path) : [path]) {
      if (!seen.has(target)) yield target
      seen.add(target)
    }
  }
}

function isFolder(path: string): boolean {
  try {
    return path !== '-' && statSync(path).isDirectory()
  } catch {
    return false // reading it will say why
  }
}

function* below(folder: string): Generator<string> {
  const entries = entriesOf(folder)
  if (entries === undefined) return yield folder // reading it will say why it cannot be looked into
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      if (!entry.name.startsWith('.') && entry.name !== 'node_modules') yield* below(path)
    } else if (entry.isFile() && /\.(?:md|markdown)$/i.test(entry.name)) yield path
  }
}

function entriesOf(folder: string): Dirent[] | undefined {
  try {
    return readdirSync(folder, {withFileTypes: true})
  } catch {
    return undefined
  }
}
