import {type Condition, isOtherwise} from '../condition.ts'
import type {Alternatives, Group, Piece} from '../group.ts'

/** A group with what its comments say about how it stands among the others. */
export interface Candidate {
  group: Group
  condition: Condition | undefined
  /** The number of its own comment; of the comment that holds the condition. */
  number: number | undefined
  conditionNumber: number | undefined
  /** A comment opens it; else it goes on with what is before it. */
  opened: boolean
  /** How it is called among alternatives, if no comment names it. */
  wording: string
}

type Branch = Alternatives['branches'][number]
type Entry = Candidate | Choice

/** A choice while groups are added to it. */
interface Choice {
  kind: Condition['kind']
  branches: Branch[]
  /** Stands in a numbered list: only its own lines are its. */
  listed: boolean
  /** The last number of the open branch's own numbering. */
  number: number | undefined
}

/** Puts groups that stand for one another together; everything else stays in its order. */
export function withAlternatives(candidates: readonly Candidate[]): Piece[] {
  const entries: Entry[] = []
  for (const candidate of candidates) {
    if (candidate.condition) addBranch(entries, candidate, candidate.condition)
    else addGroup(entries, candidate)
  }
  return entries.map(entry =>
    'group' in entry ? entry.group : {type: 'alternatives', menu: false, branches: entry.branches},
  )
}

function addGroup(entries: Entry[], candidate: Candidate) {
  const open = openChoice(entries)
  const {group, number, opened} = candidate
  const next = open?.number !== undefined && number === open.number + 1
  if (open && (!opened || next || (open.kind === 'option' && severalEach(open)))) {
    open.branches.at(-1)!.groups.push(group)
    if (next) open.number = number
  } else entries.push(candidate)
}

/** The choice that the last entry is. */
function openChoice(entries: readonly Entry[]): Choice | undefined {
  const last = entries.at(-1)
  return last && !('group' in last) ? last : undefined
}

/** Where each way so far takes several groups, the last one does too. */
function severalEach({branches}: Choice): boolean {
  return branches.length > 1 && branches.slice(0, -1).every(({groups}) => groups.length > 1)
}

function addBranch(entries: Entry[], candidate: Candidate, condition: Condition) {
  const branch = {title: titleOf(candidate, condition), groups: [candidate.group]}
  const choice = choiceFor(entries, candidate, condition)
  choice.branches.push(branch)
  const {number, conditionNumber} = candidate
  choice.number = conditionNumber === undefined ? number : undefined
}

/** The choice that a condition adds to: the one before it, or a new one. */
function choiceFor(entries: Entry[], candidate: Candidate, condition: Condition): Choice {
  const {kind} = condition
  const listed = candidate.conditionNumber !== undefined
  const open = openChoice(entries)
  if (kind === 'or' || (kind === 'option' && !listed)) takeBetween(entries, condition)
  const last = openChoice(entries)
  if (kind === 'or') {
    if (last) return last
    const choice: Choice = {kind, branches: firstBranch(entries), listed, number: undefined}
    entries.push(choice)
    return choice
  }
  if (kind === 'option' && last && (last.kind === 'option' || !last.listed) && last.kind !== 'optional')
    return last
  if (kind === 'if' && open && !open.listed && !listed && open.kind !== 'optional') return open
  const choice: Choice = {kind, branches: [], listed, number: undefined}
  entries.push(choice)
  return choice
}

/** What stands between `Option A` and `Option B`, or between `if` and `else`, is of the first. */
function takeBetween(entries: Entry[], condition: Condition) {
  const before = entries.findLastIndex(entry => !('group' in entry))
  const choice = entries[before]
  if (!choice || 'group' in choice || before === entries.length - 1) return
  const fits =
    condition.kind === 'option'
      ? choice.kind === 'option'
      : isOtherwise(condition) && choice.kind !== 'optional' && !choice.listed
  if (!fits) return
  const between = entries.splice(before + 1) as Candidate[]
  choice.branches.at(-1)!.groups.push(...between.map(({group}) => group))
}

/** The group that `or` stands against, with what goes on with it. */
function firstBranch(entries: Entry[]): Branch[] {
  const from = entries.findLastIndex(entry => 'group' in entry && entry.opened)
  const start = from === -1 ? entries.findLastIndex(entry => 'group' in entry) : from
  if (start === -1) return []
  const taken = entries.splice(start) as Candidate[]
  const [first] = taken
  if (!first) return []
  return [
    {title: (first.group.title ?? first.wording) || 'The first way', groups: taken.map(({group}) => group)},
  ]
}

function titleOf(candidate: Candidate, condition: Condition): string {
  return namesNothing(condition) ? candidate.wording || condition.text : condition.text
}

/** Whether it is a bare `or`. */
export function namesNothing(condition: Condition): boolean {
  return condition.kind === 'or' && !/\s/.test(condition.text.trim()) && !isOtherwise(condition)
}
