import type {Effect} from './effect.ts'

/** What standard output and standard error together must hold. */
export interface OutputExpectation {
  /** Text that must be there, exactly; `...` between other text stands for anything on that line. */
  text?: string
  /** Source of a regular expression that must match, and its flags. */
  pattern?: {source: string; flags: string}
}

/** What must be seen for a step to have succeeded: all of it. */
export interface Expectation extends OutputExpectation {
  /** What further `expect`s say. */
  also?: OutputExpectation[]
  /** JSON whose keys and values the JSON that is printed must contain. */
  json?: string
  /** The output must be what the document shows as seen. */
  seen?: boolean
  /** The exit code, or `any`. */
  exit?: number[] | 'any'
  /** A comparison with the number of rows: `<= 100`. */
  rows?: Comparison
  /** A comparison with the single value of the result, or with the trimmed output. */
  value?: Comparison
}

export interface Comparison {
  operator: '<' | '<=' | '>' | '>=' | '=' | '!='
  value: string
}

/** `if=ID.met`: run only after that verdict. */
export interface Condition {
  step: string
  state: 'met' | 'unmet' | 'failed'
}

export type OnFailure = {do: 'stop'} | {do: 'continue'} | {do: 'goto'; step: string}

/** What an author wrote in braces behind a fence's language, checked and typed. */
export interface Attributes {
  id?: string
  title?: string
  effect?: Exclude<Effect, 'unknown'>
  /** Why the author's effect is lower than the one found; required then, and shown. */
  reason?: string
  /** Never run: why the author says so. */
  skip?: boolean
  show?: boolean
  timeoutMs?: number
  retry?: number
  everyMs?: number
  untilMs?: number
  expect?: Expectation
  if?: Condition
  capture?: string
  captureSecret?: string
  confirm?: string
  type?: string
  /** How many others than the operator must agree. */
  approve?: 1
  maxAffected?: number
  onFailure?: OnFailure
  followMs?: number
  cwd?: string
  /** The host that it runs on, as `ssh` knows it. */
  host?: string
  /** Words of the command that it runs behind: `kubectl exec -i deploy/api --`. */
  exec?: string[]
  db?: string
  write?: boolean
  autocommit?: boolean
  /** How long an SQL statement may wait for a lock. */
  lockTimeoutMs?: number
  /** Needs the terminal. */
  interactive?: boolean
  /** Left running, and ended with the run. */
  background?: boolean
  /** The step whose result is shown first. */
  preview?: string
  /** The step that takes this one back. */
  undo?: string
}

/** How long a command that does not end by itself is watched where its author does not say. */
export const defaultFollowMs = 30_000

/** Whether a comparison holds: as numbers where both sides are decimal numbers, else as text. */
export function compare(actual: string, {operator, value}: Comparison): boolean {
  const order = orderOf(actual.trim(), value.trim())
  switch (operator) {
    case '=':
      return order === undefined ? actual === value : order === 0
    case '!=':
      return order === undefined ? actual !== value : order !== 0
    default:
      if (order === undefined) return false // an order between words would be a guess
      return operator === '<'
        ? order < 0
        : operator === '<='
          ? order <= 0
          : operator === '>'
            ? order > 0
            : order >= 0
  }
}

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i
const whole = /^-?\d+$/

/** Below, at or above zero, as the first number is to the second; undefined if one is no number. */
function orderOf(left: string, right: string): number | undefined {
  if (!decimal.test(left) || !decimal.test(right)) return undefined
  if (!whole.test(left) || !whole.test(right)) return Number(left) - Number(right)
  const [one, other] = [BigInt(left), BigInt(right)] // an id or a log position may be beyond what a double tells apart
  return one < other ? -1 : one > other ? 1 : 0
}
