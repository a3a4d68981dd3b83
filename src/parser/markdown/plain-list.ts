import type {List, ListItem} from 'mdast'
import type {Place} from '../../model/place.ts'
import {afterBlankLines, blank, type Lines, lineAt, lineEnd} from './lines.ts'
import {opensVerbatim} from './verbatim.ts'
import {isWords} from './words.ts'

const item = /^(?:([-+*])|(\d{1,9})([.)])) (?:\[([ xX])\] )?(?=[^ ])/
const goesOn = /^[ \t]|^(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)/

/** Reads a list whose items are one line of words each; undefined if it is any other, or may go on after them. */
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
  for (; to < starts.length; to++) {
    const line = lineAt(lines, to)
    const found = item.exec(line)
    if (!found) break
    const [marks, mark, , other, task] = found
    const value = line.slice(marks.length)
    if ((mark ?? other) !== kind || !isWords(value)) return undefined
    const start = starts[to]!
    const end = start + line.length
    const position = () => between(end - value.length, end)
    children.push({
      type: 'listItem',
      spread: false,
      checked: task === undefined ? null : task !== ' ',
      children: [
        {type: 'paragraph', children: [{type: 'text', value, position: position()}], position: position()},
      ],
      position: between(start, end),
    })
  }
  if (!ends(lines, to)) return undefined
  const node: List = {
    type: 'list',
    ordered: bullet === undefined,
    start: number === undefined ? null : Number(number),
    spread: false,
    children,
    position: between(starts[from]!, lineEnd(lines, to - 1)),
  }
  return {node, to}
}

/** Whether what stands at a line ends a list before it. */
function ends(lines: Lines, at: number): boolean {
  if (at === lines.starts.length) return true
  const line = lineAt(lines, at)
  if (!blank.test(line)) return opensVerbatim(line)
  const next = afterBlankLines(lines, at)
  return next === lines.starts.length || !goesOn.test(lineAt(lines, next))
}
