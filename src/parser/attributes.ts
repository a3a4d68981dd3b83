import type {Attributes, Comparison, Expectation} from '../model/attributes.ts'
import {parseDuration} from '../model/duration.ts'
import type {Place} from '../model/place.ts'
import {isKeepable} from '../model/step-output.ts'
import type {Complain} from './complain.ts'
import {type RawAttribute, readInfoString} from './info-string.ts'
import {readPrefix} from './prefix.ts'
import {idPattern} from './step-id.ts'

/** What a value means; a text says what was expected instead. */
type Reader = (value: string | undefined) => Attributes | string

const flag =
  (attributes: Attributes): Reader =>
  value =>
    value === undefined || value === 'true'
      ? attributes
      : value === 'false'
        ? {}
        : 'no value, `true` or `false`'

const parsed =
  <T>(parse: (value: string) => T | undefined, expected: string, as: (value: T) => Attributes): Reader =>
  value => {
    const result = value ? parse(value) : undefined
    return result === undefined ? expected : as(result)
  }

const text = (as: (value: string) => Attributes) => parsed(value => value, 'a value', as)
const duration = (as: (ms: number) => Attributes) =>
  parsed(parseDuration, 'a duration such as `30s` or `5m`', as)
const name = (as: (id: string) => Attributes) =>
  parsed(
    value => (idPattern.test(value) ? value : undefined),
    'letters, digits, `-`, `_` and `.`, 64 at most',
    as,
  )
const keepable = (as: (name: string) => Attributes) =>
  parsed(
    value => (idPattern.test(value) && isKeepable(value) ? value : undefined),
    'letters, digits, `-`, `_` and `.`, 64 at most, and no variable that the shell uses itself',
    as,
  )
const count = (least: number, as: (n: number) => Attributes) =>
  parsed(
    value => (/^\d{1,6}$/.test(value) && Number(value) >= least ? Number(value) : undefined),
    `a whole number, ${least} or more`,
    as,
  )
const comparison = (as: (value: Comparison) => Attributes) =>
  parsed(parseComparison, 'a comparison such as `<= 100`', as)

const readers: Record<string, Reader> = {
  id: name(id => ({id})),
  title: text(title => ({title})),
  effect: parsed(
    value => (['read', 'local', 'change', 'destroy'] as const).find(effect => effect === value),
    '`read`, `local`, `change` or `destroy`',
    effect => ({effect}),
  ),
  reason: text(reason => ({reason})),
  skip: flag({skip: true}),
  show: flag({show: true}),
  timeout: duration(timeoutMs => ({timeoutMs})),
  retry: count(1, retry => ({retry})),
  every: duration(everyMs => ({everyMs})),
  until: duration(untilMs => ({untilMs})),
  expect: parsed(parseExpected, 'a text, or a regular expression such as `/ready: \\d+/`', expect => ({
    expect,
  })),
  'expect-json': parsed(
    value => (isJson(value) ? value : undefined),
    'JSON such as `{"status":"ok"}`',
    json => ({expect: {json}}),
  ),
  'expect-seen': flag({expect: {seen: true}}),
  'expect-exit': parsed(parseExit, '`any` or exit codes such as `0|1`', exit => ({expect: {exit}})),
  'expect-rows': comparison(rows => ({expect: {rows}})),
  'expect-value': comparison(value => ({expect: {value}})),
  if: parsed(parseCondition, 'a step and its verdict such as `status.met`', condition => ({if: condition})),
  capture: keepable(capture => ({capture})),
  'capture-secret': keepable(captureSecret => ({captureSecret})),
  confirm: text(confirm => ({confirm})),
  type: text(type => ({type})),
  approve: parsed(
    value => (value === '1' ? 1 : undefined),
    '`1`: one second person',
    approve => ({approve}),
  ),
  'max-affected': count(0, maxAffected => ({maxAffected})),
  'on-failure': parsed(parseOnFailure, '`stop`, `continue` or `goto:ID`', onFailure => ({onFailure})),
  follow: duration(followMs => ({followMs})),
  cwd: text(cwd => ({cwd})),
  host: parsed(
    value => (/^[A-Za-z0-9_[][\w.:@%[\]/-]{0,253}$/.test(value) ? value : undefined),
    'the name of a host as `ssh` knows it',
    host => ({host}),
  ),
  exec: parsed(
    readPrefix,
    'a command of plain words to run it behind, such as `kubectl exec -i deploy/api --`',
    exec => ({
      exec,
    }),
  ),
  db: text(db => ({db})),
  write: flag({write: true}),
  autocommit: flag({autocommit: true}),
  'lock-timeout': duration(lockTimeoutMs => ({lockTimeoutMs})),
  interactive: flag({interactive: true}),
  background: flag({background: true}),
  preview: name(preview => ({preview})),
  undo: name(undo => ({undo})),
}

/** Every attribute that is understood. */
export const knownAttributes: readonly string[] = Object.keys(readers)

/**
 * Reads the attributes in a fence's info string (or in an annotation comment). `placeOf` maps offsets in `meta` to the
 * source; `strict` reports unknown keys also where no key is ours.
 */
export function parseAttributes(
  meta: string,
  placeOf: (start: number, end: number) => Place,
  complain: Complain,
  strict: boolean,
): Attributes {
  const {attributes: raw, problems} = readInfoString(meta, knownAttributes, strict)
  for (const {text, start, end} of problems)
    complain('block-attributes', text, placeOf(start, end), {fatal: true})
  let attributes: Attributes = {}
  const seen = new Set<string>()
  for (const {key, value, start, end} of raw) {
    const place = placeOf(start, end)
    if (seen.has(key) && key !== 'expect')
      complain('block-attributes', `Unexpected second \`${key}\`, expected each attribute once`, place, {
        fatal: true,
      })
    else {
      const read = readers[key]!(value)
      if (typeof read === 'string') {
        complain('block-attributes', `Unexpected value for \`${key}\`, expected ${read}`, place, {
          fatal: true,
        })
      } else
        attributes = Object.assign(
          {},
          attributes,
          read,
          read.expect && {expect: withExpectation(attributes.expect, read.expect, seen.has(key))},
        )
    }
    seen.add(key)
  }
  check(raw, attributes, placeOf, complain)
  return attributes
}

/** A further `expect` stands beside the first. */
function withExpectation(before: Expectation = {}, read: Expectation, further: boolean): Expectation {
  return further ? {...before, also: [...(before.also ?? []), read]} : {...before, ...read}
}

function check(
  raw: readonly RawAttribute[],
  attributes: Attributes,
  placeOf: (start: number, end: number) => Place,
  complain: Complain,
) {
  const of = (key: string) => raw.find(attribute => attribute.key === key)
  const every = of('every')
  if (every && attributes.untilMs === undefined) {
    complain(
      'block-attributes',
      'Unexpected `every` alone, expected `until` beside it to bound the polling',
      placeOf(every.start, every.end),
      {fatal: true},
    )
  }
  const onlyDots = raw.find(({key, value}) => key === 'expect' && /^\.*$/.test(value ?? ''))
  if (onlyDots?.value) {
    complain(
      'block-attributes',
      'Unexpected `expect` of dots alone, expected a text around them: they stand for anything',
      placeOf(onlyDots.start, onlyDots.end),
      {fatal: true},
    )
  }
  const exec = of('exec')
  if (exec && of('host')) {
    complain(
      'block-attributes',
      'Unexpected `exec` beside `host`, expected one place to run at',
      placeOf(exec.start, exec.end),
      {fatal: true},
    )
  }
  const autocommit = of('autocommit')
  if (autocommit && !attributes.write) {
    complain(
      'block-attributes',
      'Unexpected `autocommit` without `write`, expected both: outside a transaction nothing keeps a block from writing',
      placeOf(autocommit.start, autocommit.end),
      {fatal: true},
    )
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

function isJson(value: string): boolean {
  try {
    JSON.parse(value)
    return true
  } catch {
    return false
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
