import {join} from 'node:path'
import process from 'node:process'
import {runFiles} from '../../journal/run-directory.ts'
import {exitCodes, RunbookError} from '../../model/error.ts'
import {besideJournal} from '../record/beside-journal.ts'
import {shortIncident, writeIncident} from '../record/incident-file.ts'
import {listRuns} from '../record/list-runs.ts'
import {readFolded, readRun} from '../record/read-run.ts'
import {signHead} from '../record/signature.ts'
import {namesFiles, verifyRun} from '../record/verify-run.ts'

/** What GitHub takes as a comment. */
const commentBytes = 65_536

interface LogOptions {
  verify: boolean
  head?: string | undefined
  comment: boolean
  sign?: string | undefined
  signers?: string | undefined
  incident?: string | undefined
  json: boolean
  logDir: string
}

/** `runbook log [RUNDIR]`: lists runs; of one it writes incident.md anew, or with `--verify` checks the record, and with `--sign` signs it. */
export async function logCommand(
  dir: string | undefined,
  {verify, head, comment, sign, signers, ...list}: LogOptions,
): Promise<number> {
  if (dir === undefined) {
    if (verify || comment || head !== undefined || sign !== undefined || signers !== undefined)
      throw new RunbookError('usage', '--verify, --sign and --comment need a run directory')
    await listRuns(list)
    return exitCodes.success
  }
  if (list.incident !== undefined || list.json)
    throw new RunbookError('usage', '--incident and --json go with the list of runs')
  if (head !== undefined && !verify) throw new RunbookError('usage', '--head goes with --verify')
  if (Number(verify) + Number(comment) + Number(sign !== undefined) > 1)
    throw new RunbookError('usage', 'expected only one of --verify, --sign and --comment')
  if (signers !== undefined && !verify) throw new RunbookError('usage', '--signers goes with --verify')
  if (!verify && sign === undefined) {
    const {journal, damaged, run} = await readFolded(dir)
    if (comment) process.stdout.write(await shortIncident(run, journal, commentBytes))
    else {
      await writeIncident(run, journal)
      process.stdout.write(`${join(dir, runFiles.incident)}\n`)
    }
    return damaged ? exitCodes.failed : exitCodes.success
  }
  const beside = besideJournal(dir)
  const {journal, damaged} = await readRun(dir, event => {
    beside.take(event)
    return namesFiles(event)
  })
  if (sign !== undefined) {
    if (damaged)
      throw new RunbookError('damaged', `${dir}: the record is damaged: it is not signed`, {
        exitCode: exitCodes.failed,
      })
    const path = signHead(journal, sign)
    process.stdout.write(`signed: records 1 to ${journal.head.sequence}, in ${join(dir, path)}\n`)
    return exitCodes.success
  }
  const {problems, remarks} = await verifyRun(journal, beside, {head, signers})
  for (const text of problems) process.stderr.write(`${text}\n`)
  for (const text of remarks) process.stdout.write(`${text}\n`)
  if (damaged || problems.length > 0) return exitCodes.failed
  process.stdout.write(`verified: ${journal.head.sequence} records, head ${journal.head.hash}\n`)
  return exitCodes.success
}
