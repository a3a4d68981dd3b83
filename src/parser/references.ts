import type {BlockStep, Section} from '../model/runbook.ts'
import type {Complain} from './complain.ts'
import {didYouMean} from './suggest.ts'

/** Complains about `if=` and `on-failure=goto:` that name no step: they would never hold, or end a run half-way. */
export function checkReferences(root: Section, complain: Complain): void {
  const blocks = [...blocksOf(root)]
  const ids = blocks.map(({id}) => id)
  for (const {block, place} of blocks) {
    const {if: condition, onFailure} = block.attributes
    const targets = [
      ['if', condition?.step],
      ['on-failure', onFailure?.do === 'goto' ? onFailure.step : undefined],
    ] as const
    for (const [key, id] of targets) {
      if (id === undefined || ids.includes(id)) continue
      const text = `Unexpected step \`${id}\` in \`${key}\`, expected the id of a block${didYouMean(id, ids)}`
      complain('step-reference', text, place, {fatal: true})
    }
  }
}

function* blocksOf(section: Section): Generator<BlockStep> {
  for (const item of section.content) {
    if (item.type === 'section') yield* blocksOf(item)
    else if (item.type === 'block') yield item
  }
}
