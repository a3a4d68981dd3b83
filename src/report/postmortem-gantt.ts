import {clip, oneLine} from './clean.ts'
import {dateOf} from './clock.ts'
import type {PostmortemRun} from './postmortem-run.ts'

/** More bars than this cannot be told apart. */
const most = 60

/** Milestones and steps over time as a Mermaid chart that GitHub draws: times without a zone, names without what Mermaid reads. */
export function gantt(runs: readonly PostmortemRun[]): string {
  const milestones = runs
    .flatMap(({run}) => run.milestones)
    .map(({milestone, time}) => `  ${name(milestone)} :milestone, ${moment(time)}, 0s`)
  const sections = runs.map(({run, runId}) => ({title: name(runId), tasks: tasks(run)}))
  const all = sections.reduce((sum, {tasks}) => sum + tasks.length, 0)
  if (all + milestones.length === 0)
    return 'There is nothing to draw: no step began, and no milestone is on record.'
  let left = most
  const drawn = sections.flatMap(({title, tasks}) => {
    const shown = tasks.slice(0, left)
    left -= shown.length
    return shown.length > 0 ? [`  section ${title}`, ...shown] : []
  })
  const first = runs.flatMap(({events}) => events[0]?.time ?? []).sort()[0] ?? ''
  return [
    '```mermaid',
    'gantt',
    `  title ${dateOf(first)}, times in UTC`,
    '  dateFormat YYYY-MM-DDTHH:mm:ss',
    '  axisFormat %H:%M',
    ...(milestones.length > 0 ? ['  section milestones', ...milestones.slice(0, most)] : []),
    ...drawn,
    '```',
    ...(all > most ? ['', `${all - most} more attempts are not drawn; the timeline has them.`] : []),
  ].join('\n')
}

function tasks(run: PostmortemRun['run']): string[] {
  return run.steps.flatMap(({listed, attempts}) =>
    attempts.map(({number, startedAt, finishedAt, outcome}) => {
      const end =
        finishedAt === undefined || moment(finishedAt) === moment(startedAt) ? '1s' : moment(finishedAt)
      const again = attempts.length > 1 ? `, attempt ${number}` : ''
      const state = outcome?.kind === 'success' ? 'done' : 'crit'
      return `  ${listed.number} ${name(listed.title)}${again} :${state}, ${moment(startedAt)}, ${end}`
    }),
  )
}

/** Letters, digits and blanks, and nothing that begins a word of Mermaid's own. */
function name(text: string): string {
  return clip(oneLine(oneLine(text).replaceAll(/[^\p{L}\p{N} ._-]/gu, ' ')), 60) || 'step'
}

function moment(time: string): string {
  return time.slice(0, 19)
}
