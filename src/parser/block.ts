import type {Attributes} from '../model/attributes.ts'
import {effects, worst} from '../model/effect.ts'
import type {Place} from '../model/place.ts'
import type {Block} from '../model/runbook.ts'
import {siteOf} from '../model/site.ts'
import {misplaced} from './attribute-kind.ts'
import type {Complain} from './complain.ts'
import {Definitions} from './definitions.ts'
import type {Part} from './part.ts'
import {isForDevice} from './parts/device.ts'
import {openDocument} from './parts/here-document.ts'
import type {Session} from './parts/terminal.ts'
import {gapsInShown} from './placeholder/shown.ts'
import {findGaps} from './placeholder.ts'
import {readOtherSql} from './read-other-sql.ts'
import {isPsql, readPsql} from './read-psql.ts'
import {readShell} from './read-shell.ts'
import {readSql} from './read-sql.ts'
import {nothingRead, type Reading, type Script, shownOnly} from './reading.ts'
import type {PlaceInSource} from './source-text.ts'
import type {SqlAnalysis} from './sql/analyse.ts'

/** What a block is made from: a part of a fence, and what stands around it. */
export interface BlockSource {
  language: string
  /** The lines of the block, as the document has them. */
  text: string
  attributes: Attributes
  part: Part
  /** Why it is not run, although its grammar may take it. */
  withheld: string | undefined
  /** Words that say on which system it is run. */
  placed: string | undefined
  /** What the fence has typed, without prompts, into the session that it opens. */
  typed: string | undefined
  /** The session into which it is typed, that a block before it opened. */
  session: Session | undefined
  /** In whose SQL it is, where it is SQL; PostgreSQL's, if undefined. */
  system: Block['system']
  /** The fence, where the block is a stretch of it. */
  fence: Block['fence']
  place: Place
  /** Finds places in the document from lines of the fence. */
  placeIn: (script: string, origin: readonly {line: number; cut?: number}[]) => PlaceInSource
  /** The paragraph before it. */
  lead: string | undefined
  /** Words that the document says elsewhere are to be replaced. */
  legend: readonly string[]
  /** Stand-ins that are valid values are meant as they stand: the author wrote for this tool. */
  literal: boolean
  /** Functions and aliases that the blocks before leave behind; what this one defines is added. */
  definitions: Definitions
}

/** Reads SQL; loaded only for documents that hold some. */
export type AnalyseSql = (script: string) => SqlAnalysis

/** Says what a part of a fence would run and what that may do. */
export function readBlock(
  source: BlockSource,
  analyseSql: AnalyseSql | undefined,
  complain: Complain,
): Block {
  const {language, attributes, part, session, fence, place, placeIn, lead, legend, literal} = source
  const {kind, reason, client} = part
  const elsewhere = (part.elsewhere && !isCarried(part, attributes)) || session !== undefined
  const other = kind === 'sql' && client === undefined && !elsewhere ? source.system : undefined
  const base = {
    language,
    text: source.text,
    fence,
    attributes,
    kind,
    kindReason: session?.because ?? reason,
    shows: part.shows,
    seen: seenIn(source),
    broken: part.shows === 'broken',
    client,
    elsewhere,
    psql: kind === 'sql' && client === undefined && other === undefined && isPsql(language, part.script),
  }
  if (kind === 'show') return Object.assign(base, shownOnly, {placeholders: missingIn(source)})
  if (source.withheld) Object.assign(base, {withheld: source.withheld})
  if (source.placed && !elsewhere) Object.assign(base, {placed: source.placed})
  if (other) {
    const {script, origin} = part
    const text = {script, placeOf: placeIn(script, origin), prose: lead, legend, literal}
    return checked({...base, system: other, ...readOtherSql(text, other)}, place, complain)
  }
  if (kind === 'sql' && !analyseSql) {
    const syntaxError = {message: 'its SQL was not read, as the document did not seem to hold any', place}
    return {...base, ...nothingRead, effect: 'unknown', syntaxError}
  }
  const {script, origin} = client === undefined ? part : handed(part, client)
  const text = {
    script,
    placeOf: placeIn(script, origin),
    prose: lead,
    legend,
    literal,
    typed: [source.typed ?? '', typedIn(base.seen)].join('\n').trim(),
  }
  const definitions = session ? new Definitions() : source.definitions
  const reading =
    kind === 'sql' && client === undefined
      ? (base.psql ? readPsql : readSql)(text, analyseSql!)
      : closed(readShell(text, definitions, analyseSql, siteOf(attributes)), text)
  return checked(Object.assign(base, reading), place, complain) // a spread of both takes ten times as long
}

/** What a text that is only shown leaves to be filled in by hand, unless it is what was seen. */
function missingIn({language, text, part, placeIn}: BlockSource): Block['placeholders'] {
  if (part.shows === 'output' || part.shows === 'session') return []
  const placeOf = placeIn(
    text,
    text.split('\n').map((_, index) => ({line: part.lines.from + index})),
  )
  const said = part.shows === 'language' && isForDevice(text.split('\n'), true)
  const gaps = said ? findGaps(text) : gapsInShown(text, language)
  return gaps.map(gap => ({
    ...gap,
    context: 'literal',
    place: placeOf(gap.start, gap.end),
  }))
}

/** Whether the author says where it is typed, so that it is run there. SQL is, where a client there takes it. */
function isCarried({kind, client}: Part, attributes: Attributes): boolean {
  return siteOf(attributes) !== undefined && (kind !== 'sql' || client !== undefined)
}

/** bash only warns of a here-document that never ends, and takes the rest of the block for its text: so it is not run at all. */
function closed(reading: Reading, {script, placeOf}: Script): Reading {
  const open = reading.syntaxError ? undefined : openDocument(script)
  if (!open) return reading
  const {delimiter, start, near} = open
  const hint =
    near === undefined
      ? `no line is \`${delimiter}\` alone`
      : `\`${delimiter}\` on line ${placeOf(near, near).start.line} has blanks around it, and only \`<<-\` takes off tabs before it`
  const message = `the here-document that \`<<${delimiter}\` begins never ends: ${hint}`
  return {
    ...reading,
    effect: worst([reading.effect, 'unknown']),
    syntaxError: {message, place: placeOf(start, start)},
  }
}

function seenIn({text, part, placeIn}: BlockSource): Block['seen'] {
  const lines = text.split('\n')
  return part.seen.map(({from, to}) => {
    const own = lines.slice(from - part.lines.from, to - part.lines.from)
    const shown = own.join('\n')
    const origin = own.map((_, index) => ({line: from + index}))
    return {text: shown, place: placeIn(shown, origin)(0, shown.length)}
  })
}

/** What stands behind a prompt such as `> ` or `db> `. */
function typedIn(seen: Block['seen']): string {
  const lines = seen.flatMap(({text}) => [...text.matchAll(/^[ \t]*[\w.@:()[\]/-]{0,60}>[ \t]+(\S.*)$/gm)])
  return lines.map(([, line]) => line).join('\n')
}

/** The command that starts a client, with the SQL for it as its standard input: what would have been typed into it. */
function handed({script, origin, lines}: Part, client: string): Pick<Part, 'script' | 'origin'> {
  const taken = new Set(script.split('\n'))
  let end = 'SQL'
  while (taken.has(end)) end += '_'
  const command = client.split('\n')
  // psql would go on after an error, and say that all went well
  const first = /\bpsql\b/.test(client) ? ['\\set ON_ERROR_STOP on'] : []
  return {
    script: [`${command.join('\n')} <<'${end}'`, ...first, script, end].join('\n'),
    origin: [
      ...[...command, ...first].map(() => ({line: lines.from, column: 0})),
      ...origin,
      {line: lines.to - 1, column: 0},
    ],
  }
}

/** The author's word may raise the effect; it lowers it only with a reason. */
function checked(block: Block, place: Place, complain: Complain): Block {
  const {attributes, effect} = block
  if (
    attributes.effect &&
    effects.indexOf(attributes.effect) < effects.indexOf(effect) &&
    !attributes.reason
  ) {
    complain(
      'block-effect',
      `Unexpected \`effect=${attributes.effect}\` on a block found to be \`${effect}\`, expected \`reason="…"\` beside it`,
      place,
      {fatal: true},
    )
  }
  const unused = misplaced(block)
  if (unused) complain('block-attributes', unused, place, {fatal: true})
  return block
}
