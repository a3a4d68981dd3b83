import type {Answer, Question} from '../../model/operator.ts'
import type {Plan, PlannedStep} from '../../model/plan.ts'
import {clip, oneLine} from '../../report/clean.ts'
import {renderSteps} from '../../report/step-list.ts'
import {gone} from './ask-input.ts'
import type {Terminal} from './person.ts'

/** Has the person pick a step of the plan; undefined where none is. `wanted` is what was typed already. */
export async function pickStep(
  wanted: string,
  question: Question,
  {plan, prompt, show, style, run}: Terminal,
  signal: AbortSignal,
): Promise<Answer | undefined> {
  let typed = wanted.trim()
  const list = (steps: readonly PlannedStep[]) => show(renderSteps(steps, run(), question.step.id, style))
  if (typed === '') list(plan.steps)
  for (;;) {
    if (typed === '') {
      const said = await prompt('Go to which step? (a number or a part of the title; empty: stay here)')
      if (said === undefined) return gone(signal)
      typed = said.trim()
    }
    if (typed === '') return undefined
    const found = stepsNamed(typed, plan)
    const [step] = found
    const problem =
      found.length === 0
        ? `No step is called “${clip(oneLine(typed), 40)}”.`
        : found.length > 1
          ? `“${clip(oneLine(typed), 40)}” may be any of these.`
          : problemOf(step!)
    if (step && !problem) return {do: 'jump', step: step.id}
    show(`  ${style.colors.yellow(problem!)}\n`)
    if (found.length > 1) list(found)
    typed = ''
  }
}

/** The step of a number, an id or a title; else all whose titles hold the text. */
function stepsNamed(text: string, {steps}: Plan): PlannedStep[] {
  if (/^\d+$/.test(text)) return steps.filter(({number}) => number === Number(text))
  const is = text.toLowerCase()
  const exact = steps.filter(({id, title}) => id.toLowerCase() === is || title.toLowerCase() === is)
  return exact.length > 0 ? exact : steps.filter(({title}) => title.toLowerCase().includes(is))
}

/** Why a step is passed over wherever the run comes from. */
function problemOf({skip, action, number}: PlannedStep): string | undefined {
  if (skip !== undefined) return `Step ${number} is passed over: ${oneLine(skip)}.`
  return action.kind === 'show' && !action.broken ? `Step ${number} is only shown.` : undefined
}
