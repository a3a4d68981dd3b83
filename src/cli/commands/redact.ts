import process from 'node:process'
import {holdRun} from '../../journal/run-lock.ts'
import {type FindLeaks, leaksOfPattern, leaksOfValue} from '../../model/erase.ts'
import {exitCodes, RunbookError} from '../../model/error.ts'
import {isLongEnough} from '../../model/redact/spellings.ts'
import {renderLeaks} from '../../report/leak-list.ts'
import {findRun} from '../record/find-run.ts'
import {thisProcess} from '../record/holder.ts'
import {leakyFiles, leakyRecords} from '../record/leaks.ts'
import {readRun} from '../record/read-run.ts'
import {redactRun} from '../record/redact-run.ts'
import {goesOn} from '../run/resumed.ts'

export interface RedactOptions {
  pattern?: string | undefined
  valueFrom?: string | undefined
  yes: boolean
  rechain: boolean
  operator?: string | undefined
  logDir: string
}

/** `runbook redact [RUN]`: shows where something leaked into a run directory; with `--yes` takes it out. */
export async function redactCommand(word: string | undefined, options: RedactOptions): Promise<number> {
  const find = leaksOf(options)
  const dir = findRun(word, options.logDir)
  const {journal, damaged} = await readRun(dir)
  if (damaged)
    throw new RunbookError('damaged', `${dir}: the record is damaged: nothing is changed in it`, {
      exitCode: exitCodes.failed,
    })
  const hold = holdRun(dir, thisProcess())
  if (!hold) throw goesOn(dir, journal.events.findLast(({authid}) => authid !== undefined)?.authid)
  try {
    const files = leakyFiles(dir, find)
    const records = leakyRecords(dir, find)
    process.stdout.write(renderLeaks(dir, files, records))
    if (files.length === 0 && records.length === 0) return exitCodes.success
    if (!options.yes) {
      const needs = records.length > 0 ? '--yes --rechain, which rewrites the journal' : '--yes'
      process.stdout.write(`Nothing was changed: take it out with ${needs}.\n`)
      return exitCodes.success
    }
    const rewrites = options.rechain && records.some(({places}) => places > 0)
    if (files.length > 0 || rewrites)
      await redactRun(journal, {...options, find, files, records: rewrites, operator: options.operator})
    return tellRest(dir, find)
  } finally {
    hold.release()
  }
}

/** What is still there is never passed over. */
function tellRest(dir: string, find: FindLeaks): number {
  const files = leakyFiles(dir, find)
  const records = leakyRecords(dir, find)
  if (files.length === 0 && records.length === 0) {
    process.stdout.write('It is taken out. What stood there is not kept; change the secret all the same.\n')
    return exitCodes.success
  }
  process.stderr.write(`runbook: it is still there\n${renderLeaks(dir, files, records)}`)
  if (records.some(({places}) => places > 0))
    process.stderr.write(
      'The journal itself holds it. With --rechain its records are rewritten: the chain is made anew, and a head kept elsewhere fits no more.\n',
    )
  return exitCodes.failed
}

function leaksOf({pattern, valueFrom}: RedactOptions): FindLeaks {
  if ((pattern === undefined) === (valueFrom === undefined))
    throw new RunbookError('usage', 'expected either --pattern or --value-from')
  if (valueFrom !== undefined) {
    const value = process.env[valueFrom]
    if (value === undefined) throw new RunbookError('usage', `--value-from ${valueFrom}: it is not set`)
    if (!isLongEnough(value))
      throw new RunbookError('usage', `--value-from ${valueFrom}: it is too short to be told from other text`)
    return leaksOfValue(value)
  }
  try {
    return leaksOfPattern(new RegExp(pattern!, 'gmu'))
  } catch {
    throw new RunbookError('usage', '--pattern: it is no regular expression of JavaScript')
  }
}
