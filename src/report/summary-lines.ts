import {formatDuration} from '../model/duration.ts'
import type {Run, RunStep} from '../model/fold.ts'
import {oneLine} from './clean.ts'
import {drillMark} from './drill-text.ts'
import {leftText} from './left-text.ts'
import {type LineStyle, mark} from './lines.ts'
import {overridesText} from './overrides-text.ts'
import {passedOver, stepNumbers} from './passed-over.ts'
import {isBroken, isWaiting, resultText, standingOf, standingText} from './status.ts'

/** Of a long list of steps that were not run, so many are named. */
const named = 5

/** The end of a run for a terminal: its result, counts, then what failed or is open, what was skipped and why. */
export function summaryLines(run: Run, style: LineStyle = {}): string[] {
  const {text, standing} = resultText(run)
  const took = run.finished ? `  ${formatDuration(run.finished.data.durationMs)}` : ''
  const of = (wanted: (step: RunStep) => boolean) => run.steps.filter(wanted)
  const broken = of(step => isBroken(standingOf(step)))
  const waiting = of(isWaiting)
  const skipped = of(step => standingOf(step) === 'skip')
  const unseen = broken.filter(step => standingOf(step) === 'unknown')
  const counts = [
    [of(step => standingOf(step) === 'success').length, 'succeeded'],
    [broken.length - unseen.length, 'failed'],
    [unseen.length, 'unknown'],
    [skipped.length, 'skipped'],
    [waiting.length, 'not run'],
  ] as const
  const counted = counts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`)
  const line = (step: RunStep) =>
    `  ${mark(standingOf(step), style)} ${step.listed.number} ${oneLine(step.listed.title)}: ${oneLine(standingText(step))}`
  const more = waiting.length - named
  return [
    `${mark(standing, style)} Run: ${oneLine(text)}${drillMark(run.started?.data)}${took}`,
    ...(counted.length > 0 ? [`  ${counted.join(', ')}`] : []),
    ...(run.overrides.length > 0 ? [`${mark('failure', style)} BREAK GLASS ${overridesText(run)}`] : []),
    ...titled('Failed or open:', [
      ...broken.map(line),
      ...waiting.slice(0, named).map(line),
      ...(more > 0 ? [`  ${mark('pending', style)} and ${more} more not run`] : []),
    ]),
    ...titled(
      'Skipped:',
      passedOver(run, step => standingOf(step) === 'skip').map(({steps}) =>
        steps.length > 1
          ? `  ${mark('skip', style)} ${stepNumbers(steps)}: ${oneLine(standingText(steps[0]))}`
          : line(steps[0]),
      ),
    ),
    ...titled(
      'Left running until the end, and ended with the run:',
      run.left.map(left => `  ${leftText(run, left)}`),
    ),
    ...(unseen.length > 0 ? ['Nobody saw how an unknown step ended: look before you run it again.'] : []),
  ]
}

function titled(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines]
}
