import {fingerprintOf} from '../model/fingerprint.ts'
import type {Plan} from '../model/plan.ts'
import type {Listed} from './changes.ts'
import type {World} from './world.ts'

/** The steps of a plan as the record lists them: also what is never reached can be told. */
export function listSteps({steps}: Plan, {redact = text => text}: Pick<World, 'redact'>): Listed[] {
  return steps.map(step => {
    const {id, number, title, section, phase, action} = step
    return {
      id,
      number,
      title,
      section,
      kind: action.kind,
      ...('effect' in action && action.kind !== 'show' ? {effect: action.effect} : {}),
      ...(phase ? {phase} : {}),
      sha256: fingerprintOf(step, redact),
    }
  })
}
