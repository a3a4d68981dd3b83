import type {Group, Piece} from '../../src/parser/group.ts'
import {groupsOf} from '../../src/parser/groups.ts'
import type {Part} from '../../src/parser/part.ts'

/** Lines of a fence as one part; the lines of `seen` and `aside` (by number) are not in its script. */
export function partOf(
  text: string,
  kind: Part['kind'],
  {
    from = 0,
    to = text.split('\n').length,
    ...rest
  }: Partial<Part & {from: number; to: number; aside: number[]; prompt: RegExp}> = {},
): Part {
  const {aside = [], prompt, ...given} = rest
  const lines = text.split('\n')
  const script: string[] = []
  const origin: Part['origin'] = []
  for (let line = from; line < to; line++) {
    const column = prompt ? prompt.exec(lines[line]!)?.[0].length : 0
    if (kind === 'show' || aside.includes(line) || column === undefined) continue
    script.push(lines[line]!.slice(column))
    origin.push({line, column})
  }
  return {
    lines: {from, to},
    kind,
    reason: undefined,
    shows: undefined,
    script: script.join('\n'),
    origin,
    seen: [],
    client: undefined,
    elsewhere: false,
    ...given,
  }
}

export const shell = (text: string, headings: string[] = []) =>
  outline(groupsOf([partOf(text, 'shell')], text, {headings}))

export const sql = (text: string, headings: string[] = []) =>
  outline(groupsOf([partOf(text, 'sql')], text, {headings}))

/** Pieces as lines: `lines title`, `!` for an instruction, branches indented. */
export function outline(pieces: readonly Piece[]): string[] {
  return pieces.flatMap(piece =>
    piece.type === 'group'
      ? [groupLine(piece)]
      : [
          piece.menu ? 'menu' : 'choice',
          ...piece.branches.flatMap(({title, groups}) => [
            `  ${title}:`,
            ...groups.map(group => `    ${groupLine(group)}`),
          ]),
        ],
  )
}

function groupLine({from, to, title, instruction}: Group): string {
  return `${from}-${to} ${title ?? '(no title)'}${instruction ? ' !' : ''}`
}
