import {formatDuration} from './duration.ts'
import type {BlockAction, PlannedStep} from './plan.ts'
import type {Runbook} from './runbook.ts'

/** What decides how something runs, each fact by its name, as text. */
export type Facts = Record<string, string>

/** Follows from the script, or only says where it stands. */
const derived = new Set<keyof BlockAction>([
  'text',
  'fence',
  'shows',
  'seen',
  'commands',
  'reasons',
  'warned',
  'placeholders',
  'variables',
  'nonEmpty',
  'there',
  'assigns',
  'interpreter',
  'guess',
  'attributes',
])

/** For people to read, and to be found by. */
const prose = new Set(['title', 'severity', 'owner', 'lastReviewedOn', 'reviewIn', 'lint', 'inputs'])

/** What decides how a step runs. `name` gives the id by which the other plan knows a step. */
export function stepFacts({action, title, ...step}: PlannedStep, name: (id: string) => string): Facts {
  return {
    ...facts({
      skip: step.skip,
      'off the way': step.phase === 'rollback' ? 'rollback' : undefined,
      if: step.conditions.map(({step: id, state}) => `${name(id)}.${state}`).join(', '),
      'builds on': step.buildsOn
        ?.map(one => `${name(one.step)}: ${'directory' in one ? one.directory : one.variable}`)
        .join(', '),
      'in branch': step.branches.map(({choice, branch}) => `${branch + 1} of ${name(choice)}`).join(', '),
    }),
    ...actionFacts(action, title, name),
  }
}

function actionFacts(action: PlannedStep['action'], title: string, name: (id: string) => string): Facts {
  switch (action.kind) {
    case 'checklist':
    case 'manual':
      return {kind: action.kind, script: title}
    case 'wait':
      return facts({kind: 'wait', leastMs: action.leastMs, mostMs: action.mostMs})
    case 'choice':
      return facts({
        kind: 'choice',
        menu: action.menu,
        branches: action.branches.map(
          ({title, link}) => title + (link ? ` (leads to ${link.path}#${link.anchor ?? ''})` : ''),
        ),
      })
    default: {
      const own = Object.entries(action).filter(([key]) => !derived.has(key as keyof BlockAction))
      const {title: _, if: __, undo, onFailure, ...attributes} = action.attributes // `if` is among the conditions
      return facts({
        ...Object.fromEntries(own),
        ...attributes,
        undo: undo && name(undo),
        onFailure: onFailure?.do === 'goto' ? `goto ${name(onFailure.step)}` : onFailure?.do,
        seen: attributes.expect?.seen ? action.seen.map(({text}) => text) : undefined,
      })
    }
  }
}

/** What the front matter decides, and what can be run by itself. */
export function settingFacts({settings, procedures}: Runbook): Facts {
  const {databases, inputs, ...rest} = settings
  const named = (what: string, all: Record<string, object>) =>
    Object.entries(all).flatMap(([name, one]) => [
      [`${what} ${name}`, 'declared'] as const,
      ...Object.entries(facts({...one, prompt: undefined})).map(
        ([key, value]) => [`${what} ${name}, ${key}`, value] as const,
      ),
    ])
  return {
    ...facts(Object.fromEntries(Object.entries(rest).filter(([key]) => !prose.has(key)))),
    ...Object.fromEntries([...named('input', inputs), ...named('database', databases)]),
    ...(procedures.length > 1 ? {procedures: procedures.map(({slug}) => slug).join(', ')} : {}),
  }
}

/** Leaves out what is not set; `timeoutMs` is `timeout`. */
function facts(of: Record<string, unknown>): Facts {
  return Object.fromEntries(
    Object.entries(of)
      .filter(([, value]) => value !== undefined && value !== false && value !== '' && !isEmpty(value))
      .map(([key, value]) =>
        key.endsWith('Ms') && typeof value === 'number'
          ? [key.slice(0, -2), formatDuration(value)]
          : [key, textOf(value)],
      ),
  )
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (value === true) return 'yes'
  if (Array.isArray(value) && value.every(item => typeof item === 'string')) return value.join(', ')
  return JSON.stringify(value)
}
