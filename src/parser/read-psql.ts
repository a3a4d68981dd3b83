import {type Effect, type Reason, worst} from '../model/effect.ts'
import type {Command, PlaceholderContext} from '../model/runbook.ts'
import {apart, type Gap, gapAt} from './placeholder/gap.ts'
import {findBindNames, findGaps, withoutGaps} from './placeholder.ts'
import {copiedQuery, isMetaName, metaEffect} from './psql/meta-command.ts'
import {type MetaCommand, type PsqlScan, scanPsql, wholeLine} from './psql/scan.ts'
import {variablesOf} from './psql/variables.ts'
import {wayOut} from './psql/way-out.ts'
import {namesAmong, wholeString} from './read-sql.ts'
import {nothingRead, type Reading, type Script, sorted} from './reading.ts'
import type {SqlAnalysis} from './sql/analyse.ts'
import {codeOf} from './sql/lexer.ts'

type AnalyseSql = (script: string) => SqlAnalysis

/** Whether SQL is for psql alone: its author says so, or it holds commands that psql knows. */
export function isPsql(language: string, script: string): boolean {
  return language === 'psql' || scanPsql(script).commands.some(({name}) => isMetaName(name))
}

/** Reads a script of psql: its own commands by a table, the SQL between them by PostgreSQL's grammar. */
export function readPsql(text: Script, analyseSql: AnalyseSql): Reading {
  const {script, placeOf, prose, legend} = text
  const scan = scanPsql(script)
  const context = analyseSql(scan.sql).contextAt
  const inSql = (offset: number) => context(offset) === 'sql'
  const variables = variablesOf(scan.commands, scan.sql)
  const marked = sorted(findGaps(scan.sql, {language: 'sql', prose, legend}), text)
  const bound = [...findBindNames(scan.sql, inSql), ...quotedNames(scan.sql, inSql)]
  const missing = bound.filter(({name, start}) => !variables.has(name, start))
  const inCommands = commandGaps(script, scan, ({name, start}) => !variables.has(name, start))
  const gaps = apart([...missing, ...marked.gaps])
    .filter(gap => context(gap.start) !== 'comment' && script.slice(gap.start, gap.end) === gap.text)
    .map(gap => (gap.text.startsWith(':') ? gap : wholeString(script, gap)))
  // psql puts the value there: with its quotes a string or a name, without them whatever it holds
  const plain = withoutGaps(
    scan.sql,
    bound.filter(gap => variables.has(gap.name, gap.start)).sort((a, b) => a.start - b.start),
    ({text}) => ` ${text.slice(1)}`,
  )
  const spliced = bound.filter(
    ({name, text, start}) => /^:\w/.test(text) && variables.has(name, start) && !variables.plain(name, start),
  )
  const asWords = analyseSql(withoutGaps(plain, gaps, fill))
  const names = asWords.syntaxError ? new Set<Gap>() : namesAmong(gaps, plain, analyseSql)
  const {commands, effect, reasons, syntaxError} =
    asValues(plain, gaps, spliced, names, analyseSql) ?? asWords
  const contextOf = (gap: Gap): PlaceholderContext => {
    if (gap.text.startsWith(':"') || names.has(gap)) return 'sql-name'
    return script[gap.start] === "'" || inSql(gap.start) ? 'sql' : 'sql-string'
  }
  const isInside = branchesInside(codeOf(scan.sql))
  const own = scan.commands.map(command => described(command, analyseSql, isInside(command)))
  const all: Reason[] = [...reasons, ...own.flatMap(one => one.reasons), ...splicedReasons(spliced)]
  // what psql leaves out or puts together is seen by psql alone
  const assembled =
    spliced.length > 0 || scan.commands.some(({name}) => /^(?:if|elif|else|endif|r|reset)$/.test(name))
  if (syntaxError && assembled)
    all.push({effect: 'unknown', text: 'psql puts its statements together: they cannot be read before'})
  const unheld =
    syntaxError && assembled
      ? 'psql puts its statements together: they cannot be read before'
      : wayOut(scan, variables, new Set(gaps.map(gap => gap.start)))
  if (/standard_conforming_strings/i.test(script))
    all.push({effect: 'unknown', text: 'changes how strings are read'})
  const located = [...commands, ...own.map(one => one.command)].sort((a, b) => a.start - b.start)
  return {
    ...nothingRead,
    script,
    commands: located.map(command => ({
      place: placeOf(command.start, command.end),
      ...command,
      text: script.slice(command.start, command.end),
    })),
    placeholders: [
      ...gaps.map(gap => ({context: contextOf(gap), place: placeOf(gap.start, gap.end), ...gap})),
      ...inCommands.map(gap => ({
        ...gap,
        context: commandContext(gap),
        place: placeOf(gap.start, gap.end),
      })),
    ].sort((a, b) => a.start - b.start),
    standIns: marked.standIns,
    ...(unheld ? {unheld} : {}),
    effect: worst([effect, ...all.map(reason => reason.effect)]),
    reasons: telling(all),
    syntaxError:
      syntaxError && !assembled
        ? {
            message: `PostgreSQL cannot read it: ${syntaxError.message}`,
            place: placeOf(syntaxError.offset, syntaxError.offset),
          }
        : undefined,
  }
}

/** `:'name'` and `:"name"`, with which psql quotes a value. */
function quotedNames(sql: string, inSql: (offset: number) => boolean): Gap[] {
  return [...sql.matchAll(/(?<![:\w$]):(['"])([A-Za-z_]\w*)\1/g)]
    .filter(({index}) => inSql(index))
    .map(match => gapAt(match[0], match.index, {name: match[2]!}))
}

/** As it is where every value is one: `WHERE :flag` may be true of every row. Undefined where that cannot be read. */
function asValues(
  plain: string,
  gaps: readonly Gap[],
  spliced: readonly Gap[],
  names: ReadonlySet<Gap>,
  analyseSql: AnalyseSql,
): SqlAnalysis | undefined {
  const own = spliced.map(gap => ({...gap, text: ` ${gap.text.slice(1)}`}))
  const all = [...gaps, ...own].sort((a, b) => a.start - b.start)
  const value = (gap: Gap) =>
    names.has(gap) || gap.text.startsWith(':"') ? 'x' : '$1'.padEnd(gap.end - gap.start)
  const found = analyseSql(withoutGaps(plain, all, value))
  return found.syntaxError ? undefined : found
}

/** Whether a branch begins or ends inside of a statement, of which psql then leaves out a part; asked for each command in order. */
function branchesInside(code: string): (command: MetaCommand) => boolean {
  let read = 0
  let open = false
  return ({name, start}) => {
    const last = code.slice(read, start).lastIndexOf(';')
    open = (last === -1 && open) || code.slice(read + last + 1, start).trim() !== ''
    read = start
    return open && /^(?:if|elif|else|endif)$/.test(name)
  }
}

/** Gaps among the arguments of psql's own commands: marks, and variables that nobody sets. */
function commandGaps(
  script: string,
  {commands}: PsqlScan,
  isMissing: (gap: Gap) => boolean,
): (Gap & {whole: boolean})[] {
  return commands.flatMap(({name, args, start, end}) => {
    if (args === '') return []
    const text = script.slice(start, end)
    // there psql looks for variables outside of quotes only, and what is set is a text of any kind
    const code = name === 'set' ? codeOf(text) : text
    const marks = name === 'set' ? [] : findGaps(text, {language: 'sql'})
    return apart([
      ...marks.filter(gap => /^(?:<|\{\{)/.test(gap.text)),
      ...[...findBindNames(code, () => true), ...quotedNames(text, () => true)].filter(gap =>
        isMissing({...gap, start: start + gap.start}),
      ),
    ]).map(gap => ({...gap, start: gap.start + start, end: gap.end + start, whole: wholeLine.test(name)}))
  })
}

/** `:'name'` is quoted by psql there too, except where it takes the line as it stands. */
function commandContext({text, whole}: Gap & {whole?: boolean}): PlaceholderContext {
  if (!/^:['"]/.test(text)) return 'literal'
  if (whole) return 'sql-string'
  return text.startsWith(':"') ? 'sql-name' : 'sql'
}

function fill(gap: Gap): string {
  return gap.text.startsWith(":'") ? "'x'".padEnd(gap.text.length) : 'x'
}

function described(
  meta: MetaCommand,
  analyseSql: AnalyseSql,
  changesReading: boolean,
): {
  command: Pick<Command, 'name' | 'effect' | 'changesReading' | 'start' | 'end'>
  reasons: Reason[]
} {
  const {name, start, end} = meta
  const [own, does] = metaEffect(meta)
  const query = copiedQuery(meta)
  const asked = query === undefined ? undefined : analyseSql(query)
  const effect: Effect = worst([own, asked?.effect ?? 'read'])
  return {
    command: {name: `\\${name}`, effect, start, end, ...(changesReading ? {changesReading} : {})},
    reasons: [{effect: own, text: `\`\\${name}\` ${does}`}, ...(asked?.reasons ?? [])],
  }
}

function splicedReasons(gaps: readonly Gap[]): Reason[] {
  return gaps.map(({text}) => ({
    effect: 'unknown',
    text: `\`${text}\` becomes whatever psql's variable holds`,
  }))
}

function telling(all: readonly Reason[]): Reason[] {
  const texts = new Set<string>()
  const once = all.filter(({text}) => text !== 'nothing runs' && !texts.has(text) && texts.add(text))
  const found = once.filter(({effect}) => effect !== 'read')
  if (found.length > 0) return found
  return once.length > 0 ? once : [{effect: 'read', text: 'nothing runs'}]
}
