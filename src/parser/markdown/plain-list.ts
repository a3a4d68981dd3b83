import type {List, ListItem} from 'mdast'
import type {Place} from '../../model/place.ts'
import {afterBlankLines, itemOf, type Lines, lineAt, lineEnd} from './lines.ts'
import {plainInline} from './plain-inline.ts'
import {opensVerbatim} from './verbatim.ts'

const item = /^(?:([-+*])|(\d{1,9})([.)])) (?:\[([ xX])\] )?(?=[^ ])/
const goesOn = /^[ \t]|^(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)/

/** A list of fewer is not cut: its pieces would take longer than itself. */
const fewest = 8

/** Reads the items of a list that are one line of simple text each; undefined if there are too few of them, or the last may go on after it. */
export function plainList(
  lines: Lines,
  from: number,
  between: (start: number, end: number) => Place,
): {node: List; to: number} | undefined {
  const {starts} = lines
  const [, bullet, number, delimiter] = item.exec(lineAt(lines, from)) ?? []
  const kind = bullet ?? delimiter
  if (kind === undefined) return undefined
  const children: ListItem[] = []
  let to = from
  let spread = false
  for (let line = from; line < starts.length; line = afterBlankLines(lines, to)) {
    const text = lineAt(lines, line)
    const [marks, mark, , other, task] = item.exec(text) ?? []
    const value = text.slice(marks?.length)
    if (marks === undefined || (mark ?? other) !== kind) break
    const start = starts[line]!
    const end = start + text.length
    const inline = plainInline(value, end - value.length, between)
    if (!inline) break
    // remark moves the start of a task's paragraph behind its box only where it begins with text
    const inside = end - value.length - (task !== undefined && inline[0]!.type !== 'text' ? 4 : 0)
    children.push({
      type: 'listItem',
      spread: false,
      checked: task === undefined ? null : task !== ' ',
      children: [{type: 'paragraph', children: inline, position: between(inside, end)}],
      position: between(start, end),
    })
    spread ||= line > to
    to = line + 1
  }
  if (children.length === 0 || !ends(lines, to, children.length)) return undefined
  const node: List = {
    type: 'list',
    ordered: bullet === undefined,
    start: number === undefined ? null : Number(number),
    spread,
    children,
    position: between(starts[from]!, lineEnd(lines, to - 1)),
  }
  return {node, to}
}

/** Whether what stands at a line ends the item before it. */
function ends(lines: Lines, at: number, items: number): boolean {
  const next = afterBlankLines(lines, at)
  if (next === lines.starts.length) return true
  const line = lineAt(lines, next)
  if (itemOf(line) !== undefined)
    return items >= fewest && (next > at || itemOf(line) === itemOf(lineAt(lines, at - 1)))
  return next === at ? opensVerbatim(line) : !goesOn.test(line)
}
