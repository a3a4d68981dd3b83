import type {BlockStep, Content, Section, Step} from './runbook.ts'

/** Every step below, in document order, also those in the branches of a choice, after the choice itself. */
export function* stepsOf({content}: {content: readonly Content[]}): Generator<Step> {
  for (const item of content) {
    if (item.type === 'section') yield* stepsOf(item)
    else if (item.type !== 'prose') {
      yield item
      if (item.type === 'choice') for (const branch of item.branches) yield* stepsOf(branch)
    }
  }
}

/** Every block below, in document order. */
export function* blocksOf(section: {content: readonly Content[]}): Generator<BlockStep> {
  for (const step of stepsOf(section)) if (step.type === 'block') yield step
}

/** Every section below, in document order. */
export function* sectionsOf({content}: {content: readonly Content[]}): Generator<Section> {
  for (const item of content) {
    if (item.type === 'section') {
      yield item
      yield* sectionsOf(item)
    } else if (item.type === 'choice') for (const branch of item.branches) yield* sectionsOf(branch)
  }
}
