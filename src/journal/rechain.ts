/**
 * In: a journal without damage, what to change in its records, and an event that says so. Out: the same journal with a new
 * chain from the first changed record on. It is the only thing that ever rewrites what was written.
 */
import {closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import type {JournalRecord, RunEvent} from '../model/event.ts'
import {genesis, hashOf} from './chain.ts'
import {syncDirectory} from './journal.ts'
import {type Holder, withLock} from './lock.ts'
import {runFiles} from './run-directory.ts'
import {type Sealing, seal} from './seal.ts'

/** Changes the data of records, and appends what `last` says of that: all of it is on disk when this returns, or none. */
export function rechain(
  dir: string,
  {holder, ...sealing}: Sealing & {holder: Holder},
  change: (record: JournalRecord) => JournalRecord['data'],
  last: (before: {sequence: number; hash: string}, changed: number[]) => RunEvent,
): void {
  const path = join(dir, runFiles.journal)
  withLock(join(dir, runFiles.lock), holder, () => {
    const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1)
    const texts: string[] = []
    const changed: number[] = []
    let old = {sequence: 0, hash: genesis}
    let tail = old
    for (const line of lines) {
      const record = JSON.parse(line) as JournalRecord
      if (hashOf(record) !== record.hash || record.prevhash !== old.hash)
        throw new Error(`${path}: record ${record.sequence} is damaged`)
      old = {sequence: record.sequence, hash: record.hash}
      const data = change(record)
      if (JSON.stringify(data) !== JSON.stringify(record.data)) changed.push(record.sequence)
      const {hash: _, ...unsealed} = {...record, data, prevhash: tail.hash}
      tail = {sequence: record.sequence, hash: hashOf(unsealed)}
      texts.push(JSON.stringify({...unsealed, hash: tail.hash}))
    }
    texts.push(JSON.stringify(seal(last(old, changed), sealing, tail)))
    replace(path, `${texts.join('\n')}\n`)
  })
}

function replace(path: string, text: string): void {
  const made = `${path}.new`
  writeFileSync(made, text, {mode: 0o600})
  const fd = openSync(made, 'r+')
  fsyncSync(fd)
  closeSync(fd)
  renameSync(made, path)
  syncDirectory(dirname(path))
}
