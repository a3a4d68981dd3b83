import type {Table, TableCell, TableRow} from 'mdast'
import type {Place} from '../../model/place.ts'
import {blank, type Lines, lineAt, lineEnd} from './lines.ts'
import {plainInline} from './plain-inline.ts'

const row = /^\|.*\|$/
const underHead = /^\|(?: *:?-+:? *\|)+$/
const beginsCell = /^[^\s\uFEFF]/

/** Reads a table whose rows each stand between two bars, and whose cells are simple text, up to a blank line; undefined where it is any other. */
export function plainTable(
  lines: Lines,
  from: number,
  between: (start: number, end: number) => Place,
): {node: Table; to: number} | undefined {
  const {starts} = lines
  const head = lineAt(lines, from)
  if (!row.test(head) || from + 1 >= starts.length) return undefined
  const under = lineAt(lines, from + 1)
  if (!underHead.test(under)) return undefined
  const align = under.split('|').slice(1, -1).map(alignOf)
  const first = rowAt(lines, from, between)
  if (first?.children.length !== align.length || first.children.some(isEmpty)) return undefined
  const children = [first]
  let to = from + 2
  for (; to < starts.length; to++) {
    const line = lineAt(lines, to)
    if (blank.test(line)) break
    const next = row.test(line) ? rowAt(lines, to, between) : undefined
    if (!next) return undefined
    children.push(next)
  }
  return {
    node: {type: 'table', align, children, position: between(starts[from]!, lineEnd(lines, to - 1))},
    to,
  }
}

const isEmpty = ({children}: TableCell) => children.length === 0

function alignOf(cell: string) {
  const marks = cell.trim()
  const right = marks.endsWith(':')
  if (marks.startsWith(':')) return right ? 'center' : 'left'
  return right ? 'right' : null
}

/** A cell reaches from the bar before it to the next one; the last has that, too. */
function rowAt(
  lines: Lines,
  line: number,
  between: (start: number, end: number) => Place,
): TableRow | undefined {
  const text = lineAt(lines, line)
  const start = lines.starts[line]!
  const children: TableCell[] = []
  for (let at = 0; at < text.length - 1; ) {
    const bar = text.indexOf('|', at + 1)
    let [first, end] = [at + 1, bar]
    while (first < end && text[first] === ' ') first++
    while (end > first && text[end - 1] === ' ') end--
    const value = text.slice(first, end)
    const inline = value === '' ? [] : plainInline(value, start + first, between, beginsCell)
    if (!inline) return undefined
    const last = bar === text.length - 1
    children.push({
      type: 'tableCell',
      children: inline,
      position: between(start + at, start + (last ? bar + 1 : bar)),
    })
    at = bar
  }
  return {type: 'tableRow', children, position: between(start, start + text.length)}
}
