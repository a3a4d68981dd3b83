import type {RunEvent} from '../model/event.ts'
import type {Plan, PlannedBranch, PlannedStep} from '../model/plan.ts'
import {clean} from '../report/clean.ts'
import {outcomeLine, stepLine} from '../report/lines.ts'
import {renderShown, type ScreenStyle} from '../report/step-screen.ts'
import {countDown, untilText} from './countdown.ts'
import {nextCommand, pickedBranches} from './picked.ts'
import type {Screen} from './screen.ts'

/** Shows a run's events as they come: to a person beside the prompts, or one line a step to a log. */
export type View = (event: RunEvent) => void

/** `head` shows where the run is; only a person's screen has it. */
export function createView(
  plan: Plan,
  screen: Pick<Screen, 'stream' | 'style' | 'show'>,
  now: () => Date,
  head?: (step: PlannedStep) => void,
): View {
  const {show, style} = screen
  let picked: PlannedBranch[] = []
  let stopCounting = () => {}
  return event => {
    const step = plan.steps.find(({id}) => id === event.subject)
    const about = step && {
      number: step.number,
      total: plan.steps.length,
      title: step.title,
      kind: step.action.kind,
    }
    const shown = step && shownText(event, step, style)
    if (step && shown && head) {
      head(step)
      show(shown)
    }
    if (event.type === 'prompt.answered') picked = pickedBranches(plan, event)
    if (event.type === 'step.started' && about) {
      const {kind, effect, waitMs} = event.data
      if (head) show(kind === 'manual' || kind === 'choice' || kind === 'wait' ? '' : '\n')
      else show(`${stepLine({...about, ...(effect ? {effect} : {})}, style)}\n`)
      if (waitMs !== undefined) {
        show(`  waiting ${untilText(waitMs, now())}\n`)
        stopCounting = countDown(screen, waitMs, now)
      }
    }
    if (event.type === 'step.finished') {
      stopCounting()
      stopCounting = () => {}
    }
    // the question that comes next says where it would run
    const told = head && event.type === 'target.checked' && event.data.verdict !== 'unmet'
    const line = told ? undefined : outcomeLine(event, about, style)
    if (line) show(`${line}\n`)
    if (event.type === 'step.finished' && step?.action.kind === 'choice') {
      for (const text of picked.flatMap(branch => leadsTo(branch, plan))) show(`\n${text}\n`)
    }
  }
}

/** A block that is only shown, where the run passes it; what stands in a branch that was not picked is not. */
function shownText(event: RunEvent, {action}: PlannedStep, style: ScreenStyle): string | undefined {
  if (event.type !== 'step.skipped' || action.kind !== 'show') return undefined
  const {by, choice, reason} = event.data
  return by === 'plan' && choice === undefined ? renderShown(action.text, reason, style) : undefined
}

/** What a picked branch says instead of steps: its words, and what to type next where it points elsewhere. */
function leadsTo({steps, prose, link}: PlannedBranch, plan: Plan): string[] {
  return [
    ...(steps.length === 0 && prose ? [clean(prose).trimEnd()] : []),
    ...(link ? [`Next: ${nextCommand(plan, link)}`] : []),
  ]
}
