/** What a block may do, from harmless to worst. `unknown` is never treated as `read`. */
export const effects = ['read', 'local', 'change', 'unknown', 'destroy'] as const
export type Effect = (typeof effects)[number]

/** Why an effect was found: what was seen (`railway restart`) and what it does. */
export interface Reason {
  effect: Effect
  text: string
}

/** The worst of some effects; `read` for none. */
export function worst(found: Iterable<Effect>): Effect {
  let result = 0
  for (const effect of found) result = Math.max(result, effects.indexOf(effect))
  return effects[result]!
}

/** How a step asks before it runs: Enter, an explicit yes, or a word to type. */
export type Consent = 'enter' | 'yes' | 'type'

/** The least consent that an effect needs. */
export function consentFor(effect: Effect): Consent {
  switch (effect) {
    case 'read':
      return 'enter'
    case 'local':
    case 'change':
    case 'unknown':
      return 'yes'
    case 'destroy':
      return 'type'
  }
}
