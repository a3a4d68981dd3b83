import type {Colors} from 'picocolors/types.js'
import {effects} from '../model/effect.ts'
import type {NeededInput, Plan, PlannedStep} from '../model/plan.ts'
import type {DatabaseTarget} from '../model/settings.ts'
import {oneLine} from './clean.ts'
import {effectName} from './plan-step.ts'
import {planSteps} from './plan-steps.ts'
import {plainDuration} from './wait-text.ts'
import {width, wrap} from './width.ts'

/** What `--dry-run` prints: everything a run would do, command texts verbatim, with a final newline. */
export function renderPlan(plan: Plan, {columns, colors}: {columns: number; colors: Colors}): string {
  const {runbook, procedure, steps, inputs, databases, target} = plan
  const title = oneLine(procedure?.title ?? runbook.title)
  const severity =
    runbook.severity && !title.includes(runbook.severity) ? ` (${oneLine(runbook.severity)})` : ''
  const from = [
    oneLine(runbook.path) + (procedure ? `#${procedure.slug}` : ''),
    ...(runbook.environment ? [`environment ${oneLine(runbook.environment)}`] : []),
  ]
  const lines = [
    ...wrap(title + severity, columns).map(colors.bold),
    colors.dim(from.join(', ')),
    '',
    ...wrap(planSummary(plan), columns),
    ...planSteps(steps, columns, colors),
    ...list(
      'Inputs',
      inputs.map(input => [oneLine(input.name), inputText(input)]),
      columns,
      colors,
    ),
    ...list(
      'Databases',
      Object.entries(databases).map(([name, {url, target}]) => [
        oneLine(name),
        (url ? masked(url) : 'PG variables, service and password files') + targetText(target),
      ]),
      columns,
      colors,
    ),
    ...list(
      'Target, asked before anything is changed',
      target.map(({name, command, expected}) => [
        oneLine(name),
        `${oneLine(command)} must say ${typeof expected === 'string' ? oneLine(expected) || 'nothing' : oneLine(String(expected))}`,
      ]),
      columns,
      colors,
    ),
  ]
  return `${lines.join('\n')}\n`
}

/** What a database's server must say of itself; empty where nothing is declared. */
function targetText({database, user, server, recovery, cluster}: DatabaseTarget = {}): string {
  const said = [
    ['database', database],
    ['user', user],
    ['server', server],
    ['a', recovery === undefined ? undefined : recovery ? 'standby' : 'primary'],
    ['system identifier', cluster],
  ].flatMap(([what, value]) => (value === undefined ? [] : [`${what} ${oneLine(value)}`]))
  return said.length === 0 ? '' : `; before it is changed, its server must say ${said.join(', ')}`
}

/** What a plan holds, in one sentence: counts by effect and kind, inputs needed. */
export function planSummary({steps, inputs}: Plan): string {
  return [
    stepsSummary(steps),
    ...(inputs.length > 0 ? [`inputs needed: ${inputs.map(({name}) => oneLine(name)).join(', ')}`] : []),
  ].join('; ')
}

/** How many steps there are, of what kinds and effects. */
export function stepsSummary(steps: readonly PlannedStep[]): string {
  const blocks = steps.flatMap(({action, skip}) => ('effect' in action ? [{...action, skip}] : []))
  const runnable = blocks.filter(({refusal, skip}) => refusal === undefined && skip === undefined)
  const counts = effects.map(
    effect => [runnable.filter(block => block.effect === effect).length, effectName(effect)] as const,
  )
  const kinds = [...counts, [blocks.length - runnable.length, 'not runnable'] as const].filter(
    ([count]) => count > 0,
  )
  const of = (kind: string) => steps.filter(({action}) => action.kind === kind).length
  const waitMs = steps.reduce((sum, {action}) => sum + (action.kind === 'wait' ? action.leastMs : 0), 0)
  return [
    plural(steps.length, 'step') +
      (kinds.length > 0 ? `: ${kinds.map(([count, name]) => `${count} ${name}`).join(', ')}` : ''),
    ...(of('checklist') > 0 ? [plural(of('checklist'), 'checklist item')] : []),
    ...(of('manual') > 0 ? [plural(of('manual'), 'manual step')] : []),
    ...(of('choice') > 0 ? [plural(of('choice'), 'choice')] : []),
    ...(of('wait') > 0 ? [`${plural(of('wait'), 'wait')} (${plainDuration(waitMs)})`] : []),
  ].join('; ')
}

function inputText({
  kind,
  prompt,
  type,
  choices,
  choicesFrom,
  standIn,
  pattern,
  default: preset,
  secret,
}: NeededInput): string {
  return [
    ...(prompt ? [oneLine(prompt)] : []),
    kind === 'placeholder' ? 'placeholder' : 'variable',
    ...(type && type !== 'string' ? [type] : []),
    ...(secret ? ['secret'] : []),
    ...(choices ? [`one of ${choices.map(oneLine).join(', ')}`] : []),
    ...(choicesFrom ? [`one of the lines of \`${oneLine(choicesFrom)}\``] : []),
    ...(standIn === undefined ? [] : [`the document has ${oneLine(standIn)}`]),
    ...(pattern ? [`matches ${oneLine(pattern)}`] : []),
    ...(preset === undefined ? [] : [secret ? 'has a default' : `default ${oneLine(preset)}`]),
  ].join('; ')
}

function list(
  title: string,
  entries: [name: string, text: string][],
  columns: number,
  colors: Colors,
): string[] {
  if (entries.length === 0) return []
  const left = Math.min(
    24,
    entries.reduce((most, [name]) => Math.max(most, width(name)), 0),
  )
  const lines = entries.flatMap(([name, text]) => {
    const [first = '', ...more] = wrap(text, Math.max(20, columns - left - 4))
    return [
      `  ${name}${' '.repeat(Math.max(0, left - width(name)))}  ${first}`,
      ...more.map(line => ' '.repeat(left + 4) + line),
    ]
  })
  return ['', colors.bold(title), ...lines]
}

function masked(url: string): string {
  return oneLine(url).replace(/(\/\/[^/@\s:]*):[^/@\s]*@/, '$1:***@')
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
