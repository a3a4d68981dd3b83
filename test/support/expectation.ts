import {isDeepStrictEqual} from 'node:util'

/** What a stream must be: exactly a text, matching a pattern, containing each of some texts, or as a predicate says. */
export type Expectation = string | RegExp | readonly string[] | ((text: string) => boolean)

/** What a finished program showed. */
export interface Picture {
  readonly stdout: string
  readonly stderr: string
  readonly exit: number | NodeJS.Signals
}

/** Why `text` is not as expected; empty when it is. */
function mismatch(text: string, expected: Expectation): string {
  if (typeof expected === 'string') return text === expected ? '' : 'is not as expected'
  if (expected instanceof RegExp) return expected.test(text) ? '' : `does not match ${expected}`
  if (typeof expected === 'function') return expected(text) ? '' : `does not satisfy ${expected}`
  const missing = expected.filter(part => !text.includes(part))
  return missing.map(part => `does not contain ${JSON.stringify(part)}`).join(', ')
}

/** Throws an error that shows all three of stdout, stderr and exit code unless each is as expected. */
export function assertPicture(
  command: string,
  actual: Picture,
  expected: {stdout: Expectation; stderr: Expectation; exit: Picture['exit']},
): void {
  const complaints = [
    actual.exit === expected.exit ? '' : `exit is ${actual.exit}, expected ${expected.exit}`,
    ...(['stdout', 'stderr'] as const).map(name => {
      const complaint = mismatch(actual[name], expected[name])
      return complaint && `${name} ${complaint}`
    }),
  ].filter(Boolean)
  if (complaints.length === 0) return
  const error = new Error(`${command}: ${complaints.join('; ')}\n${show(actual)}`)
  throw Object.assign(error, difference(actual, expected))
}

/** The three values as text for people. */
export const show = ({stdout, stderr, exit}: Picture): string =>
  `--- stdout\n${stdout}\n--- stderr\n${stderr}\n--- exit ${exit}`

// vitest prints a coloured difference of these two: worth having where the expectation is a whole text.
function difference(actual: Picture, expected: {stdout: Expectation; stderr: Expectation; exit: unknown}) {
  const whole = (name: 'stdout' | 'stderr') =>
    typeof expected[name] === 'string' ? expected[name] : actual[name]
  const wanted = {stdout: whole('stdout'), stderr: whole('stderr'), exit: expected.exit}
  return isDeepStrictEqual(actual, wanted) ? {} : {actual: show(actual), expected: show(wanted as Picture)}
}
