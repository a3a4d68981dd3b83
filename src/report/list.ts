import type {Colors} from 'picocolors/types.js'
import type {CatalogueEntry, CatalogueProcedure, LastRuns} from '../model/catalogue.ts'
import {oneLine} from './clean.ts'
import {dateOf} from './clock.ts'
import {stepsSummary} from './plan.ts'
import {wrap} from './width.ts'

interface Style {
  columns: number
  colors: Colors
}

/** The runbooks of a folder for a terminal: a paragraph each, the procedures of a handbook below it. */
export function renderList(entries: readonly CatalogueEntry[], now: Date, style: Style): string {
  if (entries.length === 0)
    return 'No runbooks here: no markdown file holds a block, a checklist or an instruction.\n'
  return `${entries.map(one => entry(one, now, style).join('\n')).join('\n\n')}\n`
}

function entry(one: CatalogueEntry, now: Date, {columns, colors}: Style): string[] {
  const {path, title, severity, owner, steps, procedures, last} = one
  const facts = [severity ?? 'no severity', owner ? `owner ${owner}` : 'no owner', reviewText(one)]
  const overdue = one.reviewDue !== undefined && one.reviewDue <= now.toISOString().slice(0, 10)
  const indented = (text: string, by = '  ') => wrap(text, columns - by.length).map(line => by + line)
  return [
    colors.bold(oneLine(path)),
    ...indented(`${oneLine(title)} (${oneLine(facts.join('; '))})`),
    ...indented(stepsSummary(steps)),
    ...indented(lastText(last)),
    ...(overdue ? [colors.yellow(`  ! its review is overdue since ${one.reviewDue}`)] : []),
    ...(procedures.length > 1
      ? procedures.flatMap(procedure => [
          `    #${procedure.slug}${procedure.severity ? `  ${colors.dim(procedure.severity)}` : ''}`,
          ...indented(procedureText(procedure), '      '),
        ])
      : []),
  ]
}

function procedureText({steps, last}: CatalogueProcedure): string {
  return [stepsSummary(steps), ...(last.run || last.drill ? [lastText(last)] : [])].join('; ')
}

function reviewText({lastReviewedOn, reviewIn, reviewDue}: CatalogueEntry): string {
  if (lastReviewedOn === undefined) return 'no review date'
  const again = reviewDue ? `, again by ${reviewDue}` : reviewIn ? `, again in ${reviewIn}` : ''
  return `reviewed ${lastReviewedOn}${again}`
}

function lastText({run, drill}: LastRuns): string {
  const text = ({time, result}: NonNullable<LastRuns['run']>) =>
    `${dateOf(time)} (${result ?? 'no end on record'})`
  if (!run && !drill) return 'never run, never practised'
  return [
    run ? `last run ${text(run)}` : 'never run',
    drill ? `last drill ${text(drill)}` : 'never practised',
  ].join('; ')
}
