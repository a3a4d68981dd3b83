import type {Lines, Part} from '../part.ts'

/** Cuts stretches out of a part, in order, each with what of its script stands in its lines. */
export function cutterOf(part: Part): (lines: Lines) => Part {
  const script = part.script.split('\n')
  const {origin, seen} = part
  let line = 0
  let look = 0
  return ({from, to}) => {
    if (part.lines.from === from && part.lines.to === to) return part
    while (line < origin.length && origin[line]!.line < from) line++
    const first = line
    while (line < origin.length && origin[line]!.line < to) line++
    while (look < seen.length && seen[look]!.to <= from) look++
    const seenHere: Lines[] = []
    for (let at = look; at < seen.length && seen[at]!.from < to; at++)
      seenHere.push({from: Math.max(seen[at]!.from, from), to: Math.min(seen[at]!.to, to)})
    return {
      ...part,
      lines: {from, to},
      script: script.slice(first, line).join('\n'),
      origin: origin.slice(first, line),
      seen: seenHere,
    }
  }
}

/** The part that some lines are of which nothing runs: they are a comment. */
export function commentOf(part: Part, lines: Lines): Part {
  if (part.kind === 'show') return part
  return {
    lines,
    kind: 'show',
    reason: 'it holds nothing but comments',
    shows: 'comment',
    script: '',
    origin: [],
    seen: [],
    client: undefined,
    elsewhere: false,
  }
}

/** The part that is only the command that opens a client: it runs as it is written. */
export function clientCommandOf(part: Part, lines: Lines, texts: readonly string[]): Part {
  const origin = []
  for (let line = lines.from; line < lines.to; line++) origin.push({line, column: 0})
  const script = texts.slice(lines.from, lines.to).join('\n')
  return {
    ...part,
    lines,
    kind: 'shell',
    reason: 'it opens a client',
    script,
    origin,
    seen: [],
    client: undefined,
    elsewhere: false,
  }
}
