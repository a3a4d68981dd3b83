const opening =
  /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*(select|insert\s+into|update|delete\s+from|with|create|alter|drop|explain|vacuum|grant|revoke|truncate|reindex|analyze|copy|show)\s/i

/** Whether a text begins, after comments, with a word that opens an SQL statement. */
export function beginsLikeSql(text: string): boolean {
  return opening.test(text)
}

/** Whether a block may need PostgreSQL's grammar to be understood: false only where it surely does not. */
export function mayHoldSql(language: string, text: string): boolean {
  return (
    /sql|postgres/i.test(language) || beginsLikeSql(text) || /\bpsql\b|=[#>]\s|\b(mysql|sqlite)>/.test(text)
  )
}
