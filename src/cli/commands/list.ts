import process from 'node:process'
import {exitCodes, RunbookError} from '../../model/error.ts'
import type {Runbook} from '../../model/runbook.ts'
import {renderList} from '../../report/list.ts'
import {load} from '../load.ts'
import {markdownFiles} from '../markdown-files.ts'
import {screenStyle} from '../style.ts'

/** `runbook list [DIR]`: prints the runbooks below a folder; a file that cannot be read is named on standard error. */
export async function listCommand(dir: string, {json}: {json: boolean}): Promise<number> {
  const runbooks: Runbook[] = []
  for (const path of markdownFiles(dir)) {
    try {
      const {runbook} = await load(path)
      if (runbook.procedures.length > 0) runbooks.push(runbook)
    } catch (error) {
      if (!(error instanceof RunbookError)) throw error
      process.stderr.write(`runbook: ${error.message}\n`)
    }
  }
  if (json) process.stdout.write(`${JSON.stringify(runbooks.map(described), undefined, 2)}\n`)
  else process.stdout.write(renderList(runbooks, screenStyle(process.stdout)))
  return exitCodes.success
}

function described({path, title, severity, settings, procedures}: Runbook) {
  const {owner, lastReviewedOn, reviewIn} = settings
  return {
    path,
    title,
    severity: severity ?? null,
    owner: owner ?? null,
    last_reviewed_on: lastReviewedOn ?? null,
    review_in: reviewIn ?? null,
    procedures: procedures.map(({slug, title, severity}) => ({slug, title, severity: severity ?? null})),
  }
}
