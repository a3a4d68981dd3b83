import {compare} from '../model/attributes.ts'
import {jsonEnd} from '../model/json-extent.ts'

/** JSON whose numbers keep the digits they were written with: an id may be beyond what a double tells apart. */
export type Json = null | boolean | string | Written | Json[] | {[key: string]: Json}

class Written {
  readonly digits: string

  constructor(digits: string) {
    this.digits = digits
  }
}

/** How often the text may be read over to find where values end. */
const mostReadings = 32
const numberMark = '\0number'

/** Reads JSON; undefined if it is none. */
export function readJson(text: string): Json | undefined {
  try {
    JSON.parse(text)
    const marked = text.replaceAll(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, found =>
      found.startsWith('"') ? found : `{${JSON.stringify(numberMark)}:"${found}"}`,
    )
    return JSON.parse(marked, (_, value: unknown) =>
      isMark(value) ? new Written(value[numberMark]) : value,
    ) as Json
  } catch {
    return undefined // also where it is nested too deep to be read
  }
}

/** What a program printed as JSON: all of its output, else the last object or array that begins a line. */
export function lastJson(output: string): Json | undefined {
  const whole = readJson(output)
  if (whole !== undefined) return whole
  let found: Json | undefined
  let budget = output.length * mostReadings
  const opening = /^[ \t]*[[{]/gm
  for (let match = opening.exec(output); match && budget > 0; match = opening.exec(output)) {
    const start = opening.lastIndex - 1
    const end = jsonEnd(output, start)
    budget -= (end ?? output.length) - start
    const value = end === undefined ? undefined : readJson(output.slice(start, end))
    if (value === undefined) continue
    found = value
    opening.lastIndex = end!
  }
  return found
}

/**
 * Where what was printed first lacks what was expected, as `.status is "down"`; undefined if it contains all of it. Of an
 * object the expected keys count; of an array the expected items, in their order, others may stand between. An empty one
 * contains nothing, so it is taken at its word.
 */
export function jsonDifference(expected: Json, actual: Json | undefined, path = ''): string | undefined {
  const at = path === '' ? 'it' : path
  if (actual === undefined) return `${at} is missing`
  const differs = () => `${at} is ${written(actual)}`
  if (expected instanceof Written) {
    return actual instanceof Written && compare(actual.digits, {operator: '=', value: expected.digits})
      ? undefined
      : differs()
  }
  if (Array.isArray(expected))
    return Array.isArray(actual) ? arrayDifference(expected, actual, path) : differs()
  if (!isObject(expected)) return expected === actual ? undefined : differs()
  if (!isObject(actual)) return differs()
  const keys = Object.keys(expected)
  if (keys.length === 0) return Object.keys(actual).length === 0 ? undefined : differs()
  for (const key of keys) {
    const own = Object.hasOwn(actual, key) ? actual[key] : undefined
    const difference = jsonDifference(expected[key]!, own, path + step(key))
    if (difference) return difference
  }
  return undefined
}

function arrayDifference(expected: Json[], actual: Json[], path: string): string | undefined {
  if (expected.length === 0) return actual.length === 0 ? undefined : `${path || 'it'} is ${written(actual)}`
  let from = 0
  for (const [index, item] of expected.entries()) {
    const found = actual.findIndex((one, at) => at >= from && jsonDifference(item, one) === undefined)
    if (found === -1) {
      if (actual.length === expected.length)
        return jsonDifference(item, actual[index], `${path}[${index}]`) ?? `${path}[${index}] comes too early`
      const behind = from === 0 ? '' : ' behind the one before'
      return `${path || 'it'} has no item with ${written(item)}${behind}`
    }
    from = found + 1
  }
  return undefined
}

function written(value: Json): string {
  if (value instanceof Written) return value.digits
  if (Array.isArray(value)) return `[${value.map(written).join(',')}]`
  if (!isObject(value)) return JSON.stringify(value)
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}:${written(item)}`)
    .join(',')}}`
}

function step(key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`
}

function isObject(value: Json): value is {[key: string]: Json} {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Written)
}

function isMark(value: unknown): value is {[numberMark]: string} {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, numberMark)
}
