import {formatDuration} from '../model/duration.ts'
import {type Run, statusOf} from '../model/fold.ts'
import type {Plan} from '../model/plan.ts'
import {clean, oneLine} from './clean.ts'
import {between, momentOf} from './clock.ts'
import type {ScreenStyle} from './step-screen.ts'
import {unifiedDiff} from './unified-diff.ts'
import {wrap} from './width.ts'

/** How a plan differs from the one that the run had. */
interface Differences {
  renamed: readonly {from: string; to: string}[]
  added: readonly string[]
  changed: readonly string[]
  gone: readonly {number: number; title: string}[]
}

/** Where a run stands that is gone on with, and what is different now. Ends with a newline. */
export function renderResumption(
  plan: Plan,
  run: Run,
  dir: string,
  {since, operator, changes}: {since: string; operator: string; changes: Differences | undefined},
  notes: readonly string[],
  {columns, colors}: ScreenStyle,
): string {
  const title = plan.procedure?.title ?? plan.runbook.title
  const done = run.steps.filter(step => statusOf(step) === 'success').length
  const started = run.started ? `begun ${momentOf(run.started.time)} UTC by ${run.started.data.operator}` : ''
  const lasted = run.started ? formatDuration(Math.max(0, between(run.started.time, since))) : ''
  const who = operator && operator !== run.started?.data.operator ? `, last by ${operator}` : ''
  const lines = [
    ...wrap(oneLine(title), columns).map(colors.bold),
    ...wrap(
      oneLine(
        `Resumed: ${done} of ${plan.steps.length} steps are done; ${started}${who}, on record for ${lasted}, until ${momentOf(since)} UTC`,
      ),
      columns,
    ),
    `Record: ${oneLine(dir)}`,
    ...(changes ? differences(plan, run, changes) : []),
    ...notes.flatMap(note => wrap(oneLine(note), columns).map(colors.yellow)),
  ]
  return `${lines.join('\n')}\n`
}

/** What is different in a plan, a line each. */
export function differences(plan: Plan, run: Run, {renamed, added, changed, gone}: Differences): string[] {
  const named = (id: string) => {
    const step = plan.steps.find(one => one.id === id)
    return step ? `${step.number} ${oneLine(step.title)}` : id
  }
  const diffOf = (id: string) => {
    const now = plan.steps.find(one => one.id === id)
    const before = run.steps.find(({listed}) => listed.id === id)?.attempts.at(-1)?.started.text
    if (before === undefined || !now || !('script' in now.action)) return []
    return clean(unifiedDiff(id, `${before}\n`, `${now.action.script}\n`))
      .trimEnd()
      .split('\n')
      .slice(2) // the names of files
      .map(line => `      ${line}`)
  }
  return [
    'The runbook was changed since. What is new or changed is to be done, what says the same stays done:',
    ...changed.flatMap(id => [`  changed: ${named(id)}`, ...diffOf(id)]),
    ...added.map(id => `  new:     ${named(id)}`),
    ...gone.map(({number, title}) => `  gone:    ${number} ${oneLine(title)}`),
    ...renamed.map(({from, to}) => `  same:    ${named(to)} (was ${from})`),
  ]
}
