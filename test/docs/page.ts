import {readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'

/** The root of the project, with a final slash. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/** The text of a page, by its path from the root. */
export function page(path: string): string {
  return readFileSync(root + path, 'utf8')
}

/** The texts of all fenced blocks with this info string, in order. */
export function fences(text: string, info: string): string[] {
  const pattern = /^(`{3,})(\S*)\n([\s\S]*?)^\1$/gm
  return [...text.matchAll(pattern)]
    .filter(([, , language]) => language === info)
    .map(([, , , body]) => body!)
}

/** The rows of the tables in a text, as cells without their backslashes before `|`; heads and rules are left out. */
export function rows(text: string): string[][] {
  const lines = text.split('\n')
  return lines
    .filter(
      (line, index) =>
        line.startsWith('|') && !/^\|[-: |]+\|$/.test(line) && !/^\|[-: |]+\|$/.test(lines[index + 1] ?? ''),
    )
    .map(line =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map(cell => cell.trim().replaceAll('\\|', '|')),
    )
}

/** What stands in backticks, in order. */
export function codes(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code!)
}

/** The part of a text between two strings, which must be there. */
export function between(text: string, begin: string, end: string): string {
  const from = text.indexOf(begin)
  const to = text.indexOf(end, from)
  if (from === -1 || to === -1) throw new Error(`there is nothing between ${begin} and ${end}`)
  return text.slice(from + begin.length, to)
}
