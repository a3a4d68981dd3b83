import type {PlaceholderContext} from '../model/runbook.ts'
import type {Gap} from './placeholder/gap.ts'
import {findBindNames, findGaps, withoutGaps} from './placeholder.ts'
import {nothingRead, type Reading, type Script, sorted} from './reading.ts'
import type {SqlAnalysis} from './sql/analyse.ts'

function isValue({start, end}: Gap): boolean {
  return end - start > 1
}

/** Reads SQL for PostgreSQL, gaps filled with plain names. */
export function readSql(text: Script, analyseSql: (script: string) => SqlAnalysis): Reading {
  const {script, placeOf, prose, legend} = text
  const context = analyseSql(script).contextAt
  const {gaps: found, standIns} = sorted(findGaps(script, {language: 'sql', prose, legend}), text)
  const gaps = [...found, ...findBindNames(script, offset => context(offset) === 'sql')]
    .filter(gap => context(gap.start) !== 'comment')
    .sort((a, b) => a.start - b.start)
    .map(gap => wholeString(script, gap))
  const named = analyseSql(withoutGaps(script, gaps, () => 'x'))
  const names = named.syntaxError ? new Set<Gap>() : namesAmong(gaps, script, analyseSql)
  // a value is no column: `WHERE :flag` is the same for every row
  const valued = analyseSql(
    withoutGaps(script, gaps, gap =>
      isValue(gap) && !names.has(gap) ? '$1'.padEnd(gap.end - gap.start) : 'x',
    ),
  )
  const told = valued.syntaxError || valued.commands.length !== named.commands.length ? named : valued
  const {effect, reasons, syntaxError} = told
  // a value is shorter than its gap: only names tell where a statement ends
  const commands = told.commands.map((command, index) => {
    const {start, end} = named.commands[index]!
    return {...command, start, end}
  })
  const contextOf = (gap: Gap): PlaceholderContext => {
    if (names.has(gap)) return 'sql-name'
    return script[gap.start] === "'" || context(gap.start) === 'sql' ? 'sql' : 'sql-string'
  }
  return {
    ...nothingRead,
    script,
    commands: commands.map(({start, end, ...command}) => ({
      start,
      end,
      ...command,
      text: script.slice(start, end),
      place: placeOf(start, end),
    })),
    placeholders: gaps.map(gap => ({context: contextOf(gap), place: placeOf(gap.start, gap.end), ...gap})),
    standIns,
    effect,
    reasons,
    syntaxError: syntaxError && {
      message: `PostgreSQL cannot read it: ${syntaxError.message}`,
      place: placeOf(syntaxError.offset, syntaxError.offset),
    },
  }
}

/** So many gaps are told apart; of more, all are taken for names where one is. */
const mostGaps = 20

/** Gaps where PostgreSQL's grammar takes a name and no value: of a table, a column, a type. */
export function namesAmong(
  gaps: readonly Gap[],
  script: string,
  analyseSql: (script: string) => SqlAnalysis,
): Set<Gap> {
  const takesValues = (tried: readonly Gap[]) =>
    !analyseSql(
      withoutGaps(script, gaps, gap => (tried.includes(gap) ? '$1'.padEnd(gap.end - gap.start) : 'x')),
    ).syntaxError
  const tried = gaps.filter(isValue)
  if (tried.length === 0 || takesValues(tried)) return new Set()
  return new Set(tried.length > mostGaps ? tried : tried.filter(gap => !takesValues([gap])))
}

/** `'<id>'` is a gap as a whole: a bind parameter takes no quotes. */
export function wholeString(script: string, gap: Gap): Gap {
  const quoted =
    script[gap.start - 1] === "'" &&
    script[gap.end] === "'" &&
    script[gap.start - 2] !== "'" &&
    script[gap.end + 1] !== "'"
  return quoted ? {...gap, start: gap.start - 1, end: gap.end + 1} : gap
}
