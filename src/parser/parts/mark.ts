import type {BlockKind, Shown} from '../../model/runbook.ts'
import type {Lines, Part} from '../part.ts'

/** What one line of a fence is. A line without a mark (blank, or a shell's comment) goes with its neighbours. */
export interface Mark {
  kind: BlockKind
  reason: string | undefined
  shows?: Shown | undefined
  /** Taken into the script, seen after a command, or neither: a line that a client or a reader needs no more. */
  role: 'run' | 'seen' | 'aside'
  /** Characters before and after it that are not of the script. */
  column?: number
  cut?: number
  /** For SQL: the command that starts its client. */
  client?: string | undefined
  /** Typed on another machine; for SQL also: a database that is not this tool's to reach. */
  elsewhere?: boolean
  /** Begins a part of its own. */
  opens?: boolean
}

/** Puts marked lines together into parts that cover all lines, in order. There must be a mark. */
export function gather(lines: readonly string[], marks: (Mark | undefined)[]): Part[] {
  showPrinted(marks)
  uniteShown(marks)
  const spans: {from: number; head: Mark}[] = []
  let current: Mark | undefined
  let free = 0 // the first line after the last marked one
  marks.forEach((mark, line) => {
    if (!mark) return
    if (!current || !together(current, mark)) {
      spans.push({from: current ? afterParagraph(lines, free, line) : 0, head: mark})
      current = mark
    }
    free = line + 1
  })
  return spans.map(({from, head}, index) =>
    partOf(lines, marks, {from, to: spans[index + 1]?.from ?? lines.length}, head),
  )
}

/** What was printed below lines that are only shown is shown with them: it has no command of its own. */
function showPrinted(marks: (Mark | undefined)[]) {
  let last: Mark | undefined
  for (const [line, mark] of marks.entries()) {
    if (mark?.role === 'seen' && last?.kind === 'show' && last.shows !== 'session') marks[line] = printed
    else if (mark && mark.role !== 'seen') last = mark
  }
}

const printed: Mark = {
  kind: 'show',
  shows: 'output',
  role: 'aside',
  reason: 'it looks like output, so it is shown, not run',
}

/** Shown lines that follow each other are one thing: what most of them are. A session of another program stays apart. */
function uniteShown(marks: (Mark | undefined)[]) {
  let run: number[] = []
  const unite = () => {
    const times = new Map<Mark, number>()
    const kinds = new Map<string | undefined, Mark>()
    for (const line of run) {
      const mark = kinds.get(marks[line]!.shows) ?? marks[line]!
      kinds.set(mark.shows, mark)
      times.set(mark, (times.get(mark) ?? 0) + 1)
    }
    const [most] = [...times].sort((a, b) => b[1] - a[1])[0] ?? []
    for (const line of run) marks[line] = most
    run = []
  }
  marks.forEach((mark, line) => {
    if (mark?.kind === 'show' && mark.shows !== 'session') run.push(line)
    else if (mark) unite()
  })
  unite()
}

function together(a: Mark, b: Mark): boolean {
  if (b.opens || a.kind !== b.kind || a.shows !== b.shows) return false
  return (
    a.kind === 'show' ||
    (a.client === b.client && a.elsewhere === b.elsewhere && !(a.elsewhere && a.reason !== b.reason))
  )
}

/** Comments that stand right above a line go with it; what stands before them goes with what came before. */
function afterParagraph(lines: readonly string[], from: number, line: number): number {
  let first = line
  while (first > from && lines[first - 1]!.trim() !== '') first--
  return first
}

function partOf(
  lines: readonly string[],
  marks: readonly (Mark | undefined)[],
  {from, to}: Lines,
  {kind, reason, shows, client, elsewhere = false}: Mark,
): Part {
  const script: string[] = []
  const origin: Part['origin'] = []
  const seen: Lines[] = []
  for (let line = from; line < to; line++)
    if (marks[line]?.role === 'seen' && kind !== 'show') addLine(seen, lines, line)
  let next = 0
  for (let line = from; line < to; line++) {
    while (next < seen.length && seen[next]!.to <= line) next++
    if (next < seen.length && seen[next]!.from <= line) continue
    const mark = marks[line]
    if (mark ? mark.role !== 'run' || kind === 'show' : kind !== 'shell') continue
    const {column = 0, cut = 0} = mark ?? {}
    const text = lines[line]!
    script.push(text.slice(column, text.length - cut))
    origin.push(cut > 0 ? {line, column, cut} : {line, column})
  }
  return {lines: {from, to}, kind, reason, shows, script: script.join('\n'), origin, seen, client, elsewhere}
}

/** Adds a line to what was seen; blank lines between two seen lines belong to it. */
function addLine(seen: Lines[], lines: readonly string[], line: number) {
  const last = seen.at(-1)
  if (last) {
    let next = last.to
    while (next < line && lines[next]!.trim() === '') next++
    if (next === line) {
      last.to = line + 1
      return
    }
  }
  seen.push({from: line, to: line + 1})
}
