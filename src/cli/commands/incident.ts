import process from 'node:process'
import {exitCodes, RunbookError} from '../../model/error.ts'
import {incidentText} from '../../report/record-text.ts'
import {type AddOptions, addToRun} from '../record/add-to-run.ts'
import {findRun} from '../record/find-run.ts'
import {rewriteIncident} from '../record/incident-file.ts'

export interface IncidentOptions extends AddOptions {
  run?: string | undefined
  id?: string | undefined
  title?: string | undefined
  severity?: string | undefined
  impact?: string | undefined
}

/** `runbook incident [SUMMARY…]`: says what the incident is, as far as it is known by now. */
export async function incidentCommand(
  words: readonly string[],
  {run, id, title, severity, impact, ...options}: IncidentOptions,
): Promise<number> {
  const summary = words.join(' ').trim()
  const data = {
    ...given('incident', id),
    ...given('title', title),
    ...given('severity', severity),
    ...given('summary', summary || undefined),
    ...given('impact', impact),
  }
  if (Object.keys(data).length === 0)
    throw new RunbookError('usage', 'expected a summary, --id, --title, --severity or --impact')
  const dir = findRun(run, options.logDir)
  await addToRun(dir, 'incident.updated', data, options)
  await rewriteIncident(dir)
  process.stdout.write(`${incidentText(data)}, in ${dir}\n`)
  return exitCodes.success
}

function given(name: 'incident' | 'title' | 'severity' | 'summary' | 'impact', text: string | undefined) {
  if (text === undefined) return {}
  if (text.trim() === '') throw new RunbookError('usage', `--${name}: it is empty`)
  return {[name]: text.trim()}
}
