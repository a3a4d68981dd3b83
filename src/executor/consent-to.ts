import {type Consent, consentFor} from '../model/effect.ts'
import type {BlockAction} from '../model/plan.ts'

/** The least consent that the effect needs, or more where the author asks for it. */
export function consentTo({effect, attributes, commands}: BlockAction): Consent {
  const least = consentFor(effect)
  if (attributes.type || commands.some(({everyRowOf}) => everyRowOf !== undefined)) return 'type'
  return attributes.confirm && least === 'enter' ? 'yes' : least
}
