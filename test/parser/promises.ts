import type {Place} from '../../src/model/place.ts'
import type {Block, BlockStep, Runbook, Section, Step} from '../../src/model/runbook.ts'

/** Every step of a runbook, in document order. */
export function* stepsOf(section: Section): Generator<Step> {
  for (const item of section.content) {
    if (item.type === 'section') yield* stepsOf(item)
    else if (item.type !== 'prose') yield item
  }
}

/** Every block of a runbook, in document order. */
export function blocksOf({section}: Runbook): BlockStep[] {
  return [...stepsOf(section)].filter(step => step.type === 'block')
}

/** Everything that is wrong with a runbook's places and texts against its document; must be empty, whatever the document. */
export function brokenPromises(text: string, runbook: Runbook): string[] {
  const source = text.replace(/^\uFEFF/, '')
  const ids = [...stepsOf(runbook.section)].map(({id}) => id)
  return [
    ...[...stepsOf(runbook.section)].flatMap(({id, place}) =>
      outside(source, place).map(what => `${id}: ${what}`),
    ),
    ...blocksOf(runbook).flatMap(({id, block, place}) =>
      blockProblems(source, block, place).map(what => `${id}: ${what}`),
    ),
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
    ...[...block.commands, ...block.placeholders].flatMap(({place}) => outside(source, place)),
    ...block.commands.flatMap(({text, start, end}) =>
      block.script.slice(start, end) === text
        ? []
        : [`command ${JSON.stringify(text)} is not what the script says`],
    ),
    ...block.placeholders.flatMap(({text, start, end}) =>
      block.script.slice(start, end).includes(text) ? [] : [`gap ${text} is not where the script has it`],
    ),
  ]
}

/** A line of a block is the end of a line of the document; markdown turns a tab that a container cuts into blanks. */
function endsLike(candidate: string, line: string): boolean {
  return (
    candidate.endsWith(line) || (/\t/.test(candidate) && candidate.trimStart().endsWith(line.trimStart()))
  )
}
