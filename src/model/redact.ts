import {Buffer} from 'node:buffer'
import {createMasker, type Masker} from './redact/masker.ts'
import {createMatches, type FindMatches} from './redact/matches.ts'
import {isLongEnough} from './redact/spellings.ts'
import type {Secret} from './secret.ts'

export type {Masker} from './redact/masker.ts'

/**
 * The set of secrets of a run, which may grow; one door for bytes (`stream`) and for texts (`text`, `value`). What only looks
 * like a secret (an access key, a private key) is masked too, with a mark that says so.
 */
export interface Redactor {
  /** False if the value is too short to be masked: the caller must say so. */
  add(secret: Secret): boolean
  /** How many values it knows: what held none of them holds none while that stays the same. */
  known(): number
  text(text: string): string
  /** The same value with every string in it redacted; keys stay, and so does what stands under the keys in `except`. */
  value<T>(value: T, except?: ReadonlySet<string>): T
  /** Whether something in these bytes would be masked. */
  holds(bytes: Uint8Array): boolean
  stream(): Masker
}

const nothing = new Uint8Array(0)

/** Makes the door. Values shorter than six bytes are not masked and are handed to `tooShort`. */
export function createRedactor(
  secrets: Iterable<Secret> = [],
  tooShort: (name: string) => void = () => {},
): Redactor {
  const values = new Set<string>()
  let search: FindMatches | undefined
  const matches = (): FindMatches => (search ??= createMatches([...values]))
  const add = ({name, value}: Secret) => {
    if (!isLongEnough(value)) {
      if (value !== '') tooShort(name)
      return false
    }
    if (!values.has(value)) search = undefined
    values.add(value)
    return true
  }
  for (const secret of secrets) add(secret)

  const holds = (bytes: Uint8Array) =>
    matches()(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), nothing, true).found.length > 0
  const text = (input: string): string => {
    const bytes = Buffer.from(input)
    return holds(bytes) ? maskedWhole(bytes) : input
  }
  const maskedWhole = (bytes: Buffer): string => {
    const masker = createMasker(matches)
    return Buffer.concat([masker.push(bytes).log, masker.flush().log]).toString()
  }
  const value = <T>(input: T, except: ReadonlySet<string> = new Set()): T => deep(input, text, except) as T
  return {add, known: () => values.size, text, value, holds, stream: () => createMasker(matches)}
}

function deep(value: unknown, text: (input: string) => string, except: ReadonlySet<string>): unknown {
  if (typeof value === 'string') return text(value)
  if (Array.isArray(value)) return value.map(item => deep(item, text, except))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      typeof item === 'string' && except.has(key) ? item : deep(item, text, except),
    ]),
  )
}
