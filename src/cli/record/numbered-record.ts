import {recordAt} from '../../journal/read.ts'
import {RunbookError} from '../../model/error.ts'
import type {JournalRecord} from '../../model/event.ts'
import {isWritten} from '../../model/revisions.ts'

/** The record of a run with the number that somebody typed; `written` where it must be what a person wrote. */
export async function numberedRecord(
  dir: string,
  number: string,
  {written}: {written: boolean},
): Promise<JournalRecord> {
  const sequence = /^#?(\d{1,15})$/.exec(number)?.[1]
  const record = sequence === undefined ? undefined : await recordAt(dir, Number(sequence))
  if (!record)
    throw new RunbookError(
      'usage',
      `${number}: ${dir} has no record of this number; \`runbook timeline --numbers --level all\` shows them`,
    )
  if (written && !isWritten({type: record.type.slice('runbook.'.length)}))
    throw new RunbookError(
      'usage',
      `record ${record.sequence} is ${record.type}: only what people wrote (notes, milestones, evidence) is amended or hidden, not what a run did`,
    )
  return record
}
