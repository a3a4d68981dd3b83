import type {RunEvent} from '../../model/event.ts'
import type {Plan, PlannedBranch, PlannedStep} from '../../model/plan.ts'
import {indexOfStep} from '../../model/step-index.ts'
import {nameOf, outcomeLine, stepLine} from '../../report/lines.ts'
import {renderShown, type ScreenStyle, words} from '../../report/step-screen.ts'
import type {UsualTimes} from '../given/usual.ts'
import {nextCommand, pickedBranches} from '../questions/picked.ts'
import {countDown, untilText, waitLeft} from './countdown.ts'
import {runningClock} from './running-clock.ts'
import type {Screen} from './screen.ts'
import {showTries} from './tries.ts'

/** Shows a run's events as they come: to a person beside the prompts, or one line a step to a log. */
export interface View {
  (event: RunEvent): void
  /** Stops what counts on the last line: somebody else is about to write there. */
  still(): void
}

/** `head` shows where the run is; only a person's screen has it. */
export function createView(
  plan: Plan,
  screen: Pick<Screen, 'stream' | 'style' | 'show' | 'over' | 'printed'>,
  now: () => Date,
  head?: (step: PlannedStep) => void,
  usual?: UsualTimes['of'],
): View {
  const {show, style} = screen
  let picked: PlannedBranch[] = []
  let stopCounting = () => {}
  const tries = showTries(screen, now)
  /** What was checked in an attempt that has not ended yet: a try that another follows is told in one line. */
  let checked: RunEvent[] = []
  /** What the last try came to, told in whole where no other follows after all. */
  let lastTry: string[] = []
  const still = () => {
    stopCounting()
    stopCounting = () => {}
    tries.still(true)
    for (const line of lastTry) show(`${line}\n`)
    lastTry = []
  }
  const view = (event: RunEvent) => {
    const goesOn = event.type === 'step.started' && tries.goesOn(event.subject)
    if (goesOn) {
      tries.still()
      lastTry = []
    } else if (lastTry.length > 0) still()
    const step = plan.steps[indexOfStep(plan.steps, event.subject, ({id}) => id)]
    const about = step && {
      number: step.number,
      total: plan.steps.length,
      title: step.title,
      kind: step.action.kind,
      usual: usual?.(step.id),
    }
    const shown = step && shownText(event, step, style)
    if (step && shown && head) {
      head(step)
      show(shown)
    }
    if (event.type === 'prompt.answered') picked = pickedBranches(plan, event)
    if (event.type === 'step.started' && about) {
      const {kind, effect, waitMs} = event.data
      if (goesOn) show('')
      else if (head) show(kind === 'manual' || kind === 'choice' || kind === 'wait' ? '' : '\n')
      else show(`${stepLine({...about, ...(effect ? {effect} : {})}, style)}\n`)
      if (head && step && 'effect' in step.action && step.action.interactive === undefined)
        stopCounting = runningClock(screen, now, usual?.(step.id)?.ms)
      if (waitMs !== undefined) {
        show(`  waiting ${untilText(waitMs, now())}\n`)
        stopCounting = countDown(screen, waitMs, now, waitLeft)
      }
    }
    if (event.type === 'check.evaluated') {
      checked.push(event)
      return
    }
    const held = checked
    checked = []
    // the question that comes next says where it would run, and what was edited
    const told =
      head &&
      ((event.type === 'target.checked' && event.data.verdict !== 'unmet') ||
        (event.type === 'step.edited' && event.data.diff !== ''))
    const lines = [...held, ...(told ? [] : [event])].flatMap(one => outcomeLine(one, about, style) ?? [])
    if (event.type === 'step.finished') {
      if (event.data.again?.leftMs !== undefined) {
        tries.waiting(event.subject, about ? nameOf(about) : 'step', event.data)
        lastTry = lines
        return
      }
      still()
    }
    for (const line of lines) show(`${line}\n`)
    if (event.type === 'step.finished' && step?.action.kind === 'choice') {
      for (const text of picked.flatMap(branch => leadsTo(branch, plan, style))) show(`\n${text}\n`)
    }
  }
  return Object.assign(view, {still})
}

/** A block that is only shown, where the run passes it; what stands in a branch that was not picked is not. */
function shownText(event: RunEvent, {action}: PlannedStep, style: ScreenStyle): string | undefined {
  if (event.type !== 'step.skipped' || action.kind !== 'show') return undefined
  const {by, choice, reason} = event.data
  return by === 'plan' && choice === undefined ? renderShown(action.text, reason, style) : undefined
}

/** What a picked branch says instead of steps: its words, and what to type next where it points elsewhere. */
function leadsTo({steps, prose, link}: PlannedBranch, plan: Plan, style: ScreenStyle): string[] {
  return [
    ...(steps.length === 0 && prose ? [words(prose, style)] : []),
    ...(link ? [`Next: ${nextCommand(plan, link)}`] : []),
  ]
}
