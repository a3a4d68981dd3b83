import {blocksOf, sectionsOf, stepsOf} from '../../src/model/content.ts'
import type {Place} from '../../src/model/place.ts'
import type {Block, Runbook} from '../../src/model/runbook.ts'

/** Everything that is wrong with a runbook's places and texts against its document; must be empty, whatever the document. */
export function brokenPromises(text: string, runbook: Runbook): string[] {
  const source = text.replace(/^\uFEFF/, '')
  const ids = [...stepsOf(runbook.section)].map(({id}) => id)
  return [
    ...[...stepsOf(runbook.section)].flatMap(({id, place}) =>
      outside(source, place).map(what => `${id}: ${what}`),
    ),
    ...[...blocksOf(runbook.section)].flatMap(({id, block, place}) =>
      blockProblems(source, block, place).map(what => `${id}: ${what}`),
    ),
    ...[...sectionsOf(runbook.section)].flatMap(({title, place}) =>
      outside(source, place).map(what => `${title}: ${what}`),
    ),
    ...runbook.links.flatMap(({text, place}) => outside(source, place).map(what => `${text}: ${what}`)),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map(id => `${id} stands twice`),
  ]
}

function outside(source: string, {start, end}: Place): string[] {
  const lines = source.split(/\r\n|[\n\r]/)
  const inside = start.offset >= 0 && start.offset <= end.offset && end.offset <= source.length
  const placed = [start, end].every(
    ({line, column}) =>
      line >= 1 && line <= lines.length && column >= 1 && column <= lines[line - 1]!.length + 1,
  )
  return [
    ...(inside ? [] : [`offsets ${start.offset}–${end.offset} outside`]),
    ...(placed ? [] : [`${start.line}:${start.column} outside`]),
  ]
}

function blockProblems(source: string, block: Block, place: Place): string[] {
  const document = source
    .slice(place.start.offset, place.end.offset)
    .replaceAll('\0', '\uFFFD')
    .split(/\r\n|[\n\r]/) // CommonMark replaces NUL
  const lines = block.text.split('\n')
  let at = 0
  const missing = lines.filter(line => {
    const found = document.findIndex((candidate, index) => index >= at && endsLike(candidate, line))
    if (found === -1) return true
    at = found + 1
    return false
  })
  return [
    ...missing.map(line => `the document does not say ${JSON.stringify(line)}`),
    ...[...block.commands, ...block.placeholders, ...block.seen].flatMap(({place}) => outside(source, place)),
    ...(block.fence ? outside(source, block.fence.place) : []),
    ...invented(block),
    ...block.commands.flatMap(({text, start, end}) =>
      block.script.slice(start, end) === text
        ? []
        : [`command ${JSON.stringify(text)} is not what the script says`],
    ),
    ...block.placeholders.flatMap(({text, start, end}) =>
      (block.kind === 'show' ? block.text : block.script).slice(start, end).includes(text)
        ? []
        : [`gap ${text} is not where the script has it`],
    ),
  ]
}

/** What would run consists of the block's lines, each without what may stand before it; only a client's SQL is wrapped. */
function invented({kind, script, text, client}: Block): string[] {
  if (kind === 'show') return script === '' ? [] : ['a shown block has a script']
  const lines = text.split('\n')
  const own =
    client === undefined
      ? script.split('\n')
      : script
          .split('\n')
          .slice(client.split('\n').length, -1)
          .filter(line => line !== '\\set ON_ERROR_STOP on')
  let at = 0
  return own.flatMap(line => {
    const found = lines.findIndex(
      (candidate, index) =>
        index >= at && (candidate.endsWith(line) || (kind === 'sql' && commented(candidate, line))),
    )
    if (found === -1) return [`the block does not say ${JSON.stringify(line)}`]
    at = found + 1
    return []
  })
}

/** Behind SQL in a shell block a comment of the shell may stand, which no SQL client takes for one. */
function commented(candidate: string, line: string): boolean {
  const at = candidate.indexOf(line)
  return at !== -1 && (line.endsWith(';') ? /^\s*#/ : /^\s+#/).test(candidate.slice(at + line.length))
}

/** A line of a block is the end of a line of the document; markdown turns a tab that a container cuts into blanks. */
function endsLike(candidate: string, line: string): boolean {
  return (
    candidate.endsWith(line) || (/\t/.test(candidate) && candidate.trimStart().endsWith(line.trimStart()))
  )
}
