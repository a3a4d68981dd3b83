import type {Attributes, Comparison} from '../model/attributes.ts'
import {parseDuration} from '../model/duration.ts'
import type {Place} from '../model/place.ts'
import type {Complain} from './complain.ts'
import {type RawAttribute, readInfoString} from './info-string.ts'
import {idPattern} from './step-id.ts'

/** Reads one value: fills the attributes, or says what was expected. */
type Reader = (value: string | undefined, into: Attributes) => string | undefined

const flag =
  (set: (into: Attributes) => void): Reader =>
  (value, into) => {
    if (value !== undefined && value !== 'true') return 'no value'
    set(into)
    return undefined
  }

const text =
  (set: (into: Attributes, value: string) => void): Reader =>
  (value, into) => {
    if (!value) return 'a value'
    set(into, value)
    return undefined
  }

const parsed =
  <T>(parse: (value: string) => T | undefined, expected: string, set: (into: Attributes, value: T) => void): Reader =>
  (value, into) => {
    const result = value ? parse(value) : undefined
    if (result === undefined) return expected
    set(into, result)
    return undefined
  }

const duration = (set: (into: Attributes, ms: number) => void) => parsed(parseDuration, 'a duration such as `30s` or `5m`', set)
const stepId = (set: (into: Attributes, id: string) => void) =>
  parsed(value => (idPattern.test(value) ? value : undefined), 'letters, digits, `-`, `_` and `.`, 64 at most', set)
const count = (least: number, set: (into: Attributes, n: number) => void) =>
  parsed(
    value => (/^\d{1,6}$/.test(value) && Number(value) >= least ? Number(value) : undefined),
    `a whole number, ${least} or more`,
    set,
  )
const comparison = (set: (into: Attributes, value: Comparison) => void) =>
  parsed(parseComparison, 'a comparison such as `<= 100`', set)

const readers: Record<string, Reader> = {
  id: stepId((into, id) => (into.id = id)),
  title: text((into, value) => (into.title = value)),
  effect: parsed(
    value => (['read', 'local', 'change', 'destroy'] as const).find(effect => effect === value),
    '`read`, `local`, `change` or `destroy`',
    (into, value) => (into.effect = value),
  ),
  reason: text((into, value) => (into.reason = value)),
  skip: flag(into => (into.skip = true)),
  show: flag(into => (into.show = true)),
  timeout: duration((into, ms) => (into.timeoutMs = ms)),
  retry: count(1, (into, n) => (into.retry = n)),
  every: duration((into, ms) => (into.everyMs = ms)),
  until: duration((into, ms) => (into.untilMs = ms)),
  expect: parsed(parseExpected, 'a text, or a regular expression such as `/ready: \\d+/`', (into, value) => Object.assign((into.expect ??= {}), value)),
  'expect-exit': parsed(parseExit, '`any` or exit codes such as `0|1`', (into, exit) => ((into.expect ??= {}).exit = exit)),
  'expect-rows': comparison((into, rows) => ((into.expect ??= {}).rows = rows)),
  'expect-value': comparison((into, value) => ((into.expect ??= {}).value = value)),
  if: parsed(parseCondition, 'a step and its verdict such as `status.met`', (into, condition) => (into.if = condition)),
  capture: stepId((into, name) => (into.capture = name)),
  'capture-secret': stepId((into, name) => (into.captureSecret = name)),
  confirm: text((into, value) => (into.confirm = value)),
  type: text((into, value) => (into.type = value)),
  'max-affected': count(0, (into, n) => (into.maxAffected = n)),
  'on-failure': parsed(parseOnFailure, '`stop`, `continue` or `goto:ID`', (into, value) => (into.onFailure = value)),
  follow: duration((into, ms) => (into.followMs = ms)),
  cwd: text((into, value) => (into.cwd = value)),
  db: text((into, value) => (into.db = value)),
  write: flag(into => (into.write = true)),
  autocommit: flag(into => (into.autocommit = true)),
}

/** Attributes of the format that this version reads but cannot carry out: a block with one is not run. */
const unsupported = ['preview', 'undo', 'interactive', 'background']

/** Every attribute that is understood. */
export const knownAttributes: readonly string[] = [...Object.keys(readers), ...unsupported]

/**
 * Reads the attributes in a fence's info string (or in an annotation comment). `placeOf` maps offsets in `meta` to the
 * source; `strict` reports unknown keys also where no key is ours.
 */
export function parseAttributes(meta: string, placeOf: (start: number, end: number) => Place, complain: Complain, strict: boolean): Attributes {
  const {attributes: raw, problems} = readInfoString(meta, knownAttributes, strict)
  for (const {text, start, end} of problems) complain('block-attributes', text, placeOf(start, end), {fatal: true})
  const attributes: Attributes = {}
  const seen = new Set<string>()
  for (const {key, value, start, end} of raw) {
    const place = placeOf(start, end)
    if (seen.has(key)) complain('block-attributes', `Unexpected second \`${key}\`, expected each attribute once`, place, {fatal: true})
    else if (unsupported.includes(key)) {
      complain('block-attributes', `Unexpected attribute \`${key}\`, expected one that this version can carry out`, place, {fatal: true})
    } else {
      const expected = readers[key]!(value, attributes)
      if (expected) complain('block-attributes', `Unexpected value for \`${key}\`, expected ${expected}`, place, {fatal: true})
    }
    seen.add(key)
  }
  check(raw, attributes, placeOf, complain)
  return attributes
}

function check(raw: readonly RawAttribute[], attributes: Attributes, placeOf: (start: number, end: number) => Place, complain: Complain) {
  const of = (key: string) => raw.find(attribute => attribute.key === key)
  const every = of('every')
  if (every && attributes.untilMs === undefined) {
    complain('block-attributes', 'Unexpected `every` alone, expected `until` beside it to bound the polling', placeOf(every.start, every.end), {fatal: true})
  }
  const autocommit = of('autocommit')
  if (autocommit && !attributes.write) {
    complain('block-attributes', 'Unexpected `autocommit` without `write`, expected both: outside a transaction nothing keeps a block from writing', placeOf(autocommit.start, autocommit.end), {fatal: true})
  }
}

function parseExpected(value: string): NonNullable<Attributes['expect']> | undefined {
  const regex = /^\/(.+)\/([imsu]*)$/s.exec(value)
  if (!regex) return {text: value}
  try {
    new RegExp(regex[1]!, regex[2])
    return {pattern: {source: regex[1]!, flags: regex[2]!}}
  } catch {
    return undefined
  }
}

function parseExit(value: string): number[] | 'any' | undefined {
  if (value === 'any') return 'any'
  const codes = value.split('|').map(Number)
  return codes.every(code => Number.isInteger(code) && code >= 0 && code <= 255) ? codes : undefined
}

function parseComparison(value: string): Comparison | undefined {
  const match = /^\s*(<=|>=|==|!=|<|>|=)?\s*(.+?)\s*$/.exec(value)
  if (!match) return undefined
  const operator = match[1] === '==' || match[1] === undefined ? '=' : (match[1] as Comparison['operator'])
  if (/^[<>]/.test(operator) && !Number.isFinite(Number(match[2]))) return undefined
  return {operator, value: match[2]!}
}

function parseCondition(value: string): Attributes['if'] | undefined {
  const match = /^([A-Za-z0-9_.-]+)\.(met|unmet|failed)$/.exec(value)
  return match ? {step: match[1]!, state: match[2] as 'met' | 'unmet' | 'failed'} : undefined
}

function parseOnFailure(value: string): Attributes['onFailure'] | undefined {
  if (value === 'stop' || value === 'continue') return {do: value}
  const step = /^goto:([A-Za-z0-9_.-]+)$/.exec(value)?.[1]
  return step ? {do: 'goto', step} : undefined
}
