/** What a scenario file holds: how a runbook is practised by itself, and what must come of it. */
import {z} from 'zod/mini'
import {answerSchema} from './answers-schema.ts'
import {parseDuration} from './duration.ts'

const text = z.string('a text').check(z.minLength(1, 'a text that is not empty'))
const {optional, strictObject} = z
const list = <T extends z.core.SomeType>(of: T) => z.array(of, 'a list')
const duration = text.check(z.refine(said => parseDuration(said) !== undefined, 'a duration such as `30s`'))

/** A text that must be there, or a regular expression between slashes. */
const pattern = text.check(
  z.refine(
    said => !/^\/.+\/$/s.test(said) || isRegex(said.slice(1, -1)),
    'a text, or a regular expression between slashes',
  ),
)

const value = z.union([z.string(), z.number()], 'a text or a number')
const variable = z.string().check(z.regex(/^[A-Za-z_]\w*$/, 'the name of a variable'))

/** Where a runbook is practised: what starts it, what breaks it, what ends it. */
export const environmentSchema = strictObject({
  /** A command that stays in the foreground; it is ended when the scenario is. */
  serve: optional(text),
  /** What `serve` prints when all is up. */
  ready: optional(pattern),
  /** A command that ends when all is up. */
  start: optional(text),
  /** A command that ends it: always called. */
  stop: optional(text),
  /** A command that brings about the fault that `$FAULT` names. */
  break: optional(text),
  env: optional(z.record(variable, value)),
  /** Variables of the caller that are passed on. */
  inherit: optional(list(variable)),
  /** Where commands and the run work, from this file's folder. */
  directory: optional(text),
  'up-within': optional(duration),
}).check(
  z.refine(({serve, ready}) => serve === undefined || ready !== undefined, {
    message: '`ready:` beside `serve:`: what it prints when it is up',
    path: ['serve'],
  }),
)
export type Environment = z.infer<typeof environmentSchema>

const command = z.union(
  [
    text,
    strictObject({
      run: text,
      output: optional(pattern),
      exit: optional(z.int('an exit code')),
      /** Tried again until it holds. */
      within: optional(duration),
    }),
  ],
  'a command, or `{run: COMMAND, output: …, exit: …, within: …}`',
)

const outcomes = ['success', 'failure', 'timeout', 'skip', 'cancelled', 'error', 'unknown'] as const
const states = ['done', 'not-applicable', 'failed'] as const
const outcome = z.enum([...outcomes, ...states], [...outcomes, ...states].join(', '))

const stepExpectation = z.union(
  [
    outcome,
    strictObject({
      outcome: optional(outcome),
      verdict: optional(z.enum(['met', 'unmet'], 'met or unmet')),
      output: optional(pattern),
      'not-output': optional(pattern),
      attempts: optional(z.int('a number of attempts')),
    }),
  ],
  `how it ends (${[...outcomes, ...states].join(', ')}), or \`{outcome: …, verdict: …, output: …}\``,
)
export type StepExpectation = z.infer<typeof stepExpectation>

const results = ['success', 'failure', 'stopped', 'needs-person', 'refused'] as const

const expectation = strictObject({
  result: optional(z.enum(results, results.join(', '))),
  reason: optional(pattern),
  reached: optional(list(text)),
  'not-reached': optional(list(text)),
  steps: optional(z.record(text, stepExpectation)),
  /** The run takes at most so long. */
  within: optional(duration),
  end: optional(list(command)),
})
export type ScenarioExpectation = z.infer<typeof expectation>

const shared = {
  inputs: optional(z.record(text, value)),
  answers: optional(z.record(text, answerSchema)),
  allow: optional(list(text)),
  'break-glass': optional(text),
  procedure: optional(text),
  'time-limit': optional(duration),
  /** No wait and no polling of the run lasts longer. */
  waits: optional(duration),
}

const commands = z.union([text, list(text)], 'a command or a list of them')

const scenario = strictObject({
  name: text,
  ...shared,
  /** A recording, or a run directory, from this file's folder: blocks give what they gave then, and nothing is run. */
  replay: optional(text),
  faults: optional(list(text)),
  before: optional(commands),
  /** What happens just before a step begins, the first time. */
  at: optional(z.record(text, strictObject({fault: optional(text), run: optional(text)}))),
  expect: optional(expectation),
})

/** A scenario file, as its author writes it. */
export const scenarioFileSchema = strictObject({
  runbook: optional(text),
  environment: optional(
    z.union([text, environmentSchema], 'keys such as `serve:` below it, or a file that has them'),
  ),
  ...shared,
  scenarios: list(scenario).check(z.minLength(1, 'at least one scenario')),
})
export type ScenarioFile = z.infer<typeof scenarioFileSchema>
export type Scenario = ScenarioFile['scenarios'][number]

function isRegex(source: string): boolean {
  try {
    return Boolean(new RegExp(source, 'mu'))
  } catch {
    return false
  }
}
