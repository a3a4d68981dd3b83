import process from 'node:process'
import {type CatalogueEntry, effectCounts, type LastRuns} from '../../model/catalogue.ts'
import {exitCodes} from '../../model/error.ts'
import {renderList} from '../../report/list.ts'
import {catalogue} from '../documents/catalogue.ts'
import {runsAndDrills} from '../record/past-runs.ts'
import {screenStyle} from '../terminal/style.ts'

interface ListOptions {
  json: boolean
  logDir: string
}

/** `runbook list [DIR]`: prints the runbooks below a folder; a file that cannot be read is named on standard error. */
export async function listCommand(dir: string, {json, logDir}: ListOptions): Promise<number> {
  const entries = (await catalogue(dir, runsAndDrills(logDir))).map(({entry}) => entry)
  if (json) process.stdout.write(`${JSON.stringify(entries.map(described), undefined, 2)}\n`)
  else process.stdout.write(renderList(entries, new Date(), screenStyle(process.stdout)))
  return exitCodes.success
}

function described({path, title, severity, owner, procedures, steps, last, ...review}: CatalogueEntry) {
  return {
    path,
    title,
    severity: severity ?? null,
    owner: owner ?? null,
    last_reviewed_on: review.lastReviewedOn ?? null,
    review_in: review.reviewIn ?? null,
    review_due: review.reviewDue ?? null,
    steps: steps.length,
    effects: effectCounts(steps),
    ...lastOf(last),
    procedures: procedures.map(({slug, title, severity, steps, last}) => ({
      slug,
      title,
      severity: severity ?? null,
      steps: steps.length,
      effects: effectCounts(steps),
      ...(procedures.length > 1 ? lastOf(last) : {}),
    })),
  }
}

function lastOf({run, drill}: LastRuns) {
  return {last_run: run ?? null, last_drill: drill ?? null}
}
