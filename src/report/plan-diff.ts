import type {Colors} from 'picocolors/types.js'
import type {FactChange, PlanDiff, StepChange} from '../model/plan-diff.ts'
import {clip, oneLine, visible} from './clean.ts'
import {unifiedDiff} from './unified-diff.ts'

const signs = {added: '+', removed: '-', changed: '~'} as const

/** What would run otherwise in one file, for a terminal: what somebody must look at twice comes first, in capitals. */
export function renderPlanDiff(title: string, {settings, steps}: PlanDiff, colors: Colors): string {
  const loud = [
    ...settings.map(fact => ({fact, of: 'front matter'})),
    ...steps.flatMap(({step, facts}) => facts.map(fact => ({fact, of: nameOf(step)}))),
  ].filter(({fact}) => fact.warning !== undefined)
  const lines = [
    colors.bold(oneLine(title)),
    ...loud.map(({fact, of}) => colors.red(colors.bold(`  ! ${warningText(fact)}: ${of}`))),
    ...(settings.length > 0
      ? ['  ~ front matter', ...settings.flatMap(fact => factLines(fact, colors))]
      : []),
    ...steps.flatMap(change => stepLines(change, colors)),
  ]
  return `${lines.join('\n')}\n`
}

function warningText({name, warning = ''}: FactChange): string {
  return oneLine(
    name === 'effect' ? warning.replace(/^.*(?=from|of)/, start => start.toUpperCase()) : warning,
  )
}

function nameOf({number, title}: StepChange['step']): string {
  return `step ${number} ${clip(oneLine(title), 80)}`
}

function stepLines({kind, step, facts}: StepChange, colors: Colors): string[] {
  const paint = {added: colors.green, removed: colors.red, changed: colors.yellow}[kind]
  const head = paint(`  ${signs[kind]} ${kind === 'removed' ? 'was ' : ''}${nameOf(step)}`)
  const told = kind === 'changed' ? facts : facts.filter(({name}) => name !== 'kind' && name !== 'language')
  return [head, ...told.flatMap(fact => factLines(fact, colors))]
}

function factLines({name, before, after}: FactChange, colors: Colors): string[] {
  if (name !== 'script') return [`      ${oneLine(name)}: ${valueText(before)} → ${valueText(after)}`]
  const text = (script = '') => (script === '' ? '' : `${visible(script).replace(/\n$/, '')}\n`)
  return unifiedDiff('', text(before), text(after))
    .split('\n')
    .slice(2, -1)
    .filter(line => !line.startsWith('@@ '))
    .map(line => `      ${paintLine(line, colors)}`)
}

function paintLine(line: string, colors: Colors): string {
  if (line.startsWith('+')) return colors.green(line)
  return line.startsWith('-') ? colors.red(line) : line
}

function valueText(value: string | undefined): string {
  return value === undefined ? 'none' : clip(oneLine(value), 200)
}
