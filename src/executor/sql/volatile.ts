import type {SqlStatement} from '../../model/driver.ts'
import type {Connection} from './connection.ts'

/** What is called in a text, as far as words before a bracket tell: too many do no harm. */
const call = /(?:"((?:[^"]|"")+)"|([A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*))\s*\(/g

const question = `SELECT p.oid::pg_catalog.regprocedure::text FROM pg_catalog.pg_proc p
WHERE p.proname = ANY ($1) AND p.provolatile = 'v' AND p.pronamespace <> 'pg_catalog'::pg_catalog.regnamespace ORDER BY 1 LIMIT 20`

/**
 * Functions of the database's own that statements may call and whose owner says that they may change something
 * (`VOLATILE`, also where nobody said anything). Throws what `pg` throws.
 * https://www.postgresql.org/docs/current/xfunc-volatility.html
 */
export async function volatileFunctions(
  {client}: Connection,
  statements: readonly SqlStatement[],
): Promise<string[]> {
  const names = statements.flatMap(({text}) =>
    [...text.matchAll(call)].map(
      ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain!.toLowerCase(),
    ),
  )
  if (names.length === 0) return []
  const {rows} = await client.query<string[]>({
    text: question,
    values: [[...new Set(names)]],
    rowMode: 'array',
  })
  return (rows as unknown as string[][]).map(([name]) => name!)
}
