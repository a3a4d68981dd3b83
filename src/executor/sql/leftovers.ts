import type {Connection} from './connection.ts'

/** Whether a statement builds or drops indexes in steps that are each kept by themselves. */
const inSteps = /\b(?:re)?index\b.*\bconcurrently\b/is

/** Whether a statement that fails may leave an index that is no good. */
export function mayLeaveIndex(statement: string): boolean {
  return inSteps.test(statement)
}

// those that others are building at the moment are invalid too; those of partitioned tables may well stay so
const invalid = `SELECT i.indexrelid::pg_catalog.regclass::text, i.indrelid::pg_catalog.regclass::text, c.relname, t.relname
FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
WHERE NOT i.indisvalid AND c.relkind = 'i'
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_progress_create_index p WHERE p.index_relid = i.indexrelid)
ORDER BY 1 LIMIT 1000`

/** The query that a person asks for themselves. */
export const invalidIndexesQuery = 'SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid'

/**
 * Says which invalid indexes a statement has left, or found and left alone, and how to drop them; in lines for people.
 * They are those of the tables and indexes that it names, and what `REINDEX` of a whole schema or database makes.
 * https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY
 */
export async function invalidIndexes({client}: Connection, statement: string): Promise<string[]> {
  if (!mayLeaveIndex(statement)) return []
  const words = new Set(statement.match(/"(?:[^"]|"")+"|[\w$\u0080-\uffff]+/g)?.map(nameOf))
  const whole = /\breindex\b.*\b(?:schema|database|system)\b/is.test(statement)
  try {
    const {rows} = await client.query<string[]>({text: invalid, rowMode: 'array'})
    return (rows as unknown as string[][]).flatMap(([index, table, name, tableName]) => {
      const original = name!.replace(/_cc(?:new|old)\d*$/, '')
      const copy = original !== name
      if (![name!, tableName!, original].some(one => words.has(one)) && !(copy && whole)) return []
      const what = copy
        ? 'a copy of an index that REINDEX left'
        : 'an index that is not used, but slows writing down'
      return [
        `${index} on ${table} is INVALID: ${what}. Drop it before another try: DROP INDEX CONCURRENTLY ${index};`,
      ]
    })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return [`Whether it left an INVALID index could not be asked (${reason}): ${invalidIndexesQuery};`]
  }
}

function nameOf(word: string): string {
  return word.startsWith('"') ? word.slice(1, -1).replaceAll('""', '"') : word.toLowerCase()
}
