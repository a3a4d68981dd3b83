import type {Colors} from 'picocolors/types.js'
import type {Effect} from '../model/effect.ts'
import type {Action, BlockAction, PlannedStep} from '../model/plan.ts'
import {oneLine, visible} from './clean.ts'
import {attributesText} from './plan-attributes.ts'
import {psqlText} from './psql-text.ts'
import {waitText} from './wait-text.ts'
import {wrap} from './width.ts'

/** One step of a plan: title, what it is and does and why, what it waits for, and its text, verbatim and not wrapped. */
export function plannedStepLines(step: PlannedStep, columns: number, colors: Colors): string[] {
  const {number, title, phase, action, place, skip, conditions, buildsOn = []} = step
  const room = Math.max(20, columns - 5)
  const indented = (text: string, color: (line: string) => string = line => line) =>
    wrap(text, room).map(line => `     ${color(line)}`)
  const [first = '', ...more] = wrap(oneLine(title), room)
  const head = [
    `${String(number).padStart(3)}. ${colors.bold(first)}`,
    ...more.map(line => `     ${colors.bold(line)}`),
  ]
  const back = phase === 'rollback' ? 'only on rollback; ' : ''
  const passed = [
    ...(skip ? indented(`passed over: ${oneLine(skip)}`, colors.yellow) : []),
    ...(conditions.length > 0 ? indented(conditionsText(conditions)) : []),
    ...(buildsOn.length > 0 ? indented(buildsOnText(buildsOn)) : []),
  ]
  if (!('effect' in action))
    return [
      ...head,
      ...indented(`${back}${personText(action)}; line ${place.start.line}`, colors.dim),
      ...passed,
    ]
  const {refusal, interactive, endless, needs, attributes} = action
  return [
    ...head,
    ...indented(
      `${back}${kindText(action)}; line ${place.start.line}${action.fence ? ` (part ${action.fence.part} of ${action.fence.of})` : ''}`,
      refusal ? colors.dim : paint(action.effect, colors),
    ),
    ...passed,
    ...(action.client ? indented(`handed to ${oneLine(action.client)}`) : []),
    ...(action.psql ? indented(psqlText(action)) : []),
    ...(refusal && refusal !== skip ? indented(`would not run: ${oneLine(refusal)}`, colors.yellow) : []),
    ...(needs.length > 0 && !refusal ? indented(`needs ${needs.map(oneLine).join(', ')}`) : []),
    ...(interactive && !refusal ? indented(`needs a person: ${oneLine(interactive)}`) : []),
    ...(action.placed && !refusal ? indented(`the document says where: ${oneLine(action.placed)}`) : []),
    ...(action.printsSecret && !refusal
      ? indented(`prints a secret, which is not kept: ${oneLine(action.printsSecret)}`)
      : []),
    ...(endless ? indented(`does not end by itself: ${oneLine(endless)}`) : []),
    ...attributesText(attributes).flatMap(text => indented(text)),
    ...visible(action.text.replace(/\n$/, ''))
      .split('\n')
      .map(line => (line === '' ? '' : `       ${colors.cyan(line)}`)),
  ]
}

/** `only if look is met and mend is failed`. */
function conditionsText(conditions: PlannedStep['conditions']): string {
  return `only if ${conditions.map(({step, state}) => `${oneLine(step)} is ${state}`).join(' and ')}`
}

/** `builds on go: cd /srv, and on name: $NS`. */
function buildsOnText(buildsOn: NonNullable<PlannedStep['buildsOn']>): string {
  const each = buildsOn.map(
    one => `${oneLine(one.step)}: ${oneLine('directory' in one ? one.directory : `$${one.variable}`)}`,
  )
  return `builds on ${each.join(', and on ')}`
}

function personText(action: Exclude<Action, BlockAction>): string {
  switch (action.kind) {
    case 'checklist':
      return 'checklist item, answered by a person'
    case 'manual':
      return 'manual step, done by a person'
    case 'wait':
      return `wait of ${waitText(action.leastMs, action.mostMs)}`
    case 'choice':
      return `${action.menu ? 'choice of any number' : 'choice of one'} of ${action.branches.length}, or none`
  }
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
