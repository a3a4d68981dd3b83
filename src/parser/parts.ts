// In: a fence, and what is known of it. Out: what each stretch of it is, and what it would run.
// It must never change a text, run anything, or take for a command what may as well be something else.
import {kindOf} from './language.ts'
import type {Evidence, Part} from './part.ts'
import {readBare} from './parts/bare.ts'
import {likeness} from './parts/command.ts'
import {isOfCommands} from './parts/commands-as-sql.ts'
import {commandInComments, type Doubtful, doubtfulPrompts} from './parts/doubtful.ts'
import {isOwnConsole} from './parts/language-console.ts'
import {gather, type Mark} from './parts/mark.ts'
import {promptOf} from './parts/prompt.ts'
import {promptsOf} from './parts/prompt-of-two.ts'
import {isNeutral, type Reading, readingOf} from './parts/reading.ts'
import {isOr} from './parts/shape.ts'
import {readSqlFence} from './parts/sql-fence.ts'
import {isTypedSql, Transcript} from './parts/transcript.ts'
import type {Unit} from './parts/unit.ts'
import {wholeText} from './parts/whole.ts'

/** What a fence is, stretch by stretch: parts that cover its lines in order; a fence without lines has one part. */
export function partsOf(evidence: Evidence): Part[] {
  const {kind, reason, open, elsewhere} = kindOf(evidence.language)
  if (kind === 'sql' && isOfCommands(evidence.text)) return partsAs('shell', evidence)
  if (elsewhere) return awayFrom(partsAs('sql', evidence), reason)
  const untagged = open || isTranscript(evidence) || isMistagged(evidence)
  if (kind === 'show' && !untagged && isOwnConsole(evidence.language, evidence.text))
    return [whole(evidence, ownConsole)]
  if (kind === 'show' && !untagged)
    return [whole(evidence, {kind, reason, role: 'aside', shows: shownAs(evidence.language)})]
  return partsAs(kind === 'show' ? 'open' : kind, evidence)
}

/** What it is that no client of this tool's takes: SQL of another database, unless a line before it starts its client. */
function awayFrom(parts: Part[], reason: string | undefined): Part[] {
  return parts.map(part =>
    part.kind === 'sql' && part.client === undefined
      ? {...part, elsewhere: true, reason: part.reason ?? reason}
      : part,
  )
}

function partsAs(tag: Reading['tag'], evidence: Evidence): Part[] {
  const reading = readingOf(evidence, tag)
  const all = wholeText(reading)
  if (all) return [whole(evidence, all)]
  read(reading)
  if (reading.doubt !== undefined) return [whole(evidence, doubtful(reading.lines[reading.doubt]!))]
  if (isWithoutBodies(reading)) return [whole(evidence, untyped)]
  if (reading.marks.some(mark => mark !== undefined)) return gather(reading.lines, reading.marks)
  const command = reading.tag === 'sql' ? undefined : commandInComments(reading)
  if (command !== undefined) return [whole(evidence, doubtful(command))]
  return [whole(evidence, {kind: 'show', reason: 'it holds only comments', role: 'aside', shows: 'comment'})]
}

const ownConsole: Mark = {
  kind: 'show',
  shows: 'session',
  reason: 'it was typed in a console of its language, so it is shown, not run',
  role: 'aside',
}

const untyped: Mark = {
  kind: 'show',
  shows: 'output',
  reason: 'nothing is typed at its prompts, so it is shown, not run',
  role: 'aside',
}

/** Whether all that stands in a fence is prompts: what one sees once one is there. */
function isWithoutBodies({lines, marks}: Reading): boolean {
  return lines.every((line, at) => {
    const mark = marks[at]
    if (mark?.kind !== 'console') return mark === undefined && line.trim() === ''
    return mark.role === 'aside' || (mark.role === 'run' && line.slice(mark.column).trim() === '')
  })
}

function read(reading: Reading) {
  const doubtful = doubtfulPrompts(reading)
  const first = firstPrompt(reading, doubtful)
  let before: Unit | undefined
  if (first > 0) {
    if (reading.tag === 'sql') readSqlFence(reading, 0, first)
    else before = readBare(reading, 0, first)
    if (first < reading.lines.length) soften(reading, first)
  }
  if (first < reading.lines.length) new Transcript(reading, first, doubtful, before)
}

/** Languages whose tag says that it is no shell of ours whose prompts one sees. */
const untold =
  /^(?:output|logs?|stdout|result|md|mdx|markdown|diff|patch|powershell|pwsh|ps1|posh|fish|t?csh|nu|nushell|bat|batch|dos|expect|tcl|tape)$/

/** Whether a fence with the tag of another language is plainly what was typed at a shell's prompts, from its first line on. */
function isTranscript({language, text, parsesAsShell}: Evidence): boolean {
  if (untold.test(language)) return false
  const lines = text.split('\n')
  if (promptOf(lines.find(line => line.trim() !== '') ?? '')?.kind !== 'shell') return false
  return lines.every(line => {
    const prompt = promptOf(line)
    return prompt?.kind !== 'shell' || likeness(line.slice(prompt.length), parsesAsShell) === 'clear'
  })
}

/** Whether each line below the tag of another language calls a program with several words: an editor put it there, or a hand that slipped. */
function isMistagged({language, text}: Evidence): boolean {
  return !untold.test(language) && /\S\s+\S+\s+\S/.test(text) && isOfCommands(text)
}

/** What stands before the first prompt and is no command was most likely printed. */
function soften({marks}: Reading, to: number) {
  for (let line = 0; line < to; line++) {
    const mark = marks[line]
    if (mark?.kind === 'show' && mark.shows === 'data') marks[line] = {...mark, shows: 'output'}
  }
}

/** The first line that has a prompt which counts; the number of lines if none has. */
function firstPrompt(reading: Reading, doubtful: Doubtful): number {
  const {lines, tag, evidence} = reading
  const inside = insideStatements(reading)
  const prompts = promptsOf(lines, evidence.places)
  const found = lines.findIndex((line, index) => {
    if (inside.has(index)) return false
    const prompt = prompts[index]
    if (!prompt || prompt.continues) return false
    const body = line.slice(prompt.length)
    if (prompt.kind === 'root') return doubtful.root && !isNeutral(body)
    if (prompt.kind === 'angle') return doubtful.angle
    if (prompt.kind === 'sql') return isTypedSql(body.trim())
    return tag !== 'sql' || prompt.kind !== 'session'
  })
  return found === -1 ? lines.length : found
}

/** Lines inside a command's here-document, quotes or body: a prompt there is text. */
function insideStatements({statements}: Reading): Set<number> {
  const inside = new Set<number>()
  for (const [from, {to, sure, known, holds}] of statements ?? [])
    if (sure || known || holds) for (let line = from + 1; line < to; line++) inside.add(line)
  return inside
}

function whole(evidence: Evidence, mark: Mark): Part {
  const lines = evidence.text.split('\n')
  return gather(
    lines,
    lines.map(() => mark),
  )[0]!
}

/** Running the rest without a line that may be one of its commands is no better than running what was printed. */
function doubtful(line: string): Mark {
  const text = line.trim()
  const quoted = text.length > 60 ? `${text.slice(0, 59)}…` : text
  return {
    kind: 'show',
    role: 'aside',
    shows: 'broken',
    reason: `\`${quoted}\` ${isOr(text) ? 'offers another way' : 'may be a command, or something else'}, so it is not clear what of it is to be run`,
  }
}

function shownAs(language: string): Mark['shows'] {
  return /^(?:output|log|logs|stdout|result)$/.test(language) ? 'output' : 'language'
}
