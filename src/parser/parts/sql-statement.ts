import {stretches} from '../sql/lexer.ts'
import {filled} from './command.ts'

const shapes =
  /^\s*(?:SELECT\s|INSERT\s+(?:INTO|IGNORE)\s|UPDATE\s+\S+(?:\s+(?:AS\s+)?\w+)?\s+SET\s|UPDATE\s+[\w."]+\s*$|DELETE\s+FROM\s|WITH\s+(?:RECURSIVE\s+)?[\w"]+\s*(?:\([^)]*\)\s*)?AS\b|(?:CREATE|ALTER|DROP)\s+(?:OR\s+REPLACE\s+|GLOBAL\s+|TEMP(?:ORARY)?\s+|UNIQUE\s+|UNLOGGED\s+|MATERIALIZED\s+|FOREIGN\s+|EVENT\s+)*(?:TABLE|INDEX|VIEW|USER|ROLE|DATABASE|SCHEMA|SEQUENCE|FUNCTION|PROCEDURE|TRIGGER|TYPE|EXTENSION|SUBSCRIPTION|PUBLICATION|SYSTEM|POLICY|DOMAIN|DEFAULT|OWNED|SERVER|TABLESPACE|CONSTRAINT|STATISTICS|EVENT|KEYSPACE)\b|EXPLAIN\s|VACUUM(?:\s|;|\()|GRANT\s.+\s(?:ON|TO)\s|REVOKE\s.+\sFROM\s|TRUNCATE\s+(?:TABLE\s+)?[\w."]+|REINDEX\s|ANALY[ZS]E(?:\s|;)|SHOW\s+\w|COPY\s+[\w."(].*\b(?:FROM|TO)\b|(?:BEGIN|COMMIT|ROLLBACK|CHECKPOINT|START TRANSACTION|DISCARD ALL|ABORT|END)\b[\w ]*;|SET\s+(?:LOCAL\s+|SESSION\s+|GLOBAL\s+)?[\w.@]+\s*(?:=|TO\b)|SET\s+ROLE\s|RESET\s+\w|CALL\s+[\w.]+\(|DO\s+(?:LANGUAGE\s+\w+\s+)?\$|MERGE\s+INTO\s|LOCK\s+TABLE\s|CLUSTER\s+\w|COMMENT\s+ON\s|DECLARE\s+\w|REASSIGN\s+OWNED|REFRESH\s+MATERIALIZED|KILL\s+(?:QUERY\s+|CONNECTION\s+)?[\d<]|USE\s+[\w"\x60]+;|DESC(?:RIBE)?\s+[\w.]+;|FLUSH\s+\w+|OPTIMIZE\s+TABLE|(?:START|STOP|RESET)\s+(?:(?:ALL\s+)?(?:SLAVES?|REPLICAS?)|MASTER|GROUP_REPLICATION)|CHANGE\s+(?:MASTER|REPLICATION)|PURGE\s+(?:BINARY|MASTER)\s+LOGS|SHUTDOWN(?:\s+(?:IMMEDIATE|ABORT|NORMAL|TRANSACTIONAL))?\s*;|STARTUP(?:\s+[A-Z ]+)?\s*;|(?:BACKUP|RESTORE)\s+(?:DATABASE|LOG|FILELISTONLY|HEADERONLY|VERIFYONLY)\s|DBCC\s+[A-Z]+|SYSTEM\s+(?:START|STOP|RESTART|DROP|FLUSH|RELOAD|SYNC|RESTORE|SHUTDOWN|KILL)\b|RENAME\s+TABLE\s|REPAIR\s+TABLE\s|DETACH\s+(?:TABLE|DATABASE|VIEW)\s|PRAGMA\s|EXEC(?:UTE)?\s+[\w.]+|VALUES\s*\(|NOTIFY\s|LISTEN\s)/

const anyCase = new RegExp(shapes.source, 'i')

/** Whether a line begins a statement that is SQL and nothing else: in capitals, as SQL is written among other things. */
export function beginsSql(line: string): boolean {
  return shapes.test(line.slice(0, 2000))
}

/** Whether a line may begin an SQL statement, in whatever case. */
export function mayBeginSql(line: string): boolean {
  return anyCase.test(line.slice(0, 2000))
}

const verb = /^\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH|CREATE|ALTER|DROP|EXPLAIN|GRANT|REVOKE|TRUNCATE)\s*$/i

/** Whether a line is the first word of an SQL statement alone, as one sets it over the rest. */
export function isVerb(line: string): boolean {
  return verb.test(line)
}

const foreign =
  /^\s*(?:SHOW\s+(?:(?:FULL|GLOBAL|ALL|BINARY|OPEN)\s+)?(?:SLAVE|MASTER|REPLICA|SLAVES|HOSTS|PROCESSLIST|ENGINE|VARIABLES|STATUS|DATABASES|TABLES|GRANTS|LOGS)\b|(?:START|STOP|RESET)\s+(?:(?:ALL\s+)?(?:SLAVES?|REPLICAS?)|MASTER|GROUP_REPLICATION)\b|CHANGE\s+(?:MASTER|REPLICATION)\b|FLUSH\s+(?:TABLES|PRIVILEGES|HOSTS|LOGS|STATUS)\b|PURGE\s+(?:BINARY|MASTER)\b|SET\s+(?:GLOBAL|PERSIST)\s|ALTER\s+(?:SYSTEM|SESSION|DATABASE|PLUGGABLE\s+DATABASE|TABLESPACE|USER)\s|SHUTDOWN(?:\s+(?:IMMEDIATE|ABORT|NORMAL|TRANSACTIONAL))?\s*;|STARTUP(?:\s+(?:MOUNT|NOMOUNT|FORCE|RESTRICT|OPEN|UPGRADE|EXCLUSIVE))*\s*;|(?:BACKUP|RESTORE)\s+(?:DATABASE|LOG|FILELISTONLY|HEADERONLY|VERIFYONLY)\s|(?:DROP|CREATE|ALTER)\s+USER\s|GRANT\s[^;]{1,200}\sON\s[^;]{1,200}\sTO\s|SYSTEM\s+(?:START|STOP|RESTART|DROP|FLUSH|RELOAD|SYNC|RESTORE|SHUTDOWN|KILL)\b|DBCC\s+[a-z]+|(?:RENAME|REPAIR)\s+TABLE\s|KILL\s+(?:QUERY\s+|CONNECTION\s+)?\d)/i

/** Whether a line is a whole statement of another database's, in whatever case, that PostgreSQL's grammar cannot tell. */
export function isForeignSql(line: string): boolean {
  const text = line.slice(0, 2000)
  return text.includes(';') && foreign.test(text)
}

/** Whether a line is a meta-command of psql: `\dt`, `\x auto`, `\q`. */
export function isMeta(line: string): boolean {
  return (
    /^\s*\\(?:[a-z?!]{1,14}\+?S?|d[a-zA-Z]{0,4}[+S]*)(?:\s|;|$)/.test(line) && !/^\s*\\[\w]+\{/.test(line)
  )
}

/**
 * Where the SQL statement that begins on a line ends, as the first line after it: behind its `;`, else before a blank line or a
 * shell's comment, else at `limit`.
 */
export function sqlEnd(lines: readonly string[], from: number, limit: number): number {
  if (isMeta(lines[from]!)) return from + 1
  let close = '' // the quote that is open
  for (let line = from; line < limit; line++) {
    const text = lines[line]!
    if (close === '' && line > from && /^\s*(?:#(?!>)|$)/.test(text)) return line
    const marks = /--|\/\*|\*\/|'|"|;|\\G\b|\$(?:[A-Za-z_]\w{0,60})?\$/g
    let ended = false
    for (let found = marks.exec(text); found; found = marks.exec(text)) {
      const [mark] = found
      if (close !== '') {
        if (mark === close) close = ''
      } else if (mark === '--') break
      else if (mark === ';' || mark === '\\G') ended = true
      else if (mark === '/*') close = '*/'
      else if (mark !== '*/') close = mark
    }
    if (ended && close === '') return line + 1
  }
  return close === '' ? limit : untilBlank(lines, from, limit)
}

function untilBlank(lines: readonly string[], from: number, limit: number): number {
  let line = from + 1
  while (line < limit && lines[line]!.trim() !== '') line++
  return line
}

/** How many characters at the end of a line of SQL are a shell's comment, after a `;` or a meta-command. */
export function commentAfter(line: string): number {
  const at = isMeta(line) ? line.search(/\s+#(?:\s|$)/) : line.search(/(?<=;)\s*#(?:\s|$)/)
  if (at === -1) return 0
  const inside = stretches(line).some(({kind, start, end}) => kind !== 'comment' && start < at && end > at)
  return inside ? 0 : line.length - at
}

/** Whether PostgreSQL takes a text with gaps. */
export function parsesWithGaps(text: string, parses: (text: string) => boolean): boolean {
  return text.length < 100_000 && (parses(text) || parses(filled(text)))
}
