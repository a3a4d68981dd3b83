import {type Effect, effects} from '../../model/effect.ts'
import type {EventOf, RunEvent} from '../../model/event.ts'
import {clip} from '../clean.ts'
import type {Piece} from './row.ts'

/** What a journal has said of a step so far. */
export interface Known {
  number: number | undefined
  title: string
  kind: string
  effect: Effect | undefined
  by: string | undefined
}

/** Takes in what an event says of steps. */
export function learn(steps: Map<string | undefined, Known>, event: RunEvent): void {
  if (event.type === 'run.started' || event.type === 'run.resumed') {
    for (const {id, number, title, kind, effect} of event.data.steps ?? [])
      steps.set(id, {number, title, kind, effect, by: undefined})
  } else if (event.type === 'step.started') learnStart(steps, event.subject, event.authid, event.data)
}

/** Takes in what the begin of an attempt says of its step; an effect that is none of ours counts as unknown. */
export function learnStart(
  steps: Map<string | undefined, Known>,
  subject: string | undefined,
  by: string | undefined,
  {title, kind, effect}: {title: string; kind: string; effect?: string | undefined},
): void {
  const known = effects.find(one => one === effect)
  steps.set(subject, {
    number: steps.get(subject)?.number,
    title,
    kind,
    effect: effect === undefined ? undefined : (known ?? 'unknown'),
    by,
  })
}

/** A step: number, title, and its effect if it does more than read. */
export function stepName(step: Known | undefined, subject: string | undefined): Piece[] {
  if (!step) return [subject === undefined ? {text: 'the run'} : {text: clip(subject, 100), as: 'code'}]
  const effect = step.effect && step.effect !== 'read' ? ` (${step.effect})` : ''
  return [{text: `${step.number === undefined ? '' : `${step.number}. `}${clip(step.title, 150)}${effect}`}]
}

/** The begin of a run. */
export function runName({data}: EventOf<'run.started'>): Piece[] {
  const {environment} = data.deployment ?? {}
  return [
    {
      text: `${data.drill ? 'Drill' : 'Run'} started: ${clip(data.procedure?.title ?? data.runbook.title, 200)}, ${data.mode}${data.replay === undefined ? '' : ', given what was recorded: nothing was run'}, on `,
    },
    {text: clip(data.host.name, 60), as: 'code'},
    ...(environment
      ? [{text: ', environment '}, {text: clip(environment.name, 60), as: 'code'} as const]
      : []),
  ]
}
