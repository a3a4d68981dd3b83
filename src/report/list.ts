import type {Colors} from 'picocolors/types.js'
import type {Runbook} from '../model/runbook.ts'
import {oneLine} from './clean.ts'
import {wrap} from './width.ts'

/** The runbooks of a folder for a terminal: a paragraph each, the procedures of a handbook below it. */
export function renderList(
  runbooks: readonly Runbook[],
  {columns, colors}: {columns: number; colors: Colors},
): string {
  if (runbooks.length === 0)
    return 'No runbooks here: no markdown file holds a block, a checklist or an instruction.\n'
  return `${runbooks.map(runbook => entry(runbook, columns, colors).join('\n')).join('\n\n')}\n`
}

function entry(
  {path, title, severity, settings, procedures}: Runbook,
  columns: number,
  colors: Colors,
): string[] {
  const {owner, lastReviewedOn, reviewIn} = settings
  const facts = [
    severity ?? 'no severity',
    owner ? `owner ${owner}` : 'no owner',
    lastReviewedOn
      ? `reviewed ${lastReviewedOn}${reviewIn ? `, again in ${reviewIn}` : ''}`
      : 'no review date',
  ]
  const handbook = procedures.length > 1
  return [
    colors.bold(oneLine(path)),
    ...wrap(`${oneLine(title)} (${oneLine(facts.join('; '))})`, columns - 2).map(line => `  ${line}`),
    ...(handbook
      ? procedures.flatMap(({slug, severity}) => `    #${slug}${severity ? `  ${colors.dim(severity)}` : ''}`)
      : []),
  ]
}
