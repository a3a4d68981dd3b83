import {join} from 'node:path'
import process from 'node:process'
import type {ReadJournal} from '../journal/read.ts'
import {runFiles} from '../journal/run-directory.ts'

/** Says on standard error what is wrong with a journal; true if more than a torn last line is. */
export function warnOfDamage({dir, damage, torn}: ReadJournal): boolean {
  const path = join(dir, runFiles.journal)
  for (const {line, reason} of damage) process.stderr.write(`${path}:${line}: error: ${reason}\n`)
  if (torn)
    process.stderr.write(`${path}: warning: the last line was cut off while it was written; it is left out\n`)
  return damage.length > 0
}
