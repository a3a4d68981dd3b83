import type {Effect} from '../../../model/effect.ts'

/** What takes something away in SQL, InfluxQL or Cypher. */
const takes =
  /(?:^|[\s=;"'({:&])(?:DROP\s+(?:TABLE|DATABASE|SCHEMA|INDEX|VIEW|USER|ROLE|SERIES|MEASUREMENT|SHARD|RETENTION\s+POLICY|CONTINUOUS\s+QUERY|SUBSCRIPTION|DICTIONARY|STREAM|CONNECTOR|CONSTRAINT|PARTITION|COLUMN)|TRUNCATE\s+(?:TABLE\s+)?\w|DELETE\s+FROM\b|DELETE\s+WHERE\b|DETACH\s+(?:DELETE|TABLE|PARTITION)\b|KILL\s+(?:QUERY|MUTATION|\d)|TERMINATE\s+\w|REVOKE\s+\w|SYSTEM\s+(?:STOP|DROP|SHUTDOWN|KILL|RESTART|FLUSH)\b)/i
const writes =
  /(?:^|[\s=;"'({:&])(?:INSERT|UPDATE|CREATE|ALTER|GRANT|SET|MERGE|CALL|INTO|OPTIMIZE|SYSTEM|ATTACH|RENAME|EXCHANGE)\s/i

/** What a query that is sent to a server does, by its words: undefined where it only asks. `@file` is not seen. */
export function effectOfQuery(text: string): Effect | undefined {
  if (takes.test(text)) return 'destroy'
  if (/(?:^|\n|=)@/.test(text)) return 'unknown'
  return writes.test(text) ? 'change' : undefined
}

/** What an address asks for in its query, as it is read there. */
export function queryIn(address: string): string {
  const query = /\?([^#]*)/.exec(address)?.[1] ?? ''
  return query.replaceAll('+', ' ').replaceAll(/%20/gi, ' ')
}
