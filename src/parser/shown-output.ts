import {stepsOf} from '../model/content.ts'
import type {Section, Step} from '../model/runbook.ts'
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

function outputIn(step: Step | undefined) {
  if (step?.type !== 'block' || step.block.kind !== 'show' || step.block.shows !== 'output') return undefined
  return {text: step.block.text, place: step.place}
}
