import type {Summary} from './story.ts'

/** What was run, each once; of files alone their names. */
export function titleOf({sources}: Pick<Summary, 'sources'>): string[] {
  const titles = [...new Set(sources.flatMap(({title}) => title ?? []))]
  if (titles.length > 0) return titles.slice(0, 5)
  const files = sources.filter(({imported}) => imported).map(({name}) => name)
  return files.length > 0 ? files.slice(0, 5) : ['no start is on record']
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
