import type {RunEvent} from '../model/event.ts'
import type {Plan, PlannedStep} from '../model/plan.ts'
import {outcomeLine, stepLine} from '../report/lines.ts'
import {renderShown, type ScreenStyle} from '../report/step-screen.ts'

/** Shows a run's events as they come: to a person beside the prompts, or one line a step to a log. */
export type View = (event: RunEvent) => void

/** `head` shows where the run is; only a person's screen has it. */
export function createView(
  plan: Plan,
  show: (text: string) => void,
  style: ScreenStyle,
  head?: (step: PlannedStep) => void,
): View {
  return event => {
    const step = plan.steps.find(({id}) => id === event.subject)
    const about = step && {number: step.number, total: plan.steps.length, title: step.title}
    if (event.type === 'step.skipped' && event.data.by === 'plan' && step?.action.kind === 'show' && head) {
      head(step)
      show(renderShown(step.action.text, event.data.reason, style))
    }
    if (event.type === 'step.started' && about) {
      const {kind, effect} = event.data
      if (head) show(kind === 'manual' ? '' : '\n')
      else show(`${stepLine({...about, ...(effect ? {effect} : {})}, style)}\n`)
    }
    const line = outcomeLine(event, about, style)
    if (line) show(`${line}\n`)
  }
}
