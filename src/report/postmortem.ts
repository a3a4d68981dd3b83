/**
 * In: what was recorded of an incident, a template, and the document as people left it. Out: the document, with its
 * generated parts made anew. It says what happened and what nobody knows, never why. It knows no clock and no file.
 */
import {headLine, part, type Renewed, renew} from './postmortem-frame.ts'
import type {PostmortemRun} from './postmortem-run.ts'
import {slots, words} from './postmortem-slots.ts'
import {type ToldStory, toldStory} from './timeline.ts'

/** A line that is nothing but a slot, or a slot amid text. */
const slot = /^[ \t]*\{\{([a-z-]+)\}\}[ \t]*$|\{\{([a-z-]+)\}\}/gm

/** Slots of a template that there are none of: parts stand alone on a line, words anywhere. */
export function unknownSlots(template: string): string[] {
  return [...template.matchAll(slot)].flatMap(([, block, word]) => {
    const name = block ?? word!
    return name in words || (block !== undefined && name in slots) ? [] : [name]
  })
}

/** A first draft. The order of the runs is theirs in time. */
export function draftPostmortem(
  template: string,
  runs: readonly PostmortemRun[],
  told: ToldStory = toldStory(runs),
): string {
  const body = template.replaceAll(slot, (_, block?: string, word?: string) => {
    const name = block ?? word ?? ''
    if (name in words) return words[name]!.text(runs, told)
    return part(name, slots[name]!.text(runs, told)).trimEnd()
  })
  return `${headLine(runs.map(({runId}) => runId))}\n\n${body}`
}

/** The document with what is generated in it made anew; what people wrote stays. */
export function renewPostmortem(
  document: string,
  runs: readonly PostmortemRun[],
  told: ToldStory = toldStory(runs),
): Renewed {
  const fresh = new Map(Object.entries(slots).map(([name, {text}]) => [name, text(runs, told)]))
  return renew(
    document,
    runs.map(({runId}) => runId),
    fresh,
  )
}
