import {identifierText} from '../model/bind.ts'
import type {NeededInput} from '../model/plan.ts'
import {matchesWithin} from './pattern.ts'

/** Why a value is not one that the input takes; undefined if it is. */
export function inputProblem(
  input: Pick<NeededInput, 'name' | 'choices' | 'pattern' | 'type'>,
  value: string,
): string | undefined {
  if (value === '') return `${input.name} needs a value`
  if (value.includes('\0')) return `the value for ${input.name} holds a NUL byte`
  if (input.choices && !input.choices.includes(value))
    return `${input.name} must be one of ${input.choices.join(', ')}`
  if (input.pattern !== undefined && !matchesWithin(`^(?:${input.pattern})$`, 'u', value)) {
    return `${input.name} must match ${input.pattern}`
  }
  if (input.type === 'identifier' && !identifierText.test(value))
    return `${input.name} must be a name such as users or app.users: letters, digits and _`
  return undefined
}
