import {fingerprintOf} from './fingerprint.ts'
import type {PlannedStep} from './plan.ts'

/** More pairs of steps than this are not compared by their words. */
const mostPairs = 250_000

/**
 * Pairs the steps of two plans: by id, else by what they say, else by how much of it they share. Each is in one pair at
 * most. The order is that of `after`.
 */
export function matchSteps(
  before: readonly PlannedStep[],
  after: readonly PlannedStep[],
): Map<PlannedStep, PlannedStep> {
  const found = new Map<PlannedStep, PlannedStep>()
  const free = new Set(before)
  const pair = (old: PlannedStep, now: PlannedStep) => {
    found.set(now, old)
    free.delete(old)
  }
  const left = () => after.filter(step => !found.has(step))
  for (const key of [idOf, printOf]) {
    const known = new Map<string, PlannedStep[]>()
    for (const step of free) known.set(key(step), [...(known.get(key(step)) ?? []), step])
    for (const step of left()) {
      const old = known.get(key(step))?.shift()
      if (old) pair(old, step)
    }
  }
  if (free.size * left().length <= mostPairs) {
    const words = new Map([...free, ...left()].map(step => [step, wordsOf(step)]))
    const pairs = left().flatMap(now => [...free].map(old => ({old, now, score: likeness(old, now, words)})))
    for (const {old, now} of pairs.filter(({score}) => score >= 1).sort((a, b) => b.score - a.score)) {
      if (free.has(old) && !found.has(now)) pair(old, now)
    }
  }
  return new Map(after.flatMap(step => (found.has(step) ? [[step, found.get(step)!] as const] : [])))
}

function idOf({id}: PlannedStep): string {
  return id
}

function printOf(step: PlannedStep): string {
  return fingerprintOf(step, text => text)
}

/** Below 1 they are taken for different steps: the same place and title is enough, and so is half of the words. */
function likeness(
  old: PlannedStep,
  now: PlannedStep,
  words: ReadonlyMap<PlannedStep, ReadonlySet<string>>,
): number {
  if (isBlock(old) !== isBlock(now)) return 0
  const [a, b] = [words.get(old)!, words.get(now)!]
  const shared = [...a].filter(word => b.has(word)).length
  const place = old.section.join('\n') === now.section.join('\n') ? 0.3 : 0
  return (2 * shared) / Math.max(1, new Set([...a, ...b]).size) + place + (old.title === now.title ? 0.7 : 0)
}

function isBlock({action}: PlannedStep): boolean {
  return 'script' in action
}

function wordsOf({action, title}: PlannedStep): Set<string> {
  return new Set(('script' in action ? action.script : title).match(/[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]+/gu))
}
