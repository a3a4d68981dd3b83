import type {Lines, Part} from '../part.ts'
import {type Comment, readComment, wordsOf} from './comment.ts'
import {labelOf} from './label.ts'
import {statementsOf} from './statement.ts'
import {waysOf} from './way.ts'

/** What a fence is made of: comments, statements with what was seen after them, and stretches that are shown. */
export interface Unit extends Lines {
  /** `aside`: a line that is no part of the script, such as the command that opens an SQL client. */
  kind: 'comment' | 'code' | 'aside' | 'shown'
  /** The part that it stands in. */
  part: Part
  /** A blank line, or nothing, stands before it. */
  apart: boolean
  /** What it says, for a comment. */
  comment: Comment | undefined
  /** A statement that looks by itself whether it applies. */
  decides: boolean
  /** Nothing may be cut off behind it: it is of a script that stays whole. */
  bound: boolean
  /** A comment in it that offers another way, although what stands above it guards what stands below. */
  guarded: string | undefined
}

type Kind = Unit['kind'] | 'blank' | 'seen'

/** Takes the parts of a fence apart, line by line. Blank lines belong to no unit. */
export function unitsOf(parts: readonly Part[], texts: readonly string[]): Unit[] {
  const units = parts.flatMap(part => unitsOfPart(part, texts))
  return withNumbersApart(units, texts)
}

function unitsOfPart(part: Part, texts: readonly string[]): Unit[] {
  const {from, to} = part.lines
  const unit = (kind: Unit['kind'], lines: Lines, rest: Partial<Unit> = {}): Unit => ({
    from: lines.from,
    to: lines.to,
    kind,
    part,
    apart: lines.from === 0 || texts[lines.from - 1]!.trim() === '',
    comment: kind === 'comment' ? readComment(texts.slice(lines.from, lines.to)) : undefined,
    decides: false,
    bound: false,
    guarded: undefined,
    ...rest,
  })
  if (part.kind === 'show') return [unit('shown', {from, to}, {comment: shownComment(part, texts)})]
  const {kinds, decides, bound, guarded} = kindsOf(part, texts)
  const units: Unit[] = []
  for (let line = from; line < to; ) {
    const kind = kinds[line - from]!
    let end = line + 1
    const goesOn = (next: Kind | undefined) =>
      kind === 'code' ? next === 'seen' || next === undefined : next === kind
    while (end < to && goesOn(kinds[end - from])) end++
    if (kind === 'seen') units.push(unit('aside', {from: line, to: end}))
    else if (kind !== 'blank')
      units.push(unit(kind ?? 'aside', {from: line, to: end}, {decides: decides.has(line), bound, guarded}))
    line = end
  }
  return units
}

function shownComment(part: Part, texts: readonly string[]): Comment | undefined {
  return part.shows === 'comment' ? readComment(texts.slice(part.lines.from, part.lines.to)) : undefined
}

/** What each line of a part is; undefined for the lines of a statement after its first. */
function kindsOf(part: Part, texts: readonly string[]) {
  const {from, to} = part.lines
  const kinds: (Kind | undefined)[] = []
  for (let line = from; line < to; line++) kinds.push(texts[line]!.trim() === '' ? 'blank' : 'aside')
  for (const seen of part.seen) for (let line = seen.from; line < seen.to; line++) kinds[line - from] = 'seen'
  const comment = part.kind === 'sql' ? /^\s*(?:--|#(?:\s|$)|\/\*.{0,400}\*\/\s*$)/ : /^\s*#(?!!)/
  const script = part.script.split('\n')
  const scripted = new Set(part.origin.map(({line}) => line))
  for (let line = from; line < to; line++)
    if (
      !scripted.has(line) &&
      comment.test(texts[line]!) &&
      !(part.kind === 'console' && kinds[line - from] === 'seen')
    )
      kinds[line - from] = 'comment'
  part.origin.forEach(({line}, index) => {
    const text = script[index]!
    kinds[line - from] =
      text.trim() === '' || text.startsWith('#!') ? 'blank' : comment.test(text) ? 'comment' : 'aside'
  })
  const statements = statementsOf(part)
  for (const index of statements?.notes ?? []) kinds[part.origin[index]!.line - from] = 'comment'
  const ways = statements && waysOf(script, comment, statements)
  const bound = !statements || (statements.whole && ways?.kind !== 'several')
  const decides = new Set<number>()
  const all = bound ? [wholeScript(script, comment)].flatMap(lines => lines ?? []) : statements.lines
  for (const {from: first, to: last, ...rest} of all) {
    const start = part.origin[first]!.line
    const end = part.origin[Math.min(last, part.origin.length) - 1]!.line + 1
    kinds[start - from] = 'code'
    for (let line = start + 1; line < end; line++) kinds[line - from] = undefined
    if ('decides' in rest && rest.decides) decides.add(start)
  }
  if (part.kind === 'console') promptedComments(kinds, texts.slice(from, to))
  return {kinds, decides, bound, guarded: ways?.kind === 'guarded' ? ways.comment : undefined}
}

/** From the first line that is no comment to the last that says something. */
function wholeScript(script: readonly string[], comment: RegExp): Lines | undefined {
  const from = script.findIndex(line => line.trim() !== '' && !comment.test(line) && !line.startsWith('#!'))
  const to = script.findLastIndex(line => line.trim() !== '') + 1
  return from === -1 ? undefined : {from, to}
}

/** In a transcript, what looks like a comment may have been printed: it is one right before a command. */
function promptedComments(kinds: (Kind | undefined)[], texts: readonly string[]) {
  for (let line = kinds.length - 1; line >= 0; line--) {
    const next = kinds[line + 1]
    if (/^\s*#(?!!)/.test(texts[line]!) && kinds[line] === 'seen' && (next === 'code' || next === 'comment'))
      kinds[line] = 'comment'
  }
}

/** Takes runs of comments apart at their numbers, where the numbering goes on outside the run. */
function withNumbersApart(units: readonly Unit[], texts: readonly string[]): Unit[] {
  const numbers = new Map<Unit, {line: number; number: number}[]>()
  for (const unit of units) {
    if (unit.kind !== 'comment') continue
    const found = []
    for (let line = unit.from; line < unit.to; line++) {
      const {number} = labelOf(wordsOf(texts[line]!))
      if (number !== undefined) found.push({line, number})
    }
    numbers.set(unit, found)
  }
  const starts = new Set([...numbers.values()].map(([first]) => first?.number))
  const ends = new Set([...numbers.values()].map(found => found.at(-1)?.number))
  return units.flatMap(unit => {
    const found = numbers.get(unit) ?? []
    const [first, last] = [found[0], found.at(-1)]
    if (!first || !last || (found.length === 1 && first.line === unit.from)) return [unit]
    if (!starts.has(last.number + 1) && !ends.has(first.number - 1)) return [unit]
    const cuts = [unit.from, ...found.map(({line}) => line).filter(line => line > unit.from), unit.to]
    return cuts.slice(1).map((to, index): Unit => {
      const from = cuts[index]!
      return {
        ...unit,
        from,
        to,
        apart: index === 0 && unit.apart,
        comment: readComment(texts.slice(from, to)),
      }
    })
  })
}
