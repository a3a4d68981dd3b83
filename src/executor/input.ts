import {identifierText} from '../model/bind.ts'
import {parseDuration} from '../model/duration.ts'
import type {NeededInput} from '../model/plan.ts'
import type {InputType} from '../model/settings.ts'
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
  const {takes, like} = input.type === undefined ? anything : typed[input.type]
  return takes(value) ? undefined : `${input.name} must be ${like}`
}

interface Typed {
  takes(value: string): boolean
  /** What is taken, in words. */
  like: string
}

const anything: Typed = {takes: () => true, like: ''}
const typed: Record<InputType, Typed> = {
  string: anything,
  integer: {takes: value => /^[+-]?\d+$/.test(value), like: 'a whole number such as 42'},
  duration: {
    takes: value => parseDuration(value) !== undefined,
    like: 'a duration such as 90s, 10m or 1h30m',
  },
  url: {
    takes: value => /^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(value) && URL.canParse(value),
    like: 'an address such as https://example.com/status',
  },
  date: {takes: isDate, like: 'a date such as 2026-02-16'},
  identifier: {
    takes: value => identifierText().test(value),
    like: 'a name such as users or app.users: letters, digits and _',
  },
}

/** Whether it is a day of the calendar: there is no 30 February. */
function isDate(value: string): boolean {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : undefined
  return day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)
}
