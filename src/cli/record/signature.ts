import {spawnSync} from 'node:child_process'
import {existsSync, mkdirSync, readdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {type ReadJournal, recordAt} from '../../journal/read.ts'
import {runFiles} from '../../journal/run-directory.ts'
import {exitCodes, RunbookError} from '../../model/error.ts'
import {headText} from './head-text.ts'

/** What signatures are for (`ssh-keygen -n`): none that was made for something else counts here. */
const namespace = 'runbook'

/** Signs the head of a journal with an SSH key, and gives the path of the signature below the run directory. */
export function signHead({dir, runId, head}: ReadJournal, key: string): string {
  if (!existsSync(key)) throw new RunbookError('unreadable', `--sign ${key}: there is no such key file`)
  const message = headText(runId, head.sequence, head.hash)
  const {status, stdout} = sshKeygen(['-Y', 'sign', '-n', namespace, '-f', key], message, 'inherit')
  if (status !== 0)
    throw new RunbookError('unsigned', `--sign ${key}: ssh-keygen did not sign, as it says above`, {
      exitCode: exitCodes.failed,
    })
  mkdirSync(join(dir, runFiles.signatures), {recursive: true, mode: 0o700})
  const stem = `${runFiles.signatures}/${String(head.sequence).padStart(6, '0')}`
  for (let number = 1; ; number++) {
    const path = number === 1 ? `${stem}.sig` : `${stem}-${number}.sig`
    try {
      writeFileSync(join(dir, path), stdout, {mode: 0o600, flag: 'wx'})
      return path
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

/** What was found of one signature: who vouches for the records up to this one, or why nobody does. */
export type CheckedSignature = {path: string} & ({by: string; sequence: number} | {problem: string})

/** The signatures of a run directory, by the records that they are of. */
export function signaturesIn(dir: string): string[] {
  const folder = join(dir, runFiles.signatures)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter(name => /^\d+(?:-\d+)?\.sig$/.test(name))
    .sort()
    .map(name => `${runFiles.signatures}/${name}`)
}

/** Checks the signatures of a run against a file of allowed signers (ssh-keygen(1), ALLOWED SIGNERS). */
export async function checkSignatures(journal: ReadJournal, signers: string): Promise<CheckedSignature[]> {
  if (!existsSync(signers))
    throw new RunbookError('unreadable', `--signers ${signers}: there is no such file`)
  const {dir, runId, head} = journal
  const checked: CheckedSignature[] = []
  for (const path of signaturesIn(dir)) {
    const sequence = Number(/(\d+)(?:-\d+)?\.sig$/.exec(path)![1])
    const record = await recordAt(dir, sequence)
    const file = join(dir, path)
    const problem = (text: string) => checked.push({path, problem: text})
    if (!record) {
      problem(`it is of record ${sequence}, and the journal ends with ${head.sequence}: records were cut off`)
      continue
    }
    const found = sshKeygen(['-Y', 'find-principals', '-s', file, '-f', signers], '', 'ignore')
    const [by] = found.stdout.toString().split('\n')
    if (found.status !== 0 || !by) {
      problem('its key is none of the allowed signers')
      continue
    }
    const arguments_ = ['-Y', 'verify', '-n', namespace, '-f', signers, '-I', by, '-s', file]
    const {status} = sshKeygen(arguments_, headText(runId, sequence, record.hash), 'ignore')
    if (status === 0) checked.push({path, by, sequence})
    else
      problem(
        `it does not fit the records up to ${sequence}: they were changed after ${by} had signed them${redactedSince(journal)}`,
      )
  }
  return checked
}

/** A leak that was taken out is a change like any other; the record says when. */
function redactedSince({events}: ReadJournal): string {
  const redacted = events.filter(event => event.type === 'event.redacted' && event.data.before)
  return redacted.length > 0
    ? `, or signed before the redaction of ${redacted.map(({sequence}) => `record ${sequence}`).join(', ')}`
    : ''
}

function sshKeygen(args: string[], input: string, errors: 'inherit' | 'ignore') {
  const result = spawnSync('ssh-keygen', args, {input, stdio: ['pipe', 'pipe', errors]})
  if (result.error)
    throw new RunbookError(
      'no-ssh-keygen',
      `ssh-keygen cannot be started (${(result.error as NodeJS.ErrnoException).code}): it makes and checks signatures, and comes with OpenSSH`,
      {exitCode: exitCodes.usage, cause: result.error},
    )
  return result
}
