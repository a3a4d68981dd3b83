import type {Place} from '../model/place.ts'
import type {ManualStep, WaitStep} from '../model/runbook.ts'
import type {Context} from './context.ts'
import {waitOf} from './wait.ts'

/** An instruction for a person; a pause, if it asks for one. */
export function personStep(title: string, place: Place, {ids}: Context, id?: string): ManualStep | WaitStep {
  const wait = waitOf(title)
  const type = wait ? 'wait' : 'manual'
  const step = {id: id ?? ids.make(title, `${type}\n${title}`), title, place}
  return wait
    ? {type: 'wait', ...step, leastMs: wait.leastMs, mostMs: wait.mostMs}
    : {type: 'manual', ...step}
}
