import {late} from '../late.ts'
import {certainRules} from './certain-rules.ts'
import {plausibleRules} from './plausible-rules.ts'
import type {Rule} from './rule.ts'

/** A part of a text that stands for something else. */
export interface StandIn {
  start: number
  end: number
  /** It cannot be meant as it stands. */
  certain: boolean
  /** Its own text says nothing about what it is. */
  nameless: boolean
}

/** What in a text stands for something else, in no order; some may overlap. */
export function standInsIn(text: string): readonly StandIn[] {
  if (plain.has(text) || !any().test(text)) return none
  const found = [...read(text, certain, true), ...read(text, plausible, false)]
  if (found.length === 0 && text.length <= longest) {
    if (plain.size === most) plain.clear()
    plain.add(text)
  }
  return found
}

const none: readonly StandIn[] = []
/** Short texts that hold none, although they seem to: a document has the same ones many times over. */
const plain = new Set<string>()
/** So many of them are kept, so long at most. */
const most = 4096
const longest = 64

/** Most words are none: this tells them at once. */
const any = late([...new Set([...certainRules, ...plausibleRules].map(({hint}) => hint))].join('|'), 'i')

const withHint = (rule: Rule) => ({...rule, hinted: late(rule.hint, 'i')})
const certain = certainRules.map(withHint)
const plausible = plausibleRules.map(withHint)

function read(text: string, rules: readonly ReturnType<typeof withHint>[], certain: boolean): StandIn[] {
  const found: StandIn[] = []
  for (const {pattern: made, nameless = false, holds, hinted} of rules) {
    if (!hinted().test(text)) continue
    const pattern = made()
    // not matchAll, which makes a copy of the pattern each time
    pattern.lastIndex = 0
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      if (match[0] === '') pattern.lastIndex++
      else if (holds?.(match[0]) ?? true)
        found.push({start: match.index, end: match.index + match[0].length, certain, nameless})
    }
  }
  return found
}
