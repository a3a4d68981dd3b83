import type {Masker} from './masker.ts'
import type {Row} from './row.ts'
import type {Summary} from './story.ts'

/** A row with every text masked; what it links to is left out, since it is not masked. `names` are those of the sources. */
export function maskedRow(row: Row, masker: Masker, names: ReadonlyMap<string, string>): Row {
  const {who, step, evidence: _, ...rest} = row
  return {
    ...rest,
    source: names.get(row.source) ?? row.source,
    ...(step ? {step: {...step, id: masker.text(step.id)}} : {}),
    ...(who === undefined ? {} : {who: masker.person(who)}),
    what: row.what.map(({text, as}) => ({text: masker.text(text), ...(as ? {as} : {})})),
    outcome: masker.text(row.outcome),
  }
}

/** The same of the summary; `called` stands for those of runs, where these must not be seen either. */
export function maskedSummary(
  summary: Summary,
  masker: Masker,
  names: ReadonlyMap<string, string>,
  called?: string,
): Summary {
  return {
    ...summary,
    sources: summary.sources.map(({name, imported, title}) => ({
      name: names.get(name) ?? name,
      imported,
      ...(title === undefined ? {} : {title: called ?? masker.text(title)}),
    })),
    drawn: summary.drawn.map(row => maskedRow(row, masker, names)),
  }
}

/** What the sources are called where their names must not be seen: `run 1`, `file 1`. */
export function bareNames(sources: Summary['sources']): Map<string, string> {
  const counts = {run: 0, file: 0}
  return new Map(
    sources.map(({name, imported}) => {
      const kind = imported ? 'file' : 'run'
      return [name, `${kind} ${++counts[kind]}`]
    }),
  )
}
