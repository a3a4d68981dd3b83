import {late} from '../late.ts'
import {type Gap, gapAt} from './gap.ts'
import {isMetasyntactic} from './plausible-rules.ts'

const reading = 'FROM|JOIN|INTO|UPDATE'
const defining =
  'TABLE|VIEW|INDEX|DATABASE|SCHEMA|SEQUENCE|FUNCTION|PROCEDURE|TRIGGER|CONSTRAINT|COLUMN|TYPE|ROLE|USER|PUBLICATION|SUBSCRIPTION|TABLESPACE|VACUUM|ANALYZE|FULL|VERBOSE|REINDEX|TRUNCATE|CONCURRENTLY|EXISTS|ON|REFERENCES|KILL|USE|COPY|LOGIN|TO|OWNED\\s{1,9}BY'
/** Where the name of an object is expected. */
const named = late(
  String.raw`\b(?:(?:${reading})\s{1,80}(?:ONLY\s{1,80})?|(?:${defining})\s{1,80}\(?\s{0,80}(?!(?:${reading}|${defining}|IF|NOT|ONLY)\b))\[?((?:[\p{L}_][\p{L}\p{N}_]{0,80}\.)?[\p{L}_][\p{L}\p{N}_]{0,80})`,
  'giu',
)
const identifier = () =>
  /(?<![\p{L}\p{N}_.:$@])[\p{L}_][\p{L}\p{N}_]{0,80}(?:\.[\p{L}_][\p{L}\p{N}_]{0,80})?(?![\p{L}\p{N}_])/gu

const thing =
  'sub|pub|table|column|col|index|idx|database|db|schema|type|role|user|constraint|view|function|sequence|publication|subscription|slot|field|trigger|partition|extension|procedure|relation|tablespace'
const which =
  'your|my|some|old|new|target|source|large|big|small|parent|child|example|sample|bloated|affected|indexed|filter|conflicting'
const self = new RegExp(
  `^(?:idx_)?(?:(?:${which})_){1,2}(?:${thing})(?:_name)?$|^(?:id|key|date|time|name|email|status|user|text|json|value|amount|some|\\w{1,12}stamp)_column$|^(?:${thing})_(?:name|\\d|[a-c])$|^(?:partition|order_by|sample|where|filter)_expr$|^(?:my|your)(?:${thing})$`,
  'i',
)
/** Where a name is expected, and nowhere else: `dbname` is a column too. */
const there = () =>
  /^(?:(?:user|db|tbl|table|schema|index|column|role|database|view|sequence|constraint|publication|subscription|slot|login)name|(?:new|old)?(?:user|role)_?name|(?:new|old)_owner|(?:nombre|nome|nom)_\w{2,40})$/iu
const shouted = () => /^(?:NEW|OLD)_\p{Lu}[\p{Lu}_]{1,40}$/u
/** Beside a name that is none: `UPDATE table_name SET column1 = value1`. */
const beside = /^(?:column|col|value|val|field)\d$/i
/** What any such name holds. */
const hint = new RegExp(
  `(?:${which})_|foo|ba[rz]|qux|_column\\b|_expr\\b|(?:${thing})_(?:name|\\d|[a-c])|(?:my|your)(?:${thing})|table|tabla|tabel|name|nom|_owner`,
  'i',
)
/** Where the catalogue is read, `table_name` is a column of it. */
const catalogue = /\b(?:information_schema|pg_\w+|sys|dba_\w+|all_\w+|user_tables|user_tab_\w+)\b/i

/** `database.table`: nothing is called so. */
const bothKinds =
  /(?<![\w.])(?:database|db|schema|dbname|database_name|db_name|schema_name)\.(?:table|tablename|table_name|view|tbl)(?![\w.])/i

/** Whether a string is a name that says only whose name it is: `'table_name'`. */
export function saysItIsAName(text: string): boolean {
  return /_name$/.test(text) && self.test(text)
}

/** Functions and columns that are given the name of a table or a database. */
const asksForName = () =>
  /(?:\b(?:datname|relname|usename|rolname|nspname|schemaname|tablename|table_name|table_schema|db_name|database)\s*=|\b\p{L}\w{3,60}\s?\()\s*$/iu
const humped = /^(?:Database|Table|Schema|Index|Column|View|User|Login|Server|Instance)Name$/

/** Whether a string is such a name behind `before`, which asks for one: `pg_database_size('dbname')`. */
export function isNameAskedFor(text: string, before: string): boolean {
  return (there().test(text) || humped.test(text)) && asksForName().test(before)
}

/** Names of tables, columns and the like that say only that they are such, statement by statement. */
export function namesOfObjects(code: string): Gap[] {
  const gaps: Gap[] = []
  let offset = 0
  for (const statement of code.split(';')) {
    gaps.push(...inStatement(statement, offset))
    offset += statement.length + 1
  }
  return gaps
}

function inStatement(statement: string, offset: number): Gap[] {
  if (!hint.test(statement)) return []
  const found = new Set<string>()
  /** Where the name of an object is expected: there brackets hold its columns. */
  const names = new Set<number>()
  for (const {0: whole, 1: name, index} of statement.matchAll(named())) {
    names.add(index + whole.length - name!.length)
    const read = /^(?:FROM|JOIN|INTO|UPDATE)\b/i.test(whole)
    for (const part of name!.split('.'))
      if (
        self.test(part) ||
        there().test(part) ||
        (isMetasyntactic(part) && !isAlias(part, statement)) ||
        shouted().test(part) ||
        (read &&
          /^(?:table|tabla|tabela|tabelle)$/i.test(part) &&
          !isKeyword(statement.slice(index + whole.length)))
      )
        found.add(part)
  }
  if (found.size === 0 && !bothKinds.test(statement) && !/_(?:expr|column)\b/.test(statement)) return []
  const any = [...found].some(isMetasyntactic)
  const fromCatalogue = catalogue.test(statement)
  return [...statement.matchAll(identifier())].flatMap(({0: name, index}) => {
    const rest = statement.slice(index + name.length, index + name.length + 80)
    if (/^\s*\(/.test(rest) && !names.has(index)) return []
    if (!fromCatalogue && bothKinds.test(name)) return [gapAt(name, offset + index)]
    let at = offset + index
    return name.split('.').flatMap(part => {
      const start = at
      at += part.length + 1
      const meant =
        found.has(part) ||
        (any && isMetasyntactic(part) && !isAlias(part, statement)) ||
        (!fromCatalogue && self.test(part)) ||
        (found.size > 0 && beside.test(part)) ||
        (/^conditions?$/i.test(part) && /\bwhere\s+$/i.test(statement.slice(0, index)) && /^\s*$/.test(rest))
      return meant ? [gapAt(part, start, {certain: /_name$|^your/i.test(part)})] : []
    })
  })
}

/** Whether `TABLE` stands before the name of one, of which `rest` begins: `LOAD DATA … INTO TABLE users`. */
function isKeyword(rest: string): boolean {
  return /^\s+(?!(?:where|set|values?|select|default|as|on|using|order|group|having|limit|offset|fetch|for|union|(?:left|right|full|inner|outer|cross|natural|join)|into|from)\b)["`[]?[\p{L}_]/iu.test(
    rest,
  )
}

/** Whether a statement itself says what it calls so: `WITH foo AS (…)`, `(…) AS foo`. */
function isAlias(name: string, statement: string): boolean {
  return new RegExp(
    `(?<!\\w)${name}\\s+AS\\s{0,20}(?:(?:NOT\\s+)?MATERIALIZED\\s{0,20})?\\(|(?:(?<!\\w)AS|\\))\\s+${name}(?!\\w)`,
    'i',
  ).test(statement)
}
