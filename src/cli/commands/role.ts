import process from 'node:process'
import {exitCodes, RunbookError} from '../../model/error.ts'
import {oneLine} from '../../report/clean.ts'
import {roleText} from '../../report/record-text.ts'
import {type AddOptions, addToRun} from '../record/add-to-run.ts'
import {findRun} from '../record/find-run.ts'
import {rewriteIncident} from '../record/incident-file.ts'

/** What a role may be called: a word or a few. */
const name = /^\p{L}[\p{L}\p{N} /-]{0,39}$/u

/** `runbook role ROLE [PERSON]`: says who has a role in the incident from now on. */
export async function roleCommand(
  role: string,
  person: string | undefined,
  {nobody, run, ...options}: AddOptions & {nobody: boolean; run?: string | undefined},
): Promise<number> {
  if (!name.test(role))
    throw new RunbookError(
      'usage',
      `${oneLine(role)}: expected a role such as commander, scribe, communications`,
    )
  const who = person?.trim()
  if (nobody === Boolean(who))
    throw new RunbookError('usage', 'expected a person, or --nobody where the role is given up')
  const dir = findRun(run, options.logDir)
  const data = {role: role.toLowerCase(), ...(who ? {person: who} : {})}
  await addToRun(dir, 'role.assigned', data, options)
  await rewriteIncident(dir)
  process.stdout.write(`${roleText(data)}, in ${dir}\n`)
  return exitCodes.success
}
