import {createHash} from 'node:crypto'
import {createReadStream, readdirSync, statSync} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import {runFiles} from '../../journal/run-directory.ts'
import {holdRun} from '../../journal/run-lock.ts'
import {exitCodes} from '../../model/error.ts'
import {type AddOptions, addToRun} from '../record/add-to-run.ts'
import {findRun} from '../record/find-run.ts'
import {headText} from '../record/head-text.ts'
import {thisProcess} from '../record/holder.ts'
import {rewriteIncident} from '../record/incident-file.ts'
import {writeWhole} from '../record/write-whole.ts'
import {goesOn} from '../run/resumed.ts'

/** `runbook seal [RUN]`: says that the record is complete; nothing more is taken, and what is cut off from then on is seen. */
export async function sealCommand(
  word: string | undefined,
  {note, ...options}: Omit<AddOptions, 'at'> & {note?: string | undefined},
): Promise<number> {
  const dir = findRun(word, options.logDir)
  const hold = holdRun(dir, thisProcess())
  if (!hold) throw goesOn(dir, undefined)
  try {
    const files = await recordings(dir)
    const {record, before} = await addToRun(
      dir,
      'log.sealed',
      {...(note?.trim() ? {note: note.trim()} : {}), files},
      options,
    )
    writeWhole(join(dir, runFiles.sealed), headText(before.runId, record.sequence, record.hash), 0o600)
    await rewriteIncident(dir)
    process.stdout.write(
      `sealed: ${record.sequence} records, in ${dir}\nKeep the head elsewhere: ${record.sequence} ${record.hash}\n`,
    )
    return exitCodes.success
  } finally {
    hold.release()
  }
}

/** What no record names: recordings of the screen. */
async function recordings(dir: string): Promise<{path: string; sha256: string; bytes: number}[]> {
  const names = readdirSync(dir).filter(name => /^session(?:-\d+)?\.cast$/.test(name))
  return Promise.all(
    names.sort().map(async path => {
      const hash = createHash('sha256')
      for await (const chunk of createReadStream(join(dir, path))) hash.update(chunk as Buffer)
      return {path, sha256: hash.digest('hex'), bytes: statSync(join(dir, path)).size}
    }),
  )
}
