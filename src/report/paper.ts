import {renderBound} from '../model/bind.ts'
import type {BlockAction, Plan, PlannedBranch, PlannedStep} from '../model/plan.ts'
import {clean, oneLine} from './clean.ts'
import {linkText} from './link-text.ts'
import {cell, fence} from './markdown.ts'
import {attributesText} from './plan-attributes.ts'
import {effectName} from './plan-step.ts'
import {waitText} from './wait-text.ts'
import {wordsBefore} from './words-before.ts'

/** What is written by hand on each step's line. */
const blanks = 'at ____:____  result ______________________________'

/**
 * The plan as a numbered checklist in markdown, for a day when the tool cannot be used: every step with room for when and
 * what, commands with the given values in place. `value` has no secrets. Ends with a newline.
 */
export function renderPaper(
  plan: Plan,
  value: (name: string) => string | undefined,
  printed: Date,
  recordWith: string,
): string {
  const {runbook, procedure, steps, epilogue} = plan
  const title = cell(procedure?.title ?? runbook.title)
  const severity = runbook.severity && !title.includes(runbook.severity) ? ` (${cell(runbook.severity)})` : ''
  const from = cell(runbook.path) + (runbook.environment ? `, environment ${cell(runbook.environment)}` : '')
  const parts = [
    `# ${title}${severity}`,
    `${from}, printed ${printed.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    'Who ____________________  incident ______________  began ____:____',
    `Nothing here was run. Afterwards, type what was written down into a record with ${recordWith}.`,
  ]
  let section = ''
  for (const step of steps) {
    const where = step.section.map(cell).join(' › ')
    if (where !== section && where !== '') parts.push(`## ${where}`)
    section = where
    const prose = wordsBefore(step)
    if (prose) parts.push(clean(prose).trim())
    parts.push(stepText(step, plan, value))
  }
  if (epilogue) parts.push(clean(epilogue).trim())
  return `${parts.join('\n\n')}\n`
}

function stepText(
  {number, title, action, phase, skip, conditions, buildsOn = [], branches}: PlannedStep,
  plan: Plan,
  value: (name: string) => string | undefined,
): string {
  const only = [
    ...branches.map(one => branchText(one, plan)),
    ...conditions.map(
      ({step, state}) => `only if step ${numberOf(step, plan)} is ${state === 'met' ? 'as expected' : state}`,
    ),
    ...[...new Set(buildsOn.map(({step}) => step))].map(step => `builds on step ${numberOf(step, plan)}`),
    ...(phase === 'rollback' ? ['only on rollback'] : []),
    ...(skip === undefined ? [] : [`leave it out: ${cell(skip)}`]),
  ]
  const lines = [`- [ ] **${number}. ${cell(title)}**${only.length > 0 ? ` (${only.join('; ')})` : ''}`, '']
  switch (action.kind) {
    case 'wait':
      lines.push(`Wait ${waitText(action.leastMs, action.mostMs)}.`)
      break
    case 'choice':
      lines.push(action.menu ? 'Any of these, or none:' : 'One of these, or none:', '')
      for (const [index, branch] of action.branches.entries()) lines.push(offered(branch, index))
      break
    case 'checklist':
    case 'manual':
      break
    default:
      lines.push(...blockLines(action, value))
  }
  lines.push(...(lines.at(-1) === '' ? [] : ['']), blanks)
  return lines.map((line, index) => (index === 0 || line === '' ? line : indented(line))).join('\n')
}

function blockLines(action: BlockAction, value: (name: string) => string | undefined): string[] {
  const {placeholders, script, text, language, kind, effect, refusal} = action
  const filled =
    script !== '' && placeholders.some(({name}) => value(name) !== undefined)
      ? renderBound(script, placeholders, name => value(name) ?? `<${name}>`)
      : script || text
  const about =
    kind === 'show' || refusal !== undefined
      ? cell(refusal ?? 'to be read')
      : [effectName(effect), ...attributesText(action.attributes).map(cell)].join('; ')
  return [about, '', fence(filled, oneLine(language))]
}

function offered({title, link, steps, prose}: PlannedBranch, index: number): string {
  const leads = link ? `, leads to ${cell(linkText(link))}` : ''
  const words = steps.length === 0 && prose ? `: ${cell(prose)}` : ''
  return `${index + 1}. ${cell(title)}${leads}${words}`
}

function branchText({choice, branch}: PlannedStep['branches'][number], plan: Plan): string {
  return `only if ${branch + 1} was taken at step ${numberOf(choice, plan)}`
}

function numberOf(id: string, {steps}: Plan): string {
  return String(steps.find(step => step.id === id)?.number ?? cell(id))
}

function indented(text: string): string {
  return text
    .split('\n')
    .map(line => (line === '' ? '' : `  ${line}`))
    .join('\n')
}
