import {jsonEnd} from '../../model/json-extent.ts'

const blank = /\s*/y
const string = /"(?:[^"\\]|\\.)*"/y
const scalar = /"(?:[^"\\]|\\.)*"|[^\s,\]}]+/y

/** The line, from 1, on which the value at a path of a JSON text begins; of the nearest value around it where there is none. */
export function jsonLine(text: string, path: readonly PropertyKey[]): number {
  let at = past(blank, text, 0)
  for (const key of path) {
    const inside = text[at] === '[' ? element(text, at, Number(key)) : member(text, at, String(key))
    if (inside === undefined) break
    at = inside
  }
  return lineAt(text, at)
}

/** The line, from 1, of an offset. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}

function element(text: string, start: number, index: number): number | undefined {
  let at = past(blank, text, start + 1)
  for (let n = 0; n < index; n++) {
    at = past(blank, text, endOf(text, at))
    if (text[at] !== ',') return undefined
    at = past(blank, text, at + 1)
  }
  return at
}

function member(text: string, start: number, name: string): number | undefined {
  if (text[start] !== '{') return undefined
  let at = past(blank, text, start + 1)
  while (text[at] === '"') {
    const end = past(string, text, at)
    const key: unknown = JSON.parse(text.slice(at, end))
    at = past(blank, text, past(blank, text, end) + 1)
    if (key === name) return at
    at = past(blank, text, endOf(text, at))
    if (text[at] !== ',') return undefined
    at = past(blank, text, at + 1)
  }
  return undefined
}

function endOf(text: string, at: number): number {
  return (/[{[]/.test(text[at] ?? '') ? jsonEnd(text, at) : past(scalar, text, at)) ?? text.length
}

function past(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.exec(text) ? pattern.lastIndex : at
}
