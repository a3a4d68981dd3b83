import type {Effect} from '../model/effect.ts'
import type {EventOf, RunEvent} from '../model/event.ts'
import {clip} from './clean.ts'
import {cell, codeCell} from './markdown.ts'

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
  if (event.type === 'run.started') {
    for (const {id, number, title, kind, effect} of event.data.steps)
      steps.set(id, {number, title, kind, effect, by: undefined})
  } else if (event.type === 'step.started') {
    const {title, kind, effect} = event.data
    steps.set(event.subject, {
      number: steps.get(event.subject)?.number,
      title,
      kind,
      effect,
      by: event.authid,
    })
  }
}

/** A step for a table cell: number, title, and its effect if it does more than read. */
export function stepName(step: Known | undefined, subject: string | undefined): string {
  if (!step) return subject === undefined ? 'the run' : codeCell(clip(subject, 100))
  const effect = step.effect && step.effect !== 'read' ? ` (${step.effect})` : ''
  return `${step.number === undefined ? '' : `${step.number}. `}${cell(clip(step.title, 150))}${effect}`
}

/** The begin of a run for a table cell. */
export function runName({data}: EventOf<'run.started'>): string {
  const {environment} = data.deployment ?? {}
  const where = environment ? `, environment ${codeCell(clip(environment.name, 60))}` : ''
  return `${data.drill ? 'Drill' : 'Run'} started: ${cell(clip(data.procedure?.title ?? data.runbook.title, 200))}, ${data.mode}, on ${codeCell(clip(data.host.name, 60))}${where}`
}
