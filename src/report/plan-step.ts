import type {Colors} from 'picocolors/types.js'
import type {Effect} from '../model/effect.ts'
import type {BlockAction, PlannedStep} from '../model/plan.ts'
import {oneLine, visible} from './clean.ts'
import {attributesText} from './plan-attributes.ts'
import {wrap} from './width.ts'

/** One step of a plan: title, what it is and does and why, what it waits for, and its text, verbatim and not wrapped. */
export function plannedStepLines(step: PlannedStep, columns: number, colors: Colors): string[] {
  const {number, title, phase, action, place} = step
  const room = Math.max(20, columns - 5)
  const indented = (text: string, color: (line: string) => string = line => line) =>
    wrap(text, room).map(line => `     ${color(line)}`)
  const [first = '', ...more] = wrap(oneLine(title), room)
  const head = [
    `${String(number).padStart(3)}. ${colors.bold(first)}`,
    ...more.map(line => `     ${colors.bold(line)}`),
  ]
  const back = phase === 'rollback' ? 'only on rollback; ' : ''
  if (!('effect' in action)) {
    const what =
      action.kind === 'checklist' ? 'checklist item, answered by a person' : 'manual step, done by a person'
    return [...head, ...indented(`${back}${what}; line ${place.start.line}`, colors.dim)]
  }
  const {refusal, endless, needs, attributes} = action
  return [
    ...head,
    ...indented(
      `${back}${kindText(action)}; line ${place.start.line}`,
      refusal ? colors.dim : paint(action.effect, colors),
    ),
    ...(refusal ? indented(`would not run: ${oneLine(refusal)}`, colors.yellow) : []),
    ...(needs.length > 0 && !refusal ? indented(`needs ${needs.map(oneLine).join(', ')}`) : []),
    ...(endless ? indented(`does not end by itself: ${oneLine(endless)}`) : []),
    ...attributesText(attributes).flatMap(text => indented(text)),
    ...visible(action.text.replace(/\n$/, ''))
      .split('\n')
      .map(line => (line === '' ? '' : `       ${colors.cyan(line)}`)),
  ]
}

function kindText({kind, language, effect, reasons, refusal}: BlockAction): string {
  const tag = oneLine(language)
  const name =
    kind === 'show'
      ? `shown (${tag || 'no language'})`
      : kind === 'console'
        ? 'console transcript'
        : tag || kind
  if (refusal) return name
  const why = reasons
    .filter(reason => reason.effect === effect)
    .slice(0, 3)
    .map(({text}) => oneLine(text))
  return `${name}, ${effectName(effect)}${why.length > 0 ? `: ${why.join('; ')}` : ''}`
}

/** An effect in words; `unknown` alone would not say of what. */
export function effectName(effect: Effect): string {
  return effect === 'unknown' ? 'unknown effect' : effect
}

function paint(effect: Effect, colors: Colors): (text: string) => string {
  return effect === 'destroy' ? colors.red : effect === 'read' ? colors.green : colors.yellow
}
