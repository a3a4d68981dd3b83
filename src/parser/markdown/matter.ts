import type {RootContent} from 'mdast'
import type {Point} from '../../model/place.ts'
import {type Lines, lineAt, lineEnd} from './lines.ts'

const mark = /^(---|\+\+\+)[ \t]*$/

/** The line after front matter; 0 if there is none. */
export function frontMatterEnd(lines: Lines): number {
  const open = mark.exec(lineAt(lines, 0))?.[1]
  if (open === undefined) return 0
  for (let line = 1; line < lines.starts.length; line++)
    if (mark.exec(lineAt(lines, line))?.[1] === open) return line + 1
  return 0
}

/** The front matter that ends before a line, as remark-frontmatter gives it. */
export function frontMatter(lines: Lines, to: number, point: (offset: number) => Point): RootContent {
  const {text, starts} = lines
  const value = text.slice(starts[1], lineEnd(lines, to - 2)).replaceAll('\0', '\uFFFD')
  const position = {start: point(0), end: point(lineEnd(lines, to - 1))}
  const type = text.startsWith('+') ? 'toml' : 'yaml'
  return {type, value, position} as RootContent
}
