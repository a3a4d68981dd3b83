import {hostname, userInfo} from 'node:os'
import process from 'node:process'
import {isSamePerson, requestOf} from '../../executor/approval.ts'
import {readJournal} from '../../journal/read.ts'
import {exitCodes, RunbookError} from '../../model/error.ts'
import type {EventOf} from '../../model/event.ts'
import {strengthText} from '../../report/approval-text.ts'
import {visible} from '../../report/clean.ts'
import {addToRun} from '../record/add-to-run.ts'
import {findRun} from '../record/find-run.ts'
import {rewriteIncident} from '../record/incident-file.ts'

/** What ends a request, whatever came of it. */
const closing: ReadonlySet<string> = new Set([
  'approval.requested',
  'approval.given',
  'override.used',
  'step.started',
  'step.skipped',
])

/**
 * `runbook approve RUN [CODE]`: shows what a run waits to have approved; with the code that its operator sees, agrees to it.
 */
export async function approveCommand(
  run: string,
  code: string | undefined,
  options: {logDir: string; operator?: string | undefined},
): Promise<number> {
  const dir = findRun(run, options.logDir)
  const request = await openRequest(dir)
  const {data, authid = '', subject} = request
  const {request: known, sha256, until, user, host, text, effect, target} = data
  process.stdout.write(
    visible(
      `${authid} (${user.name} on ${host.name}) asks for a second person, for step ${subject}, effect ${effect}:\n\n${text.replace(/^/gm, '  ')}\n\nruns on ${target}\n`,
    ),
  )
  if (code === undefined) {
    process.stdout.write('Nothing was approved: that takes the code that its operator sees.\n')
    return exitCodes.success
  }
  const own = userInfo().username
  const operator = options.operator ?? own
  const refuse = (message: string) => new RunbookError('not-approved', message, {exitCode: exitCodes.refused})
  if (requestOf(sha256, code.toUpperCase()) !== known)
    throw refuse('the code is another: nothing was approved')
  if (Date.now() >= Date.parse(until)) throw refuse('the code has expired: nothing was approved')
  if (isSamePerson(operator, authid)) throw refuse(`${operator} runs it: a second person must agree`)
  if (isSamePerson(operator, user.name))
    throw refuse(`${operator} is the login that runs it: say who you are with --operator NAME`)
  const strength = isSamePerson(own, user.name) ? 'other-terminal-same-login' : 'other-terminal'
  const given: EventOf<'approval.given'>['data'] = {
    request: known,
    sha256,
    until,
    strength,
    user: {name: own},
    host: {name: hostname()},
  }
  await addToRun(dir, 'approval.given', given, {...options, operator, subject})
  await rewriteIncident(dir)
  process.stdout.write(visible(`Approved by ${operator} ${strengthText(given)}.\n`))
  return exitCodes.success
}

/** What the run waits for now. */
async function openRequest(dir: string): Promise<EventOf<'approval.requested'>> {
  const {events} = await readJournal(dir, ({type}) => closing.has(type))
  const last = events.at(-1)
  if (last?.type !== 'approval.requested')
    throw new RunbookError('not-approved', `${dir}: it does not wait for a second person`, {
      exitCode: exitCodes.refused,
    })
  return last
}
