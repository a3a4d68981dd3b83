import {late} from '../late.ts'
import {stretches} from '../sql/lexer.ts'
import {type Gap, gapAt} from './gap.ts'
import {occurrences} from './replaced.ts'
import {isSecretWord} from './secret-word.ts'
import {isNameAskedFor, namesOfObjects, saysItIsAName} from './sql-name.ts'
import {saysWhoseItIs, sessionsEnded, valueInString} from './sql-value.ts'
import {type StandIn, standInsIn} from './stand-in.ts'
import {isNoun, partsOf} from './vocabulary.ts'

/** `pg_terminate_backend(PID)`: a word in capitals that alone is given to a function in small letters. */
const argument =
  /(?<=\b[a-z_]{2,60}\(\s{0,5})(?:PID|\p{Lu}{1,40}(?:_\p{Lu}{1,40}){0,5}_(?:ID|PID|NAME|HERE))(?=\s{0,5}\))|(?<=[a-z]\s?=\s?)\p{Lu}{2,40}(?:_\p{Lu}{1,40}){0,5}_(?:ID|UUID|HERE)(?![\w.(])/gu
/** `'DBNAME'`, `'s3:::BUCKETNAME/x'` */
const nameInCapitals =
  /(?<=^|[:/])(?:DB|DATABASE|BUCKET|TABLE|SCHEMA|USER|HOST|SERVER|FILE|ROLE|LOGIN|INSTANCE)_?NAME(?=$|[:/.])/g
/** `paste your query here`: what no statement is. */
const words = late(
  String.raw`(?<!\p{L})(?:(?:paste|insert|enter|put|type|add|write|copy)\s+(?:your|the)|your|own)\s+(?:\p{L}{2,20}\s+){1,4}here(?!\p{L})`,
  'giu',
)
const question = late(
  String.raw`(?:\b([\p{L}_][\p{L}\p{N}_]{0,60})\s{0,5}(?:[!<>]?=|<>|[<>]|\b(?:I?LIKE))|[(,]|\b(?:LIMIT|OFFSET|BETWEEN|AND|TTL))\s{0,5}\?(?=\s*(?:[,);]|$|\b(?:AND|OR|ORDER|GROUP|LIMIT|ALLOW|IF|WHERE|USING|RETURNING)\b))`,
  'giu',
)
/** What stands before the format of a date, which nobody fills in. */
const format = /(?:,\s*|\bformat\s*=?\s*)$/i

/**
 * What a reader must fill in in SQL that no marks set apart, and not in comments: `table_name`, `'...'`. `replaced` are words
 * that the text around says are to be replaced.
 */
export function gapsInSql(text: string, replaced: readonly string[] = []): Gap[] {
  const gaps: Gap[] = []
  let code = ''
  let from = 0
  const codeUpTo = (end: number) => {
    gaps.push(...inCode(text.slice(from, end), from, replaced))
    code += text.slice(from, end)
  }
  for (const {kind, start, end} of stretches(text)) {
    codeUpTo(start)
    code += ' '.repeat(end - start)
    from = end
    if (kind === 'sql-string') gaps.push(...inString(text, start, end, replaced))
  }
  codeUpTo(text.length)
  return [...gaps, ...sessionsEnded(text), ...namesOfObjects(code), ...questions(code)]
}

/** `id = ?`, `VALUES (?, ?)`: values that a program would bind; between two operands PostgreSQL's `?` asks for a key. */
function questions(code: string): Gap[] {
  if (!code.includes('?')) return []
  return [...code.matchAll(question())].map(({1: column, index, 0: whole}) =>
    gapAt('?', index + whole.length - 1, {name: column ?? 'value'}),
  )
}

function inString(text: string, start: number, end: number, replaced: readonly string[]): Gap[] {
  const inner = text.slice(start + 1, Math.max(start + 1, end - 1))
  const column = comparedWith(text, start)
  if (text[start] === "'" && column && saysWhoseItIs(inner, column))
    return [gapAt(inner, start + 1, {certain: false})]
  if (text[start] === "'" && (/^value\d?$/i.test(inner) || saysItIsAName(inner)))
    return [gapAt(inner, start + 1)]
  if (text[start] === "'" && isOneOfTwo(inner, text)) return [gapAt(inner, start + 1, {certain: false})]
  const before = text.slice(Math.max(0, start - 80), start)
  if (
    text[start] === '"' &&
    /^(?:user|role|login|db|database|schema|table)_?name$/.test(inner) &&
    !/[\w)]\s*$/.test(before.replace(/\b(?:TO|FROM|USER|ROLE|DATABASE|TABLE|SCHEMA)\s*$/i, ';'))
  )
    return [gapAt(inner, start + 1, {certain: false})]
  if (text[start] === "'" && (valueInString(inner, before) || isNameAskedFor(inner, before)))
    return [gapAt(inner, start + 1, {certain: false})]
  const bracketed = /^\[(\p{Lu}[\p{Lu}_]{1,30})\]$/u.exec(inner)?.[1]
  if (bracketed && isNoun(partsOf(bracketed).at(-1)!)) return [gapAt(inner, start + 1, {name: bracketed})]
  const named = text[start] === "'" && inner.length < 200 ? [...inner.matchAll(nameInCapitals)] : []
  if (named.length > 0) return named.map(({0: word, index}) => gapAt(word, start + 1 + index))
  if (/^\s*(?:YYYY|yyyy|HH|DD|MM)/.test(inner) && format.test(before)) return []
  return [
    ...said(inner, start + 1, replaced),
    ...standInsIn(inner).map(found => gapOf(inner, start + 1, found, column)),
  ]
}

/** Oracle takes a secret without quotes: `IDENTIFIED BY password`. */
function secretsIn(code: string, offset: number): Gap[] {
  return [...code.matchAll(/(?<=\bIDENTIFIED\s{1,20}BY\s{1,20})[\p{L}_][\p{L}\p{N}_$#]{2,60}/giu)]
    .filter(([word]) => isSecretWord(word))
    .map(({0: word, index}) => gapAt(word, offset + index, {certain: false}))
}

const opposites = [
  ['old', 'new'],
  ['ancien', 'nouveau'],
  ['viejo', 'nuevo'],
  ['antiguo', 'nuevo'],
  ['antigo', 'novo'],
  ['alt', 'neu'],
  ['vecchio', 'nuovo'],
]
const oneOfTwo = new RegExp(`^(${[...new Set(opposites.flat())].join('|')})([-_. ]?)(.{2,40})$`, 'i')
/** `'old_domain'` in a text that holds `'new_domain'` too: what is, and what is to be in its place. */
function isOneOfTwo(inner: string, text: string): boolean {
  const [, which = '', joint = '', rest] = oneOfTwo.exec(inner) ?? []
  if (rest === undefined || !(isNoun(partsOf(rest).at(-1)!) || /^[\w-]+\.(?:com|org|net|tld)$/.test(rest)))
    return false
  const low = text.toLowerCase()
  const others = opposites.filter(pair => pair.includes(which.toLowerCase())).flat()
  return others
    .filter(word => word !== which.toLowerCase())
    .some(word => low.includes(`'${word}${joint}${rest}'`.toLowerCase()))
}

/** The column that a string is compared with. */
function comparedWith(text: string, start: number): string | undefined {
  const before = text.slice(Math.max(0, start - 80), start)
  return /(?<![\p{L}_])([\p{L}_][\p{L}\p{N}_]{0,80})\s*(?:[!<>]?=|<>|[<>]|I?LIKE|IN\s*\()\s*$/iu.exec(
    before,
  )?.[1]
}

/** `GRANT … ON DATABASE.*`: nothing is called so. */
const anyDatabase = /(?<=\bON\s{1,20})(?:DATABASE|SCHEMA|DB|DBNAME|DB_NAME|DATABASE_NAME)(?=\.\*)/giu

function inCode(code: string, offset: number, replaced: readonly string[]): Gap[] {
  return [
    ...said(code, offset, replaced),
    ...(/identified/i.test(code) ? secretsIn(code, offset) : []),
    ...standInsIn(code)
      .filter(({start, certain}) => certain || /\d/.test(code[start]!))
      .map(found => gapOf(code, offset, found)),
    ...(code.includes('.*') ? [...code.matchAll(anyDatabase)] : []).map(({0: word, index}) =>
      gapAt(word, offset + index),
    ),
    ...(/\bhere\b/i.test(code) ? [...code.matchAll(words())] : []).map(({0: phrase, index}) =>
      gapAt(phrase, offset + index),
    ),
    ...(/PID|_(?:ID|NAME|HERE)/.test(code) ? [...code.matchAll(argument)] : []).map(({0: word, index}) =>
      gapAt(word, offset + index),
    ),
  ]
}

function said(text: string, offset: number, replaced: readonly string[]): Gap[] {
  return occurrences(text, replaced).map(({word, start}) => gapAt(word, offset + start))
}

function gapOf(
  text: string,
  offset: number,
  {start, end, certain, nameless}: StandIn,
  column = 'what is left out',
): Gap {
  const own = text.slice(start, end)
  return gapAt(own, offset + start, {certain, ...(nameless ? {name: column} : {})})
}
