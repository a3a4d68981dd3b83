import {type Consent, consentFor} from '../model/effect.ts'
import type {BlockAction} from '../model/plan.ts'

/** The least consent that the effect needs, or more where the author asks for it, or where something is `missing` that it builds on. */
export function consentTo(
  {effect, attributes, commands}: BlockAction,
  missing: readonly string[] = [],
): Consent {
  const least = consentFor(effect)
  if (attributes.type || commands.some(({everyRowOf}) => everyRowOf !== undefined)) return 'type'
  return (attributes.confirm || missing.length > 0) && least === 'enter' ? 'yes' : least
}
