import type {Run} from '../model/fold.ts'
import {clip, oneLine} from './clean.ts'

/** A process that a step had left running, for a list: `sleep (process 4711) of step 2 Start it`. */
export function leftText({steps}: Run, {step, pid, name}: Run['left'][number]): string {
  const listed = steps.find(({listed: {id}}) => id === step)?.listed
  const from = listed ? ` of step ${listed.number} ${clip(oneLine(listed.title), 80)}` : ''
  return `${clip(oneLine(name), 60)} (process ${pid})${from}`
}
