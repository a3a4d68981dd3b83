import {stepsOf} from '../model/content.ts'
import type {Section, Shown, Step} from '../model/runbook.ts'
import type {Complain} from './complain.ts'

/**
 * Sees to it that a block with `expect-seen` has what to compare with: what stands beside its commands, else the block of
 * output that follows it. Complains where there is neither.
 */
export function findShownOutput(root: Section, complain: Complain): void {
  const steps = [...stepsOf(root)]
  for (const [index, step] of steps.entries()) {
    if (step.type !== 'block' || !step.block.attributes.expect?.seen || step.block.seen.length > 0) continue
    const shown = outputIn(steps[index + 1])
    if (shown) step.block.seen.push(shown)
    else {
      const text =
        'Unexpected `expect-seen` on a block whose output is not shown, expected it beside the commands or in a block right behind'
      complain('block-attributes', text, step.place, {fatal: true})
    }
  }
}

/** What a block right behind one that expects to see something may look like, whether or not somebody says that it is output. */
const outputs: readonly (Shown | undefined)[] = ['output', 'data', 'prose', 'language']

function outputIn(step: Step | undefined) {
  if (step?.type !== 'block' || step.block.kind !== 'show' || !outputs.includes(step.block.shows))
    return undefined
  if (step.block.shows !== 'output') {
    step.block.shows = 'output'
    step.block.kindReason = 'it is what the block before it is to print, so it is shown, not run'
  }
  return {text: step.block.text, place: step.place}
}
