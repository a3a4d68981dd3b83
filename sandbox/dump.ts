import type pg from 'pg'

/** What to write of a database. */
export interface DumpOptions {
  /** All tables, if undefined. */
  tables: string[] | undefined
  /** Drop what is there before making it anew. */
  clean: boolean
}

const tables = `
SELECT c.oid, format('public.%I', c.relname) AS name, c.relname, pg_get_userbyid(c.relowner) AS owner
FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND ($1::text[] IS NULL OR c.relname = ANY ($1))
ORDER BY c.relname`

const columns = `
SELECT quote_ident(a.attname) AS name, a.attname AS raw, a.attidentity AS identity,
       format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
         || coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '') AS definition
FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE a.attrelid = $1 AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attnum`

const constraints = `
SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s;', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS line
FROM pg_constraint
WHERE conrelid = $1 AND contype IN ('p', 'u', 'c', 'f')
ORDER BY contype <> 'p', conname`

const indexes = `
SELECT pg_get_indexdef(indexrelid) || ';' AS line
FROM pg_index
WHERE indrelid = $1 AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
ORDER BY 1`

interface Column {
  name: string
  raw: string
  identity: string
  definition: string
}

interface Table {
  oid: number
  name: string
  relname: string
  owner: string
}

/** Tables of schema public with rows, identities, constraints and indexes, as a script: restored with psql, they are what they were. */
export async function dump(client: pg.Client, options: DumpOptions): Promise<string> {
  await client.query("SET search_path = ''")
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  const {rows} = await client.query<Table>(tables, [options.tables ?? null])
  const [made, after]: [string[], string[]] = [[], []]
  for (const table of rows) {
    const {rows: found} = await client.query<Column>(columns, [table.oid])
    const body = found.map(({name, definition}) => `    ${name} ${definition}`).join(',\n')
    made.push(
      `CREATE TABLE ${table.name} (\n${body}\n);`,
      `ALTER TABLE ${table.name} OWNER TO ${table.owner};`,
      await content(client, table, found),
      ...(await Promise.all(
        found.filter(({identity}) => identity).map(column => identityOf(client, table, column)),
      )),
    )
    for (const text of [constraints, indexes])
      after.push(...(await client.query<{line: string}>(text, [table.oid])).rows.map(({line}) => line))
  }
  await client.query('COMMIT')
  const drops = options.clean ? rows.map(({name}) => `DROP TABLE IF EXISTS ${name};`) : []
  const head =
    "--\n-- PostgreSQL database dump\n--\n\nSET client_encoding = 'UTF8';\nSET standard_conforming_strings = on;"
  return `${[head, ...drops, ...made, ...after].join('\n\n')}\n\n--\n-- PostgreSQL database dump complete\n--\n`
}

/** The rows as COPY takes them from a script. */
async function content(client: pg.Client, {name}: Table, found: Column[]) {
  const cells = found.map(
    column =>
      `coalesce(replace(replace(replace(replace(${column.name}::text, '\\', '\\\\'), E'\\t', '\\t'), E'\\n', '\\n'), E'\\r', '\\r'), '\\N')`,
  )
  const {rows} = await client.query<{line: string}>(
    `SELECT ${cells.join(" || E'\\t' || ")} AS line FROM ${name}`,
  )
  const names = found.map(column => column.name).join(', ')
  return `COPY ${name} (${names}) FROM stdin;\n${rows.map(({line}) => `${line}\n`).join('')}\\.`
}

async function identityOf(client: pg.Client, {name, relname}: Table, column: Column) {
  const sequence = `public.${relname}_${column.raw}_seq`
  const {rows} = await client.query<{last: string | null}>(
    'SELECT pg_sequence_last_value($1::regclass) AS last',
    [sequence],
  )
  const kind = column.identity === 'a' ? 'ALWAYS' : 'BY DEFAULT'
  const last = rows[0]!.last
  return `ALTER TABLE ${name} ALTER COLUMN ${column.name} ADD GENERATED ${kind} AS IDENTITY;${last === null ? '' : `\nSELECT pg_catalog.setval('${sequence}', ${last}, true);`}`
}
