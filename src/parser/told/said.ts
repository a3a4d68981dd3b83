import {type Milestone, milestones} from '../../model/milestone.ts'
import type {ToldEvent} from '../../model/told.ts'

const kinds = ['observation', 'hypothesis', 'decision', 'todo', 'comms'] as const

/** Who says what: `@ada decision: fail over`, `[internal] impact-began: no logins`. A first word that is none of ours is text. */
export function saidOf(line: string): Pick<ToldEvent, 'who' | 'text' | 'kind' | 'milestone' | 'internal'> {
  let text = line.trim()
  const actor = /^@([\p{L}\p{N}][\p{L}\p{N}._-]*)\s*[:,–—-]?\s+/u.exec(text)
  if (actor) text = text.slice(actor[0].length)
  const hidden = /^(?:\[internal\]|internal:)\s*/i.exec(text)
  if (hidden) text = text.slice(hidden[0].length)
  const word = /^([a-z]+(?:-[a-z]+)*):\s+(?=\S)/.exec(text)
  const milestone = milestoneOf(word?.[1])
  const kind = kindOf(word?.[1])
  if (word && (milestone || kind)) text = text.slice(word[0].length)
  return {
    ...(actor ? {who: actor[1]!} : {}),
    text: text.trim(),
    ...(milestone ? {milestone} : {}),
    ...(kind ? {kind} : {}),
    ...(hidden ? {internal: true} : {}),
  }
}

/** The milestone of this name. */
export function milestoneOf(word: string | undefined): Milestone | undefined {
  return milestones.find(one => one === word?.trim().toLowerCase())
}

/** The kind of note of this name. */
export function kindOf(word: string | undefined): ToldEvent['kind'] {
  return kinds.find(one => one === word?.trim().toLowerCase())
}
