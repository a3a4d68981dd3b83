import {notRecorded} from '../../executor/recorded-drivers.ts'
import {formatDuration, parseDuration} from '../../model/duration.ts'
import {type Run, type RunStep, statusOf} from '../../model/fold.ts'
import type {ScenarioExpectation, StepExpectation} from '../../model/scenario.ts'
import {tailOf} from './command-log.ts'
import {holds} from './holds.ts'

/** What of a run is not as a scenario expects it, in words; `read` gives a file of the run directory. */
export function judge(run: Run, expect: ScenarioExpectation, read: (path: string) => string): string[] {
  const stepOf = (id: string) => run.steps.find(({listed}) => listed.id === id)
  const unreached = (expect.reached ?? []).flatMap(id => {
    const step = stepOf(id)
    return step && isReached(step) ? [] : [`step ${id}: expected to be reached, ${whyNot(step)}`]
  })
  const reached = (expect['not-reached'] ?? []).flatMap(id => {
    const step = stepOf(id)
    return step && isReached(step)
      ? [`step ${id}: expected not to be reached, it was (${stateOf(step)})`]
      : []
  })
  const steps = Object.entries(expect.steps ?? {}).flatMap(([id, expected]) =>
    stepProblems(stepOf(id), typeof expected === 'string' ? {outcome: expected} : expected, read).map(
      problem => `step ${id}: ${problem}`,
    ),
  )
  const unknown = run.steps.flatMap(({listed, attempts}) =>
    attempts.flatMap(({outcome}) =>
      outcome?.kind === 'error' && outcome.code === notRecorded
        ? [`step ${listed.id}: ${outcome.detail}`]
        : [],
    ),
  )
  return [...resultProblems(run, expect), ...unknown, ...unreached, ...reached, ...steps]
}

function resultProblems({finished, interrupted}: Run, expect: ScenarioExpectation): string[] {
  const wanted = expect.result ?? 'success'
  if (!finished) {
    const how = interrupted ? `was ended by ${interrupted.signal}` : 'did not come to its end'
    return [`run: expected ${wanted}, it ${how}`]
  }
  const {result, reason = '', durationMs} = finished.data
  const limit = expect.within === undefined ? undefined : parseDuration(expect.within)
  return [
    ...(result === wanted ? [] : [`run: expected ${wanted}, was ${result}${reason ? `: ${reason}` : ''}`]),
    ...(expect.reason === undefined || holds(expect.reason, reason)
      ? []
      : [`run: expected a reason with ${expect.reason}, ${reason ? `was: ${reason}` : 'there was none'}`]),
    ...(limit === undefined || durationMs <= limit
      ? []
      : [`run: expected to take at most ${expect.within}, took ${formatDuration(durationMs)}`]),
  ]
}

/** Whether it began, or a person said how it went. */
function isReached({attempts, checklist}: RunStep): boolean {
  return attempts.length > 0 || checklist !== undefined
}

function whyNot(step: RunStep | undefined): string {
  if (!step?.skipped) return 'the run did not come to it'
  return `it was skipped: ${step.skipped.reason}`
}

function stateOf(step: RunStep): string {
  return step.checklist?.state ?? statusOf(step)
}

function stepProblems(
  step: RunStep | undefined,
  expected: Exclude<StepExpectation, string>,
  read: (path: string) => string,
): string[] {
  if (!step) return ['the run does not have it']
  const last = step.attempts.at(-1)
  const problems: string[] = []
  const {outcome, verdict, attempts} = expected
  const is = [stateOf(step), statusOf(step)]
  if (outcome !== undefined && !is.includes(outcome)) {
    const why = isReached(step) ? `was ${is[0]}${detailOf(last?.outcome)}` : whyNot(step)
    problems.push(`expected ${outcome}, ${why}`)
  }
  if (verdict !== undefined) {
    const unmet = last?.checks.find(check => check.verdict === 'unmet')
    const found = last === undefined || last.checks.length === 0 ? 'no check' : unmet ? 'unmet' : 'met'
    if (found !== verdict)
      problems.push(
        `expected its checks ${verdict}, ${found === 'no check' ? 'nothing was checked' : `was ${found}`}${unmet ? ` (expected ${unmet.expected}, observed ${unmet.observed})` : ''}`,
      )
  }
  if (attempts !== undefined && attempts !== (last?.number ?? 0))
    problems.push(`expected ${attempts} attempts, there were ${last?.number ?? 0}`)
  const {output, 'not-output': without} = expected
  if (output === undefined && without === undefined) return problems
  const text = last?.output ? read(last.output.path) : ''
  if (output !== undefined && !holds(output, text))
    problems.push(
      `expected output with ${output}, ${text.trim() ? `printed:${tailOf(text)}` : 'nothing was printed'}`,
    )
  if (without !== undefined && holds(without, text))
    problems.push(`expected no output with ${without}, printed:${tailOf(text)}`)
  return problems
}

function detailOf(outcome: NonNullable<RunStep['attempts'][number]['outcome']> | undefined): string {
  return outcome && 'detail' in outcome && outcome.detail ? ` (${outcome.detail})` : ''
}
