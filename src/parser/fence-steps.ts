import type {Code} from 'mdast'
import type {Attributes} from '../model/attributes.ts'
import type {SqlSystem} from '../model/driver.ts'
import type {Place} from '../model/place.ts'
import type {Block, ChoiceStep, Section, Step} from '../model/runbook.ts'
import {siteKey, siteOf} from '../model/site.ts'
import {parseAttributes} from './attributes.ts'
import {readBlock} from './block.ts'
import {brokenBecause} from './broken-fence.ts'
import {titleOfChoice} from './choice.ts'
import type {Context} from './context.ts'
import {Definitions} from './definitions.ts'
import {readFence, type SaidAround} from './fence.ts'
import {unreadBecause} from './fence-bound.ts'
import {linesOf, placeOf, withoutTail} from './fence-lines.ts'
import type {Group, Piece} from './group.ts'
import {tieGroups} from './groups/dependence.ts'
import {groupsOf} from './groups.ts'
import type {Part} from './part.ts'
import {cutOffLine} from './parts/cut-off.ts'
import {disguisedIn} from './parts/disguised.ts'
import {forbiddenBy} from './parts/forbidden.ts'
import {placedBy} from './parts/placed.ts'
import {raisedByWords} from './parts/restored.ts'
import type {Terminal} from './parts/terminal.ts'
import {partsOf} from './parts.ts'
import {personStep} from './person-step.ts'
import {analyseShell} from './shell/analyse.ts'
import {titleOf} from './title.ts'
import {typedIn} from './typed-in.ts'
import {asPrinted, asWritten, brokenPart, joinedParts} from './whole-part.ts'

/** A fence while its steps are made. */
interface Fence extends SaidAround {
  node: Code
  language: string
  /** Line endings normalised. */
  text: string
  lines: readonly string[]
  /** The document's line of the first line of the text. */
  firstLine: number
  attributes: Attributes
  place: Place
  /** How many groups it has. */
  groups: number
  /** What is typed into sessions, without prompts, by the line on which that begins: the one above opens them. */
  typed: ReadonlyMap<number, string>
  /** Where what it holds is typed. */
  terminal: Terminal
}

/** The steps that a fenced or indented block holds: itself, or one for each of its groups, and choices between them. */
export function fenceSteps(
  node: Code,
  said: SaidAround,
  annotation: Attributes,
  context: Context,
  terminal: Terminal,
): Step[] {
  const {complain, settings, source, sections} = context
  const whole = context.sourceOf(node)
  const line = readFence(whole)
  const from = node.position!.start.offset! + (line?.metaOffset ?? 0)
  const own = parseAttributes(
    line?.meta ?? '',
    (start, end) => source.place(from + start, from + end),
    complain,
    settings.optedIn,
  )
  const text = node.value.replaceAll(/\r\n?/g, '\n')
  const fence: Fence = {
    ...said,
    node,
    language: (line?.language ?? '').toLowerCase(),
    text,
    lines: text.split('\n'),
    firstLine: node.position!.start.line + (line ? 1 : 0),
    attributes: {...annotation, ...own},
    place: node.position as Place,
    groups: 1,
    typed: new Map(),
    terminal,
  }
  const pieces = piecesOf(fence, brokenBecause(whole, line, fence.place, context), context)
  fence.groups = pieces.reduce((count, piece) => count + groupsIn(piece).length, 0)
  let number = 0
  const step = (group: Group) => groupStep(group, ++number, fence, context)
  const before = terminal.state
  const steps = pieces.map((piece): Step => {
    if (piece.type === 'group') return step(piece)
    const before = terminal.state
    const branches = piece.branches.map(({title, groups}) => {
      terminal.state = before // each begins where the others do
      return {
        title,
        place: placeOf(fence, groups[0]!.from, groups.at(-1)!.to, context),
        link: undefined,
        content: groups.map(step),
      }
    })
    if (piece.menu) terminal.state = before
    const titles = branches.map(branch => branch.title)
    return {
      type: 'choice',
      id: context.ids.make('choose', `choice\n${titles.join('\n')}`),
      title: piece.menu ? (sections.path().at(-1) ?? 'Commands') : titleOfChoice(titles),
      place: placeOf(
        fence,
        piece.branches[0]!.groups[0]!.from,
        piece.branches.at(-1)!.groups.at(-1)!.to,
        context,
      ),
      menu: piece.menu,
      branches,
    } satisfies ChoiceStep
  })
  if (terminal.state?.noted) terminal.state = before // a comment speaks for its own fence
  return tieGroups(steps)
}

const groupsIn = (piece: Piece): Group[] =>
  piece.type === 'group' ? [piece] : piece.branches.flatMap(({groups}) => groups)

/** What the fence falls into. What its author annotated is one block, and is what its language says wherever it can be read so. */
function piecesOf(fence: Fence, broken: string | undefined, context: Context): Piece[] {
  const {language, text, attributes, lead} = fence
  const {analyseSql, sections, programs, places, usesVariable, commentsOut} = context
  const untrusted = broken ?? unreadBecause(fence, context)
  if (untrusted) return [wholeGroup(brokenPart(text, untrusted))]
  const parsesAsSql = (sql: string) => isWhole(analyseSql?.(sql))
  const parsesAsShell = (script: string) => isWhole(analyseShell(script))
  const annotated = Object.keys(attributes).length > 0
  const other =
    systemOf(fence, context) &&
    !clientPrompt.test(text) &&
    asWritten('sql', text, {parsesAsSql: () => true, parsesAsShell})
  if (other) return [wholeGroup(other)]
  if (annotated) {
    const part = asWritten(language, text, {parsesAsSql, parsesAsShell})
    if (part) return [wholeGroup(cutOff([part], fence, context) ?? part)]
  }
  const headings = sections.path()
  const known = {programs, places, usesVariable, commentsOut, parsesAsSql, parsesAsShell}
  const read = partsOf({language, text, lead, headings, ...known})
  const parts = fence.printed ? read.map(asPrinted) : read
  fence.typed = typedIn(parts, fence.lines)
  const refused = cutOff(parts, fence, context)
  if (refused) return [wholeGroup(refused)]
  return annotated ? [wholeGroup(joined(parts, fence, context))] : groupsOf(parts, text, {headings})
}

const clientPrompt = /^[ \t]*(?:mysql|MariaDB \[[^\]\n]*\]|sqlite)>/m

const tags: Readonly<Record<string, SqlSystem>> = {
  mysql: 'mysql',
  mariadb: 'mysql',
  sqlite: 'sqlite',
  sqlite3: 'sqlite',
}

/** In whose SQL a fence is that runs on a database other than PostgreSQL: one tagged `sql` by its database, another only where its database may be of its tag's system. */
function systemOf({language, attributes}: Fence, {settings, systems}: Context): SqlSystem | undefined {
  const database = attributes.db ?? Object.keys(settings.databases)[0] ?? 'main'
  const known = Object.hasOwn(systems, database) ? systems[database] : undefined
  if (language === 'sql') return known === 'postgres' ? undefined : known
  const tagged = Object.hasOwn(tags, language) ? tags[language] : undefined
  const unset = known === undefined && Object.hasOwn(settings.databases, database)
  return tagged === known || unset ? tagged : undefined
}

/** The fence as one that is not run, where a command ends that seems to go on: half of it would run. */
function cutOff(parts: readonly Part[], fence: Fence, context: Context): Part | undefined {
  const found = cutOffLine(parts, fence.text)
  if (!found) return undefined
  const {line, by} = found
  const place = placeOf(fence, line, line + 1, context)
  const expected = by === 'blank' ? 'the end of the line' : 'the rest of the command'
  context.complain('syntax', `Unexpected ${by} behind a backslash, expected ${expected}`, place)
  const reason =
    by === 'blank'
      ? `line ${place.start.line} ends in a backslash and a blank, which ends the command there instead of going on`
      : `line ${place.start.line} ends in a backslash, and the ${by} after it ends the command instead of going on`
  return brokenPart(fence.text, reason)
}

function wholeGroup(part: Part): Group {
  return {type: 'group', title: undefined, from: part.lines.from, to: part.lines.to, part, instruction: false}
}

/** The parts of an annotated fence as one; it must hold one thing to run. */
function joined(parts: readonly Part[], {text, place}: Fence, {complain}: Context): Part {
  const part = joinedParts(parts, text)
  if (part) return part
  complain(
    'block-attributes',
    'Unexpected attributes on a block that holds several things, expected a block for each',
    place,
  )
  return brokenPart(text, 'it has attributes, and holds several things: which one they are for is a guess')
}

/** Whether a grammar took a text, and found something to run in it. */
function isWhole(found: {commands: unknown[]; syntaxError: unknown} | undefined): boolean {
  return found !== undefined && found.commands.length > 0 && !found.syntaxError
}

function groupStep(group: Group, number: number, fence: Fence, context: Context): Step {
  const {complain, source, sections} = context
  const {attributes, language, firstLine, lead, groups} = fence
  const place = groups === 1 ? fence.place : placeOf(fence, group.from, group.to, context)
  if (group.instruction) return personStep(group.title ?? '', place, context)
  const text = groups === 1 ? fence.text : linesOf(fence.lines, group.from, group.to)
  const around = sections.around()
  const part = forClient(groups === 1 ? group.part : withoutTail(group.part), fence, around)
  const sent = siteOf(attributes) !== undefined
  const lineOf = (offset: number) =>
    source.map(part.script, firstLine, part.origin)(offset, offset).start.line
  const session = sent
    ? undefined
    : (fence.terminal.notedIn(part, lineOf, around, fence.node) ??
      fence.terminal.sessionFor(part, around, fence.node))
  const shown = part.kind === 'show' // nobody asks about what is not run
  const read = readBlock(
    {
      language,
      text,
      attributes,
      part,
      withheld: shown
        ? undefined
        : (forbiddenBy({text, above: fence.above, struck: fence.struck, headings: sections.path()}) ??
          disguisedIn(part, text, lineOf)),
      placed:
        shown || sent || context.settings.environment
          ? undefined
          : placedBy(text, lead, sections.current().title),
      session,
      system: systemOf(fence, context),
      typed: fence.typed.get(group.to),
      fence: groups === 1 ? undefined : {place: fence.place, part: number, of: groups},
      place,
      placeIn: (script, origin) => source.map(script, firstLine, origin),
      lead,
      legend: context.legend,
      literal: context.settings.optedIn,
      definitions: definitionsAt(siteKey(siteOf(attributes)), context),
    },
    context.analyseSql,
    complain,
  )
  const block = raisedByWords(read, {
    above: fence.above,
    title: group.title,
    below: fence.groups === 1 ? fence.below : undefined,
    headings: sections.path(),
  })
  if (!sent && (block.interactive || session)) fence.terminal.follow(part, lineOf, around, fence.node)
  if (block.syntaxError && !(block.kind === 'sql' && block.elsewhere)) {
    const whole = block.kind === 'sql' ? 'SQL statements' : 'shell commands'
    const message = `Unexpected text, expected whole ${whole}: ${block.syntaxError.message}`
    complain('syntax', message, block.syntaxError.place)
  }
  const title =
    attributes.title ?? group.title ?? titleOf(block, number === 1 ? fence : {}, sections.current().title)
  const {if: condition} = attributes
  const id = stepId(block, title, place, context)
  const step: Step = {type: 'block', id, title, place, block}
  if (condition) step.if = condition
  return step
}

/** SQL behind a block that opened a client is for that client, unless its author names a database. */
function forClient(part: Part, {attributes, terminal}: Fence, around: readonly Section[]): Part {
  const client = attributes.db === undefined ? terminal.clientFor(part, around) : undefined
  if (client === undefined) return part
  return {...part, client, reason: `it is typed in \`${client}\`, which a block before it opens`}
}

/** Functions and aliases are known where they were defined: each session has its own. */
function definitionsAt(key: string, {definitions, source}: Context): Definitions {
  const known = definitions.get(key) ?? new Definitions(source.text.length)
  definitions.set(key, known)
  return known
}

/** The author's id, if it is the first of its name; else one made from the block. */
function stepId(block: Block, title: string, place: Place, {ids, complain}: Context): string {
  const {id} = block.attributes
  if (id !== undefined && ids.claim(id)) return id
  if (id !== undefined) {
    const text = `Unexpected second \`id=${id}\`, expected each id once`
    complain('duplicate-id', text, place, {fatal: true})
  }
  return ids.make(block.commands[0]?.name ?? title, `${block.language}\n${block.text}`)
}
