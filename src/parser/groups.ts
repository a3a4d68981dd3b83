// In: the parts of a fence. Out: what is offered to the operator one by one, or to choose from.
// It must never lose a line, change a line, or cut inside a statement.
import type {Group, Piece} from './group.ts'
import {type Candidate, namesNothing, withAlternatives} from './groups/alternative.ts'
import {fewest, namesAMenu} from './groups/menu.ts'
import {rolesOf} from './groups/opening.ts'
import {clientCommandOf, commentOf, cutterOf} from './groups/stretch.ts'
import {type Unit, unitsOf} from './groups/unit.ts'
import type {Lines, Part} from './part.ts'
import {brokenPart} from './whole-part.ts'

/**
 * Cuts the parts of a fence into the groups that their comments lead, and puts groups that are alternatives together. The
 * groups cover the fence's lines in order; blank lines belong to the group before them. Without a comment that opens a
 * second group each part is one group. `headings` are the titles around the fence, outermost first.
 */
export function groupsOf(
  parts: readonly Part[],
  text: string,
  {headings}: {headings: readonly string[]},
): Piece[] {
  const texts = text.split('\n')
  if (!texts.some(line => mayComment.test(line))) return parts.map(uncut)
  const units = unitsOf(parts, texts)
  const guarded = units.find(unit => unit.guarded !== undefined)?.guarded
  if (guarded !== undefined) return [guardedGroup(text, guarded)]
  const drafts = draftsOf(parts, units)
  const cutters = new Map(parts.map(part => [part, cutterOf(part)]))
  const candidates = drafts.map((draft, index) =>
    candidateOf(draft, endOf(drafts, index), texts, cutters.get(draft.part)!),
  )
  return menuOf(candidates, headings) ?? withAlternatives(candidates)
}

/** Nothing but a comment opens a group: without one nothing need be taken apart. */
const mayComment = /^\s*(?:#|--|\/\*)/

function uncut(part: Part): Group {
  const {from, to} = part.lines
  return {type: 'group', title: undefined, from, to, part, instruction: false}
}

/** A script whose comments offer ways that its guards do not allow to take apart: whatever ran would be a guess. */
function guardedGroup(text: string, comment: string): Group {
  const reason = `\`${comment}\` offers another way, but what stands above it guards what stands below, so it is shown, not run`
  return uncut(brokenPart(text, reason))
}

type Cut = ReturnType<typeof cutterOf>

/** A group before it is cut out. */
interface Draft {
  part: Part
  from: number
  units: Unit[]
  /** The comment that opens it, behind those that head it. */
  opener: Unit | undefined
  heads: Unit[]
}

function draftsOf(parts: readonly Part[], units: readonly Unit[]): Draft[] {
  const roles = rolesOf(units)
  const drafts: Draft[] = []
  const waiting = () => drafts.at(-1)!.units.every(({kind}) => kind === 'comment') && !drafts.at(-1)!.opener
  let at = 0
  for (const part of parts) {
    drafts.push({part, from: part.lines.from, units: [], opener: undefined, heads: []})
    for (; units[at]?.part === part; at++) {
      const unit = units[at]!
      const role = roles[at]
      if ((role === 'opens' || role === 'heads') && !waiting() && !joins(drafts.at(-1)!, unit))
        drafts.push({part, from: unit.from, units: [], opener: undefined, heads: []})
      const draft = drafts.at(-1)!
      draft.units.push(unit)
      if (role === 'opens') opens(draft, unit)
      if (role === 'heads') draft.heads.push(unit)
    }
  }
  return drafts
}

/** The first comment names a group, but one that stands apart names the SQL better than the client. */
function opens(draft: Draft, unit: Unit) {
  if (draft.opener && !unit.apart) return
  if (draft.opener) draft.heads.push(draft.opener)
  draft.opener = unit
}

/** A client that is opened for the statement below is of its group, unless it is a step of its own. */
function joins({part, units, opener}: Draft, next: Unit): boolean {
  const idle = part.kind === 'sql' && units.length > 0 && units.every(({kind}) => kind !== 'code')
  const asked = units.some(({kind}) => kind === 'aside')
  return idle && asked && opener?.comment?.number === undefined && !next.comment?.condition
}

const endOf = (drafts: readonly Draft[], index: number): number =>
  drafts[index + 1]?.from ?? drafts[index]!.part.lines.to

function candidateOf(draft: Draft, to: number, texts: readonly string[], cut: Cut): Candidate {
  const {part, from, units, heads} = draft
  const lines = {from, to}
  const [only] = units
  const shown = part.kind === 'show' ? only : undefined
  const opener = shown?.comment ? shown : (draft.opener ?? heads.at(-1))
  const decides = units.find(({kind}) => kind === 'code')?.decides === true
  const head = [...heads, opener].find(unit => unit?.comment?.condition)
  const first = units.find(({kind}) => kind === 'code' || kind === 'aside')
  const last = first &&
    opener?.comment?.lastCondition && {...opener.comment.lastCondition, text: opener.comment.text}
  const found = head?.comment?.condition ?? last
  const condition = decides && found?.kind === 'if' ? undefined : found
  const group = groupOf(part, lines, units, opener, texts, cut)
  const wording = first ? texts[first.from]!.trim() : (group.title ?? '')
  return {
    group: condition && namesNothing(condition) && first ? {...group, title: wording} : group,
    condition,
    number: opener?.comment?.number,
    conditionNumber: condition && (head ?? opener)?.comment?.number,
    opened: opener !== undefined,
    wording,
  }
}

function groupOf(
  part: Part,
  lines: Lines,
  units: readonly Unit[],
  opener: Unit | undefined,
  texts: readonly string[],
  cut: Cut,
): Group {
  const comment = opener?.comment
  const runs = units.some(({kind}) => kind === 'code')
  const client = units.filter(({kind}) => kind === 'aside')
  const group = (title: string | undefined, part: Part, instruction = false): Group => ({
    type: 'group',
    title: title === '' ? undefined : title,
    ...lines,
    part,
    instruction: instruction && title !== undefined && title !== '',
  })
  if (part.kind === 'show') return group(comment?.text, part, part.shows === 'comment')
  if (runs) return group(comment?.title, seenBelow(cut(lines), units))
  if (client.length > 0 && part.kind === 'sql' && part.client !== undefined && part.lines.to > lines.to)
    return group(comment?.title, clientCommandOf(part, lines, texts))
  if (client.length > 0 || units.length === 0) return group(comment?.title, cut(lines))
  return group((comment ?? units[0]!.comment)?.text, commentOf(part, lines), true)
}

/** What stands above the first command of a transcript's group is its comment, and was not printed. */
function seenBelow(part: Part, units: readonly Unit[]): Part {
  const above = units.find(({kind}) => kind !== 'comment')!.from
  if (part.seen.every(({from}) => from >= above)) return part
  const seen = part.seen.flatMap(({from, to}) => (to > above ? [{from: Math.max(from, above), to}] : []))
  return {...part, seen}
}

/** Five or more groups under a heading that names a menu are picked from, unless they are numbered steps. */
function menuOf(candidates: readonly Candidate[], headings: readonly string[]): Piece[] | undefined {
  const titled = candidates.filter(
    ({opened, group}) => opened && !group.instruction && group.part.kind !== 'show',
  )
  const numbered = titled.filter(({number}) => number !== undefined).length
  if (titled.length < fewest || numbered * 2 > titled.length || !headings.some(namesAMenu)) return undefined
  const start = candidates.findIndex(({opened}) => opened)
  const branches: {title: string; groups: Group[]}[] = []
  for (const {group, opened, wording} of candidates.slice(start)) {
    if (opened || branches.length === 0) branches.push({title: group.title ?? wording, groups: [group]})
    else branches.at(-1)!.groups.push(group)
  }
  const before = candidates.slice(0, start).map(({group}) => group)
  return [...before, {type: 'alternatives', menu: true, branches}]
}
