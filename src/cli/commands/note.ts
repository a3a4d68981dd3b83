import process from 'node:process'
import {exitCodes, RunbookError} from '../../model/error.ts'
import type {NoteKind} from '../../model/note-kinds.ts'
import {momentOf} from '../../report/clock.ts'
import {noteFrom} from '../questions/reply.ts'
import {type AddOptions, addToRun} from '../record/add-to-run.ts'
import {findRun} from '../record/find-run.ts'
import {rewriteIncident} from '../record/incident-file.ts'

export interface NoteOptions extends AddOptions {
  run?: string | undefined
  kind?: NoteKind | undefined
  step?: string | undefined
  internal: boolean
}

/** `runbook note TEXT`: adds a note to the newest run, or to the one named. */
export async function noteCommand(words: readonly string[], options: NoteOptions): Promise<number> {
  const told = noteFrom(words.join(' '))
  if (told.text === '') throw new RunbookError('usage', 'a note needs a text')
  const dir = findRun(options.run, options.logDir)
  const data = {
    kind: options.kind ?? told.note,
    text: options.kind ? words.join(' ').trim() : told.text,
    ...(options.internal ? {internal: true} : {}),
  }
  const {record} = await addToRun(dir, 'note.added', data, options)
  await rewriteIncident(dir)
  process.stdout.write(
    `noted in ${dir} as record ${record.sequence} (${data.kind}, ${momentOf(record.time)} UTC)\n`,
  )
  return exitCodes.success
}
