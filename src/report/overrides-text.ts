import type {Run} from '../model/fold.ts'

/** How often blocks ran without the second person that they need. */
export function overridesText({overrides}: Pick<Run, 'overrides'>): string {
  return overrides.length === 1
    ? 'used once: a step was run without its second person'
    : `used ${overrides.length} times: steps were run without their second person`
}
