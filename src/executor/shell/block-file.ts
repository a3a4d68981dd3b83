import {join} from 'node:path'
import type {ShellSpec} from '../../model/driver.ts'
import {quote, trapsName} from './prelude.ts'
import {writePrivate} from './private-file.ts'

/**
 * Writes a block to a file for bash to source, and gives its path. Bash names the file and the line in its errors, so the
 * file is called like the document, and the block begins at the line that it has there. A line before it sets the traps
 * that were set aside. `first` is what bash does before all that: commands in one line.
 */
export function writeBlock(
  dir: string,
  {id, script, source}: Pick<ShellSpec, 'id' | 'script' | 'source'>,
  session: {traps: boolean; verbose: boolean},
  first?: string,
): string {
  const path = join(dir, source ? blockName(source) : `${id}.sh`)
  const traps = session.traps ? [`builtin . ${quote(join(dir, trapsName))}`] : []
  // with `set -v` bash shows each line that it reads, also an empty one
  const empty = source && !session.verbose ? Math.max(0, source.line - 1 - traps.length) : 0
  // lines that go on in the next: bash takes half as long to read as many of these as it takes for empty ones
  const before = '\\\n'.repeat(empty) + traps.map(line => `${line}\n`).join('')
  writePrivate(path, `${first === undefined ? '' : `${first}; `}${before}${script}\n`)
  return path
}

/** What a block's file is called in errors, after its document: always `.md`, so that it is no file of the session's. */
export function blockName({name}: NonNullable<ShellSpec['source']>): string {
  return `${name.replace(/\.(md|markdown)$/, '')}.md`
}
