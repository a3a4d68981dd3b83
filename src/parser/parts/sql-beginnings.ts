/** How statements begin that are SQL and nothing else, a pattern a line: PostgreSQL's, and what other databases know besides. */
const beginnings = String.raw`
  SELECT\s
  INSERT\s+(?:INTO|IGNORE)\s
  UPDATE\s+\S+(?:\s+(?:AS\s+)?\w+)?\s+SET\s
  UPDATE\s+[\w."]+\s*$
  DELETE\s+FROM\s
  WITH\s+(?:RECURSIVE\s+)?[\w"]+\s*(?:\([^)]*\)\s*)?AS\b
  (?:CREATE|ALTER|DROP)\s+(?:OR\s+REPLACE\s+|GLOBAL\s+|TEMP(?:ORARY)?\s+|UNIQUE\s+|UNLOGGED\s+|MATERIALIZED\s+|FOREIGN\s+|EVENT\s+)*(?:TABLE|INDEX|VIEW|USER|ROLE|DATABASE|SCHEMA|SEQUENCE|FUNCTION|PROCEDURE|TRIGGER|TYPE|EXTENSION|SUBSCRIPTION|PUBLICATION|SYSTEM|POLICY|DOMAIN|DEFAULT|OWNED|SERVER|TABLESPACE|CONSTRAINT|STATISTICS|EVENT|KEYSPACE)\b
  EXPLAIN\s
  VACUUM(?:\s|;|\()
  GRANT\s.+\s(?:ON|TO)\s
  REVOKE\s.+\sFROM\s
  TRUNCATE\s+(?:TABLE\s+)?[\w."]+
  REINDEX\s
  ANALY[ZS]E(?:\s|;)
  SHOW\s+\w
  COPY\s+[\w."(].*\b(?:FROM|TO)\b
  (?:BEGIN|COMMIT|ROLLBACK|CHECKPOINT|START TRANSACTION|DISCARD ALL|ABORT|END)\b[\w ]*;
  SET\s+(?:LOCAL\s+|SESSION\s+|GLOBAL\s+)?[\w.@]+\s*(?:=|TO\b)
  SET\s+ROLE\s
  RESET\s+\w
  CALL\s+[\w.]+\(
  DO\s+(?:LANGUAGE\s+\w+\s+)?\$
  MERGE\s+INTO\s
  LOCK\s+TABLE\s
  CLUSTER\s+\w
  COMMENT\s+ON\s
  DECLARE\s+\w
  REASSIGN\s+OWNED
  REFRESH\s+MATERIALIZED
  KILL\s+(?:QUERY\s+|CONNECTION\s+)?[\d<]
  USE\s+[\w"\x60]+;
  DESC(?:RIBE)?\s+[\w.]+;
  FLUSH\s+\w+
  OPTIMIZE\s+TABLE
  (?:START|STOP|RESET)\s+(?:(?:ALL\s+)?(?:SLAVES?|REPLICAS?)|MASTER|GROUP_REPLICATION)
  CHANGE\s+(?:MASTER|REPLICATION)
  PURGE\s+(?:BINARY|MASTER)\s+LOGS
  SHUTDOWN(?:\s+(?:IMMEDIATE|ABORT|NORMAL|TRANSACTIONAL))?\s*;
  STARTUP(?:\s+[A-Z ]+)?\s*;
  (?:BACKUP|RESTORE)\s+(?:DATABASE|LOG|FILELISTONLY|HEADERONLY|VERIFYONLY)\s
  DBCC\s+[A-Z]+
  SYSTEM\s+(?:START|STOP|RESTART|DROP|FLUSH|RELOAD|SYNC|RESTORE|SHUTDOWN|KILL)\b
  RENAME\s+TABLE\s
  REPAIR\s+TABLE\s
  DETACH\s+(?:TABLE|DATABASE|VIEW)\s
  PRAGMA\s
  EXEC(?:UTE)?\s+[\w.]+
  VALUES\s*\(
  NOTIFY\s
  LISTEN\s
`

/** How statements of other databases begin that PostgreSQL's grammar cannot tell, a pattern a line. */
const foreignBeginnings = String.raw`
  SHOW\s+(?:(?:FULL|GLOBAL|ALL|BINARY|OPEN)\s+)?(?:SLAVE|MASTER|REPLICA|SLAVES|HOSTS|PROCESSLIST|ENGINE|VARIABLES|STATUS|DATABASES|TABLES|GRANTS|LOGS)\b
  (?:START|STOP|RESET)\s+(?:(?:ALL\s+)?(?:SLAVES?|REPLICAS?)|MASTER|GROUP_REPLICATION)\b
  CHANGE\s+(?:MASTER|REPLICATION)\b
  FLUSH\s+(?:TABLES|PRIVILEGES|HOSTS|LOGS|STATUS)\b
  PURGE\s+(?:BINARY|MASTER)\b
  SET\s+(?:GLOBAL|PERSIST)\s
  ALTER\s+(?:SYSTEM|SESSION|DATABASE|PLUGGABLE\s+DATABASE|TABLESPACE|USER)\s
  SHUTDOWN(?:\s+(?:IMMEDIATE|ABORT|NORMAL|TRANSACTIONAL))?\s*;
  STARTUP(?:\s+(?:MOUNT|NOMOUNT|FORCE|RESTRICT|OPEN|UPGRADE|EXCLUSIVE))*\s*;
  (?:BACKUP|RESTORE)\s+(?:DATABASE|LOG|FILELISTONLY|HEADERONLY|VERIFYONLY)\s
  (?:DROP|CREATE|ALTER)\s+USER\s
  GRANT\s[^;]{1,200}\sON\s[^;]{1,200}\sTO\s
  SYSTEM\s+(?:START|STOP|RESTART|DROP|FLUSH|RELOAD|SYNC|RESTORE|SHUTDOWN|KILL)\b
  DBCC\s+[a-z]+
  (?:RENAME|REPAIR)\s+TABLE\s
  KILL\s+(?:QUERY\s+|CONNECTION\s+)?\d
`

/** Whether a line begins a statement: in capitals, as SQL is written among other things. */
export const sqlBeginning: RegExp = anyOf(beginnings, '')
/** The same in whatever case. */
export const sqlBeginningInAnyCase: RegExp = anyOf(beginnings, 'i')
/** Whether a line begins a statement of another database. */
export const foreignBeginning: RegExp = anyOf(foreignBeginnings, 'i')

function anyOf(patterns: string, flags: string): RegExp {
  return new RegExp(String.raw`^\s*(?:${patterns.trim().split(/\n\s*/).join('|')})`, flags)
}
