const skipped = /\s+|--[^\n]*\n|\/\*(?:[^*]|\*(?!\/))*\*\//y
const opening =
  /(?:select|insert\s+into|update|delete\s+from|with|create|alter|drop|explain|vacuum|grant|revoke|truncate|reindex|analyze|copy|show)\s/iy

/** Whether a text begins, after comments, with a word that opens an SQL statement. */
export function beginsLikeSql(text: string): boolean {
  let at = 0
  skipped.lastIndex = 0
  while (skipped.test(text)) at = skipped.lastIndex
  opening.lastIndex = at
  return opening.test(text)
}

/** A line in small letters that may begin a statement, behind a prompt or not, wherever in a fence. */
const lineOfSql =
  /^[ \t]*(?:[a-z][\w@.:()[\] -]{0,60}> ?)?(?:select|insert|update|delete|with|create|alter|drop|explain|vacuum|grant|revoke|truncate|reindex|analy[sz]e|copy|show|begin|commit|set|call|do|merge|lock|cluster|comment|declare|refresh|kill|use|desc|describe|values|notify|listen|pragma|exec|execute|flush|optimize|purge|shutdown|startup|dbcc|detach|(?:start|stop|reset|backup|restore|system|rename|repair)\s+[a-z]+)\b/m

/** Whether a block may need PostgreSQL's grammar to be understood: false only where it surely does not. */
export function mayHoldSql(language: string, text: string): boolean {
  return (
    /sql|postgres/i.test(language) ||
    lineOfSql.test(text.toLowerCase()) ||
    /\b(?:psql|mysql\w*|mariadb|sqlite3?|sqlcmd|clickhouse|cockroach|duckdb|snowsql|trino|presto|beeline|hive|usql|mycli|pgcli|ysqlsh|sqlplus|db2)\b|\bbq query\b|db execute|=[#>]\s/.test(
      text,
    )
  )
}
