import {type Consent, consentFor} from '../model/effect.ts'
import type {BlockAction} from '../model/plan.ts'

/** The least consent that the effect needs, or more where the author asks for it, or where there are `doubts` whether it belongs here. */
export function consentTo(
  {effect, attributes, commands}: BlockAction,
  doubts: readonly string[] = [],
): Consent {
  const least = consentFor(effect)
  if (attributes.type || commands.some(({everyRowOf}) => everyRowOf !== undefined)) return 'type'
  return (attributes.confirm || doubts.length > 0) && least === 'enter' ? 'yes' : least
}
