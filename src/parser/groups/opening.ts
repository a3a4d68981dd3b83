import type {Unit} from './unit.ts'

/** What a comment is to the lines around it. */
export type Role =
  /** It opens a group. */
  | 'opens'
  /** It says something about what follows, and goes with the next group. */
  | 'heads'
  /** It goes with the group that it stands in. */
  | 'remark'

/** Says for each comment of a fence what it is; undefined for what is no comment. */
export function rolesOf(units: readonly Unit[]): (Role | undefined)[] {
  const facts = units.map((unit, index) => (unit.kind === 'comment' ? factsOf(units, index) : undefined))
  const numbered =
    units.filter(({comment, kind}) => kind === 'comment' && comment!.number !== undefined).length > 1
  const code = units.flatMap((unit, index) => (unit.kind === 'code' ? [index] : []))
  const firstCode = code[0] ?? units.length
  const led = (index: number) => facts[index - 1]?.leads === true
  const leds = code.map(led)
  const prepared = leds.indexOf(true) // what stands before the first comment prepares for the rest
  const afterwards = !leds[0] && facts.at(-1)?.follows === true // the comments stand below what they are about
  const spaced = facts.some(
    (fact, index) => fact && index > firstCode && (fact.leads ? units[index]!.apart : false),
  )
  const style: Style = {
    numbered,
    firstCode,
    // each comment above a statement opens a group, if every statement has one, or no blank line tells groups apart
    tight:
      (prepared !== -1 && prepared < code.length - 1 && !afterwards && leds.slice(prepared).every(Boolean)) ||
      (!spaced && !numbered && led(firstCode)),
  }
  return units.map((unit, index) => {
    const fact = facts[index]
    if (!fact) return undefined
    if (unit.bound) return units[index - 1]?.part === unit.part ? 'remark' : 'opens'
    return fact.leads ? roleOfLead(unit, index, fact, style) : roleOfNote(unit, index, fact, style)
  })
}

interface Facts {
  /** A statement stands below it, and it is nearer to that than to one above. */
  leads: boolean
  /** A statement stands right above it. */
  follows: boolean
  /** A comment of its own stands below it. */
  before: Unit | undefined
  decides: boolean
}

interface Style {
  numbered: boolean
  firstCode: number
  tight: boolean
}

function factsOf(units: readonly Unit[], index: number): Facts {
  const unit = units[index]!
  const [above, below] = [units[index - 1], units[index + 1]]
  const follows = above !== undefined && above.kind !== 'comment' && above.part === unit.part && !unit.apart
  const near =
    below !== undefined && below.part === unit.part && (below.kind === 'code' || below.kind === 'aside')
  return {
    leads: near && !(follows && below.apart),
    follows,
    before: below?.kind === 'comment' && below.part === unit.part ? below : undefined,
    decides: near && below.decides,
  }
}

function roleOfLead(unit: Unit, index: number, {decides}: Facts, style: Style): Role {
  const {comment, apart} = unit
  if (comment!.title === '') return index < style.firstCode ? 'heads' : 'remark'
  if (index < style.firstCode || apart || style.tight) return 'opens'
  if (style.numbered && comment!.number !== undefined) return 'opens'
  return (comment!.condition ?? comment!.lastCondition) && !decides ? 'opens' : 'remark'
}

/** A comment without a statement of its own: an instruction, the head of what follows, or a remark. */
function roleOfNote(unit: Unit, index: number, {follows, before}: Facts, style: Style): Role {
  const {number, condition, announces, instructs, banner, title} = unit.comment!
  if (title === '') return before ? 'heads' : 'remark'
  if (before && heads(unit, before)) return 'heads'
  if (condition?.kind === 'option') return 'opens'
  if (number !== undefined && (style.numbered || unit.apart)) return 'opens'
  if (follows) return 'remark'
  if (condition && (announces || instructs)) return 'opens'
  if (condition && condition.kind !== 'optional') return index < style.firstCode ? 'heads' : 'remark'
  if (index < style.firstCode && before) {
    const more = unit.comment!.text !== title
    const stands =
      (instructs && more) || unit.comment!.text.includes('→') || before.comment!.condition?.kind === 'or'
    return stands ? 'opens' : 'heads'
  }
  if (index < style.firstCode) return 'opens'
  if (before && banner) return 'heads'
  return instructs ? 'opens' : 'remark'
}

/** Whether a comment stands over the one below it rather than for itself. */
function heads(unit: Unit, before: Unit): boolean {
  const {number, condition, announces, banner, text, title} = unit.comment!
  const short = text === title // nothing but its title
  if (!before.apart) return number === undefined // taken apart at the number below
  if (banner) return true
  if (number !== undefined && before.comment!.number !== undefined) return false
  return short && (announces || condition?.kind === 'option')
}
