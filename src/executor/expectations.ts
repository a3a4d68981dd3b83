import {type Attributes, type Comparison, compare} from '../model/attributes.ts'
import type {DriverResult} from '../model/driver.ts'
import type {EventOf} from '../model/event.ts'
import {matchesWithin} from './pattern.ts'

type Check = Omit<EventOf<'check.evaluated'>['data'], 'attempt'>

/** Compares what was seen with what must be seen; nothing where nothing is expected, or where the step never came to an end. */
export function evaluate(
  {expect, captureSecret}: Attributes,
  result: DriverResult,
  text: string,
  redact: (text: string) => string = text => text,
): Check[] {
  if (!expect || (result.outcome.kind !== 'success' && result.outcome.kind !== 'failure')) return []
  const checks: Check[] = []
  const add = (met: boolean, expected: string, observed: string) =>
    checks.push({verdict: met ? 'met' : 'unmet', expected, observed})
  // redacted before it is cut: half a secret would be recognised by nobody
  const seen = (text: string) => (captureSecret === undefined ? shortened(redact(text)) : 'a secret value')
  const {exit} = expect
  if (exit !== undefined && exit !== 'any' && result.exitCode !== undefined) {
    add(exit.includes(result.exitCode), `exit ${exit.join(' or ')}`, `exit ${result.exitCode}`)
  }
  if (expect.text !== undefined) add(text.includes(expect.text), `output contains ${expect.text}`, seen(text))
  if (expect.pattern) {
    const {source, flags} = expect.pattern
    const found = matchesWithin(source, flags, text)
    const observed = found === undefined ? 'the expression takes too long on this output' : seen(text)
    add(found === true, `output matches /${source}/${flags}`, observed)
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
  return checks
}

/** Whether a failing exit is what the author expects: then it is no failure of the step. */
export function expectsExit({expect}: Attributes, exitCode: number | undefined): boolean {
  if (exitCode === undefined || expect?.exit === undefined) return false
  return expect.exit === 'any' || expect.exit.includes(exitCode)
}

function wording({operator, value}: Comparison): string {
  return `${operator} ${value}`
}

function shortened(text: string): string {
  const line = text.trim()
  return line === ''
    ? 'nothing'
    : line.length > 200
      ? `…${line.slice(-199).replace(/^[\udc00-\udfff]/, '')}`
      : line
}
