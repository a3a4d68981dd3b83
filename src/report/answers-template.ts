import {consentFor} from '../model/effect.ts'
import type {NeededInput, Plan, PlannedStep} from '../model/plan.ts'
import {oneLine} from './clean.ts'
import {effectName} from './plan-step.ts'

/**
 * An answers file for a plan, to be filled in: every value and every step that needs a person, as comments, since nothing
 * may be answered by an oversight; and what `--allow` must name. YAML, ends with a newline.
 */
export function renderAnswers(plan: Plan, call: string): string {
  const {inputs, steps} = plan
  const asked = steps.filter(step => step.skip === undefined && answersOf(step) !== undefined)
  const allowed = steps.filter(needsAllowing)
  const lines = [
    `# Answers for: ${oneLine(call)} --yes --answers FILE`,
    '# Nothing is answered yet: take away the `#` in front of a line, and say what is meant.',
    ...(allowed.length > 0
      ? ['#', '# These need `ID: run` below `steps:`, or --allow EFFECT or --allow ID beside this file:']
      : []),
    ...allowed.map(
      ({id, number, title, action}) =>
        `#   ${id}  (${'effect' in action ? effectName(action.effect) : ''}) ${number} ${oneLine(title)}`,
    ),
    '',
    'inputs:',
    ...inputs.map(inputLine),
    '',
    'steps:',
    ...asked.flatMap(step => [
      `  # ${step.number} ${oneLine(step.title)}: ${answersOf(step)}`,
      `  # ${key(step.id)}: ${'effect' in step.action || step.action.kind === 'choice' ? 'skip' : 'done'}`,
    ]),
  ]
  return `${lines.join('\n')}\n`
}

function inputLine({name, prompt, type, choices, secret, default: preset}: NeededInput): string {
  const about = [
    ...(prompt ? [oneLine(prompt)] : []),
    ...(type && type !== 'string' ? [type] : []),
    ...(choices ? [`one of ${choices.map(oneLine).join(', ')}`] : []),
    ...(secret
      ? [`secret: better given as RUNBOOK_INPUT_${name.toUpperCase().replaceAll(/[^\p{L}\p{N}]+/gu, '_')}`]
      : []),
  ].join('; ')
  const value = preset !== undefined && !secret ? JSON.stringify(preset) : '""'
  return `  # ${key(name)}: ${value}${about ? `  # ${about}` : ''}`
}

/** What can be answered to a step, in words; undefined for one that runs by itself, or when it is allowed. */
function answersOf({action}: PlannedStep): string | undefined {
  switch (action.kind) {
    case 'checklist':
      return 'done, not-applicable, failed or skip'
    case 'manual':
      return 'done, failed or skip'
    case 'wait':
      return undefined
    case 'choice': {
      const list = action.branches.map(({title}, index) => `${index + 1} ${oneLine(title)}`).join(', ')
      return `{choose: ${action.menu ? '[1, …]' : '1'}}, {choose: none} or skip, of ${list}`
    }
    default:
      return action.refusal === undefined && action.interactive === undefined
        ? undefined
        : action.kind === 'show' && !action.broken
          ? undefined
          : `done, failed or skip; not run by the tool: ${oneLine(action.refusal ?? action.interactive ?? '')}`
  }
}

function needsAllowing({action, skip, phase}: PlannedStep): boolean {
  if (!('effect' in action) || skip !== undefined || phase === 'rollback') return false
  const {refusal, interactive, effect, attributes, guess} = action
  if (refusal !== undefined || interactive !== undefined) return false
  const marked = effect === 'change' && (attributes.effect === 'change' || attributes.write === true)
  const asks = attributes.confirm !== undefined || attributes.type !== undefined || guess !== undefined
  return asks || (consentFor(effect) !== 'enter' && effect !== 'local' && !marked)
}

/** A key that YAML reads as this text. */
function key(name: string): string {
  return /^[\p{L}][\p{L}\p{N}_-]*$/u.test(name) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(name)
    ? name
    : JSON.stringify(name)
}
