import type {Summary} from './story.ts'

/** What was run, each once; of files alone their names. */
export function titleOf({sources}: Pick<Summary, 'sources'>): string[] {
  const titles = [...new Set(sources.flatMap(({title}) => title ?? []))]
  if (titles.length > 0) return titles.slice(0, 5)
  const files = sources.filter(({imported}) => imported).map(({name}) => name)
  return files.length > 0 ? files.slice(0, 5) : ['no start is on record']
}

/** The way to the files of each run: from beside the run's own files, or with several from beside their directories. */
export function foldersOf({sources}: Pick<Summary, 'sources'>): (source: string) => string {
  const known = new Map(
    sources.map(({name, imported, folder}) => [
      name,
      folder ?? (sources.length > 1 && !imported ? `${name}/` : ''),
    ]),
  )
  return source => known.get(source) ?? ''
}

/** What is not listed and why, in sentences. */
export function hiddenText({hidden, hiddenSteps, outside}: Summary): string[] {
  const reads =
    hiddenSteps === 0
      ? ''
      : `, among them ${hiddenSteps} ${hiddenSteps === 1 ? 'step' : 'steps'} that changed nothing and succeeded`
  return [
    ...(hidden > 0
      ? [
          `${hidden} ${hidden === 1 ? 'record is' : 'records are'} not listed${reads}; --level all lists everything.`,
        ]
      : []),
    ...(outside > 0
      ? [
          `${outside} ${outside === 1 ? 'record is' : 'records are'} before --since or after --until; the metrics count them.`,
        ]
      : []),
  ]
}
