import type {SqlSystem} from '../model/driver.ts'
import {type Effect, type Reason, worst} from '../model/effect.ts'
import {type Scan, scan} from '../model/other-sql/scan.ts'
import {type Standing, standingOf} from '../model/other-sql/standing.ts'
import type {Command, Placeholder} from '../model/runbook.ts'
import type {Gap} from './placeholder/gap.ts'
import {findBindNames, findGaps, withoutGaps} from './placeholder.ts'
import {nothingRead, type Reading, type Script, sorted} from './reading.ts'
import {dialectEffect} from './sql/dialect.ts'

const names: Record<SqlSystem, string> = {mysql: 'MySQL', sqlite: 'SQLite'}

/** Reads SQL for MySQL, MariaDB or SQLite by its words: no grammar here knows it, so what is not surely read is unknown. */
export function readOtherSql(text: Script, system: SqlSystem): Reading {
  const {script, placeOf, prose, legend} = text
  const first = scan(script, system)
  const {gaps: found, standIns} = sorted(findGaps(script, {language: 'sql', prose, legend}), text)
  const gaps = [...found, ...findBindNames(script, offset => within(first, offset) === undefined)]
    .filter(gap => within(first, gap.start)?.kind !== 'comment')
    .sort((a, b) => a.start - b.start)
  const {statements, code, problem} = scan(
    withoutGaps(script, gaps, () => 'x'),
    system,
  )
  const read = statements.map(({start, end}) => commandOf(script, code, start, end, system))
  const reasons = new Map<string, Effect>()
  for (const {found} of read) for (const reason of found.reasons) reasons.set(reason.text, reason.effect)
  return {
    ...nothingRead,
    script,
    commands: read.map(({command: {start, end, ...command}}) => ({
      start,
      end,
      ...command,
      text: script.slice(start, end),
      place: placeOf(start, end),
    })),
    placeholders: gaps.map(gap => {
      const whole = asString(gap, first)
      return {...whole.gap, context: whole.context, place: placeOf(whole.gap.start, whole.gap.end)}
    }),
    standIns,
    effect: worst([...read.map(({found}) => found.effect), ...(problem ? (['unknown'] as const) : [])]),
    reasons: [...reasons].map(([text, effect]) => ({text, effect})),
    syntaxError: problem && {
      message: `as ${names[system]}’s SQL it cannot be read: ${problem.message}`,
      place: placeOf(problem.offset, problem.offset),
    },
  }
}

function within({quoted}: Scan, offset: number): Scan['quoted'][number] | undefined {
  return quoted.find(({start, end}) => offset >= start && offset < end)
}

/** `'<id>'` is a gap as a whole: a bind parameter takes no quotes. */
function asString(gap: Gap, first: Scan): {gap: Gap; context: Placeholder['context']} {
  const around = within(first, gap.start)
  if (!around) return {gap, context: 'sql'}
  const whole = around.kind === 'string' && around.start === gap.start - 1 && around.end === gap.end + 1
  return whole
    ? {gap: {...gap, start: around.start, end: around.end}, context: 'sql'}
    : {
        gap,
        context:
          around.kind === 'name' && around.start === gap.start && around.end === gap.end
            ? 'sql'
            : 'sql-string',
      }
}

function commandOf(script: string, code: string, start: number, end: number, system: SqlSystem) {
  const own = code.slice(start, end)
  const standing = standingOf(own, system)
  const found = effectOf(own, standing)
  const everyRowOf = everyRow(script.slice(start, end), own)
  const command: Omit<Command, 'text' | 'place'> = {
    name: nameOf(own),
    effect: found.effect,
    start,
    end,
    transactionControl: standing === 'control',
    needsAutocommit: standing === 'outside',
    ...(everyRowOf ? {everyRowOf} : {}),
    // which MySQL cannot, and MariaDB only for some
    returns:
      system === 'sqlite' && /^(?:INSERT|REPLACE|UPDATE|DELETE)\b/i.test(own) && !/\bRETURNING\b/i.test(own),
  }
  return {command, found}
}

/** What its words say; what leaves its transaction, or writes, is no reading whatever they say. */
function effectOf(code: string, standing: Standing): {effect: Effect; reasons: Reason[]} {
  const found = dialectEffect(code)
  if (standing === 'reads' || (found.effect !== 'read' && found.effect !== 'local')) return found
  const effect = standing === 'writes' ? 'change' : 'unknown'
  const text =
    standing === 'writes'
      ? `\`${nameOf(code)}\` changes data or definitions, in another database’s SQL`
      : `\`${nameOf(code)}\` is not known to be one that a rollback undoes`
  return {effect, reasons: [{effect, text}]}
}

function nameOf(code: string): string {
  const [verb = '', object = ''] = code
    .replaceAll(/^[\s(]+/g, '')
    .toUpperCase()
    .split(/[\s(;]+/)
  return /^(?:CREATE|ALTER|DROP|START|TRUNCATE)$/.test(verb) ? `${verb} ${object}`.trim() : verb
}

/** The table of which every row is changed or deleted: no `WHERE` stands anywhere. */
function everyRow(text: string, code: string): string | undefined {
  if (/\bWHERE\b/i.test(code)) return undefined
  const found =
    /^(?:WITH\b[\s\S]*\)\s*)?(?:UPDATE(?:\s+(?:LOW_PRIORITY|IGNORE|OR\s+\w+))*|DELETE(?:\s+(?:LOW_PRIORITY|QUICK|IGNORE))*\s+FROM|TRUNCATE(?:\s+TABLE)?)\s+([\w$.]+)/di.exec(
      code,
    )
  const at = found?.indices?.[1]
  return at && text.slice(...at).replaceAll(/["`[\]]/g, '')
}
