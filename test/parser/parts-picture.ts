import {expect} from 'vitest'
import type {Evidence, Part} from '../../src/parser/part.ts'
import {partsOf} from '../../src/parser/parts.ts'
import {analyseShell} from '../../src/parser/shell/analyse.ts'
import {loadSql} from '../../src/parser/sql/analyse.ts'

const analyseSql = await loadSql()
const isWhole = (found: {commands: unknown[]; syntaxError: unknown}) =>
  found.commands.length > 0 && !found.syntaxError

/** The parts of a fence, as the real grammars have it. */
export function decide(language: string, text: string, lead?: string, more: Partial<Evidence> = {}): Part[] {
  return partsOf({
    language,
    text,
    lead,
    headings: [],
    parsesAsSql: sql => isWhole(analyseSql(sql)),
    parsesAsShell: script => isWhole(analyseShell(script)),
    ...more,
  })
}

/**
 * A fence with a letter before each line: `$` shell, `c` console, `Q` SQL, `~` seen, `.` neither, and for what is shown `o` output,
 * `d` data, `p` prose, `S` session, `#` comment, `l` another language. A rule stands between parts.
 */
export function picture(language: string, text: string, lead?: string, more?: Partial<Evidence>): string {
  const lines = text.split('\n')
  return decide(language, text, lead, more)
    .map(part =>
      lines
        .slice(part.lines.from, part.lines.to)
        .map((line, index) => `${letter(part, part.lines.from + index)}|${line}`)
        .join('\n'),
    )
    .join('\n──\n')
}

function letter({kind, shows, seen, origin}: Part, line: number): string {
  if (kind === 'show')
    return shows === 'language'
      ? 'l'
      : shows === 'comment'
        ? '#'
        : shows === 'session'
          ? 'S'
          : (shows?.[0] ?? '?')
  if (seen.some(({from, to}) => line >= from && line < to)) return '~'
  return origin.some(entry => entry.line === line) ? {shell: '$', console: 'c', sql: 'Q'}[kind] : '.'
}

/** A fence as it is drawn: each line with the letter of what it must be found to be; `──` between parts. */
export function expectFence(language: string, drawn: string, lead?: string) {
  const rows = drawn.replace(/^\n/, '').replace(/\n *$/, '').split('\n')
  const indent = rows[0]!.length - rows[0]!.trimStart().length
  const expected = rows.map(row => row.slice(indent)).join('\n')
  const text = expected
    .split('\n')
    .filter(row => row !== '──')
    .map(row => row.slice(2))
    .join('\n')
  expect(picture(language, text, lead)).toBe(expected)
}
