import {dirname, join} from 'node:path'
import type {EventOf, RunEvent} from '../../model/event.ts'
import type {Plan, PlannedBranch} from '../../model/plan.ts'
import type {Link} from '../../model/runbook.ts'
import {oneLine} from '../../report/clean.ts'
import {linkText} from '../../report/link-text.ts'

/** The branches that an answer picked, in the order of the document; none for any other event. */
export function pickedBranches({steps}: Plan, {type, subject, data}: RunEvent): PlannedBranch[] {
  const picked = type === 'prompt.answered' ? (data as EventOf<'prompt.answered'>['data']).picked : undefined
  const action = picked && steps.find(({id}) => id === subject)?.action
  return action?.kind === 'choice' ? (picked ?? []).flatMap(number => action.branches[number - 1] ?? []) : []
}

/** What to type next where a branch only points elsewhere: a run of another document, or of another section, is a run of its own. */
export function nextCommand({runbook}: Plan, link: Link): string {
  const {path, anchor} = link
  const elsewhere = path !== '' && !/\.(?:md|markdown)$/i.test(path)
  if (elsewhere || path.startsWith('/')) return `see ${linkText(link)}`
  const file = path === '' ? runbook.path : join(dirname(runbook.path), path)
  const target = oneLine(anchor === undefined ? file : `${file}#${anchor}`)
  return `runbook run ${quoted(target.replace(/^(?=-)/, './'))}`
}

/** As one word for a shell; a `#` inside a word needs no quotes. */
export function quoted(text: string): string {
  return /^[\p{L}\p{N}_./:@%+=,-][\p{L}\p{N}_./:@%+=,#-]*$/u.test(text)
    ? text
    : `'${text.replaceAll("'", "'\\''")}'`
}
