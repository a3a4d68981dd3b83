import {stripVTControlCharacters} from 'node:util'
import {type Attributes, type Comparison, compare} from '../model/attributes.ts'
import type {DriverResult} from '../model/driver.ts'
import type {EventOf} from '../model/event.ts'
import {holdsElided, seenDifference} from './elision.ts'
import {jsonDifference, lastJson, readJson} from './json-output.ts'
import {matchesWithin} from './pattern.ts'

type Check = Omit<EventOf<'check.evaluated'>['data'], 'attempt'>

/** What a step printed, as far as it was kept, and what the document shows as seen. */
export interface Printed {
  /** Standard output and standard error, in the order they came. */
  text: string
  stdout: string
  shown: readonly {text: string}[]
  /** Nothing of it may be told. */
  secret?: boolean
}

/** Compares what was seen with what must be seen; nothing where nothing is expected, or where the step never came to an end. */
export function evaluate(
  attributes: Attributes,
  result: DriverResult,
  printed: Printed,
  redact: (text: string) => string = text => text,
): Check[] {
  const {captureSecret, expect = {}} = attributes
  if (result.outcome.kind !== 'success' && result.outcome.kind !== 'failure') return []
  const checks: Check[] = []
  const add = (met: boolean, expected: string, observed: string) =>
    checks.push({verdict: met ? 'met' : 'unmet', expected, observed})
  const text = plainText(printed.text)
  // redacted before it is cut: half a secret would be recognised by nobody
  const shown = (text: string, cut: (text: string) => string) =>
    captureSecret === undefined && !printed.secret ? cut(redact(text)) : 'a secret value'
  const seen = (text: string) => shown(text, endOf)
  const {exit} = expect
  if (exit !== undefined && exit !== 'any' && result.exitCode !== undefined) {
    add(exit.includes(result.exitCode), `exit ${exit.join(' or ')}`, `exit ${result.exitCode}`)
  }
  for (const one of [expect, ...(expect.also ?? [])]) {
    if (one.text !== undefined) {
      const met = holdsElided(text, one.text)
      add(met, `output contains ${one.text}`, seen((met ? undefined : nearly(text, one.text)) ?? text))
    }
    if (one.pattern) {
      const {source, flags} = one.pattern
      const found = matchesWithin(source, flags, text)
      const observed = found === undefined ? 'the expression takes too long on this output' : seen(text)
      add(found === true, `output matches /${source}/${flags}`, observed)
    }
  }
  if (expect.json !== undefined) {
    const actual = lastJson(result.value ?? plainText(printed.stdout).trim())
    const difference =
      actual === undefined ? 'no JSON was printed' : jsonDifference(readJson(expect.json)!, actual)
    add(difference === undefined, `JSON with ${expect.json}`, shown(difference ?? 'all of it', startOf))
  }
  if (expect.seen) {
    const difference = seenDifference(printed.shown.map(({text}) => text).join('\n'), text)
    add(
      difference === undefined,
      'the output that the document shows',
      shown(difference ?? 'the same', startOf),
    )
  }
  if (expect.rows)
    add(
      result.rows !== undefined && compare(String(result.rows), expect.rows),
      `rows ${wording(expect.rows)}`,
      result.rows === undefined ? 'no rows were returned' : `${result.rows} rows`,
    )
  if (expect.value) {
    const value = result.value ?? (result.rows === undefined ? text.trim() : undefined)
    add(
      value !== undefined && compare(value, expect.value),
      `value ${wording(expect.value)}`,
      value === undefined ? 'not a single value' : seen(value),
    )
  }
  const name = attributes.capture ?? captureSecret
  const well = result.outcome.kind === 'success' || expectsExit(attributes, result.exitCode)
  if (name !== undefined && well && valueToKeep(result, printed.stdout) === '')
    add(false, `a value to keep as ${name}`, 'nothing')
  return checks
}

/** What `capture` keeps: the value of a result, else what was printed on standard output, without blanks around it. */
export function valueToKeep({value}: Pick<DriverResult, 'value'>, stdout: string): string {
  return (value ?? plainText(stdout)).trim()
}

/** Whether a failing exit is what the author expects: then it is no failure of the step. */
export function expectsExit({expect}: Attributes, exitCode: number | undefined): boolean {
  if (exitCode === undefined || expect?.exit === undefined) return false
  return expect.exit === 'any' || expect.exit.includes(exitCode)
}

function wording({operator, value}: Comparison): string {
  return `${operator} ${value}`
}

/** What a person reads: without the codes that colour it, lines ended as the system ends them. */
function plainText(text: string): string {
  return stripVTControlCharacters(text).replaceAll('\r\n', '\n')
}

/** The line that has the expected text but for blanks and case: there it differs. */
function nearly(text: string, expected: string): string | undefined {
  const loose = (text: string) => text.replaceAll(/\s+/g, ' ').trim().toLowerCase()
  const wanted = loose(expected)
  return text.split('\n').find(line => loose(line).includes(wanted))
}

const most = 200

function endOf(text: string): string {
  const line = text.trim()
  if (line === '') return 'nothing'
  return line.length > most ? `…${line.slice(1 - most).replace(/^[\udc00-\udfff]/, '')}` : line
}

function startOf(text: string): string {
  return text.length > most ? `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…` : text
}
