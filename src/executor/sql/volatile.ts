import {harmlessFunctions} from '../../model/harmless-functions.ts'
import type {Connection} from './connection.ts'
import {inOneLine, isServerError} from './error-text.ts'

/** What is named in a text: all that is no string would do; more does no harm. */
const word = /"(?:[^"]|"")+"|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/g
const operator = /[+\-*/<>=~!@#%^&|`?]+/g
/** PostgreSQL cuts names here. */
const longestName = 63
/** What is longer is a line in a comment. */
const longestRun = 200
/** What begins a statement names nothing. */
const selecting = /^\s*select(?![\w$\u0080-\uffff])/i
/** Names whose letters are written as numbers. */
const encoded = /\bu&"/i

/** What says that a function, or what an aggregate is made of, may do more than read. */
const mayAct = (p: string) => `(${p}.provolatile = 'v' OR EXISTS (SELECT FROM pg_catalog.pg_aggregate a
    JOIN pg_catalog.pg_proc f ON f.oid IN (a.aggtransfn, a.aggfinalfn, a.aggcombinefn) WHERE a.aggfnoid = ${p}.oid AND f.provolatile = 'v'))`

/** Known by its name, and by who made it: anybody else's function may have that name too. */
const harmless = (
  p: string,
) => `((${p}.proname = ANY ('{${harmlessFunctions.join(',')}}'::name[]) OR pg_catalog.starts_with(${p}.proname::text, 'pg_stat_get_'))
    AND (${p}.pronamespace = 'pg_catalog'::pg_catalog.regnamespace OR EXISTS (SELECT FROM pg_catalog.pg_depend d
      WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND d.objid = ${p}.oid AND d.deptype = 'e')))`

const schemas = `(SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = ANY ($1::name[]))`

// No backslash: a session may read it as an escape. Rules, policies and constraints are kept as trees, in which every function, operator and relation stands by its number;
// pg_depend knows nothing of PostgreSQL's own functions.
const question = `WITH RECURSIVE reached(oid, kind) AS (
  SELECT c.oid, c.relkind FROM pg_catalog.pg_class c
  WHERE c.relname = ANY ($1::name[]) AND c.relkind IN ('v', 'r', 'p', 'f')
    AND c.relnamespace NOT IN ('pg_catalog'::pg_catalog.regnamespace, 'information_schema'::pg_catalog.regnamespace)
    AND ($3 OR pg_catalog.pg_table_is_visible(c.oid) OR c.relnamespace IN ${schemas})
  UNION
  SELECT c.oid, c.relkind FROM reached r
  CROSS JOIN LATERAL (
    SELECT m[1]::oid AS oid FROM pg_catalog.pg_rewrite w, pg_catalog.regexp_matches(w.ev_action::text, ':relid ([0-9]+)', 'g') m
    WHERE w.ev_class = r.oid AND w.ev_type = '1'
    UNION ALL SELECT m[1]::oid FROM pg_catalog.pg_policy y, pg_catalog.regexp_matches(y.polqual::text, ':relid ([0-9]+)', 'g') m
    WHERE y.polrelid = r.oid
    UNION ALL SELECT i.inhrelid FROM pg_catalog.pg_inherits i WHERE i.inhparent = r.oid
  ) next JOIN pg_catalog.pg_class c ON c.oid = next.oid
  WHERE c.relkind IN ('v', 'r', 'p', 'f')
    AND c.relnamespace NOT IN ('pg_catalog'::pg_catalog.regnamespace, 'information_schema'::pg_catalog.regnamespace)
), trees AS (
  SELECT r.oid::pg_catalog.regclass::text AS via, w.ev_action::text AS tree FROM reached r
  JOIN pg_catalog.pg_rewrite w ON w.ev_class = r.oid AND w.ev_type = '1'
  UNION ALL SELECT r.oid::pg_catalog.regclass::text, y.polqual::text FROM reached r JOIN pg_catalog.pg_policy y ON y.polrelid = r.oid
  UNION ALL SELECT t.oid::pg_catalog.regtype::text, k.conbin::text FROM pg_catalog.pg_type t
  JOIN pg_catalog.pg_constraint k ON k.contypid = t.oid WHERE t.typname = ANY ($1::name[])
), calls AS (
  SELECT t.via, m[1] AS kind, m[2]::oid AS number
  FROM trees t, pg_catalog.regexp_matches(t.tree, ':(funcid|aggfnoid|winfnoid|opno) ([0-9]+)', 'g') m
), called AS (
  SELECT c.via, CASE WHEN c.kind = 'opno' THEN o.oprcode::oid ELSE c.number END AS oid
  FROM calls c LEFT JOIN pg_catalog.pg_operator o ON c.kind = 'opno' AND o.oid = c.number
)
SELECT '' AS via, p.oid::pg_catalog.regprocedure::text AS what FROM pg_catalog.pg_proc p
WHERE p.proname = ANY ($1::name[]) AND p.pronamespace <> 'pg_catalog'::pg_catalog.regnamespace AND ${mayAct('p')} AND NOT ${harmless('p')}
  AND ($3 OR pg_catalog.pg_function_is_visible(p.oid) OR p.pronamespace IN ${schemas})
UNION SELECT '', p.oid::pg_catalog.regprocedure::text FROM pg_catalog.pg_operator o JOIN pg_catalog.pg_proc p ON p.oid = o.oprcode
WHERE o.oprname = ANY ($2::name[]) AND o.oprnamespace <> 'pg_catalog'::pg_catalog.regnamespace AND ${mayAct('p')}
UNION SELECT '', p.oid::pg_catalog.regprocedure::text FROM pg_catalog.pg_cast k JOIN pg_catalog.pg_proc p ON p.oid = k.castfunc
JOIN pg_catalog.pg_type t ON t.oid IN (k.casttarget, k.castsource)
WHERE t.typname = ANY ($1::name[]) AND p.pronamespace <> 'pg_catalog'::pg_catalog.regnamespace AND ${mayAct('p')}
UNION SELECT c.via, p.oid::pg_catalog.regprocedure::text FROM called c JOIN pg_catalog.pg_proc p ON p.oid = c.oid
WHERE ${mayAct('p')} AND NOT ${harmless('p')}
UNION SELECT r.oid::pg_catalog.regclass::text, NULL FROM reached r WHERE r.kind = 'f'
ORDER BY 1, 2 LIMIT 20`

type Row = [via: string, what: string | null]

/** Sessions in which the question is prepared; false where it could not be asked so. */
const prepared = new WeakMap<Connection['client'], boolean>()
const name = 'runbook_catalog'

/** What may stand in an array's text as it is. */
const plain = /^[\w$+\-*/<>=~!@#%^&|`?]+$/

/**
 * Asks the question. The server takes ten times as long to plan it as to answer it, and would plan it anew each time: where all names
 * are plain, it is told not to, for this question alone.
 */
async function ask(
  {client, pooled}: Connection,
  names: readonly string[],
  operators: readonly string[],
  anySchema: boolean,
): Promise<Row[]> {
  if (prepared.get(client) && [...names, ...operators].every(one => plain.test(one))) {
    const values = `${arrayOf(names)}, ${arrayOf(operators)}, ${anySchema}`
    const text = `BEGIN READ ONLY; SET LOCAL plan_cache_mode = force_generic_plan; EXECUTE ${name} (${values}); ROLLBACK`
    try {
      const results = (await client.query({text, rowMode: 'array'})) as unknown as {rows: Row[]}[]
      return results[2]!.rows
    } catch (error) {
      if (!isServerError(error)) throw error
      prepared.set(client, false) // a block may have forgotten it; or the server is too old for the setting
      await client.query('ROLLBACK')
    }
  }
  const asked = {text: question, values: [names, operators, anySchema], rowMode: 'array' as const}
  // what another wrote under this name may stand in a pooler's session
  if (pooled) return (await client.query<string[]>(asked)).rows as unknown as Row[]
  try {
    const {rows} = await client.query<string[]>({...asked, name})
    if (!prepared.has(client)) prepared.set(client, true)
    return rows as unknown as Row[]
  } catch (error) {
    if (!isServerError(error)) throw error
    return (await client.query<string[]>(asked)).rows as unknown as Row[]
  }
}

function arrayOf(plainNames: readonly string[]): string {
  return `'{${plainNames.map(one => `"${one}"`).join(',')}}'`
}

/** What the catalog is asked about. */
export interface Named {
  names: ReadonlySet<string>
  operators: ReadonlySet<string>
  /** Another schema than those of the session may be meant. */
  anySchema: boolean
  /** A name is written so that it cannot be looked up. */
  encoded: boolean
}

/** What texts name that the catalog knows more of; undefined where they name nothing. */
export function namedIn(texts: readonly string[]): Named | undefined {
  const names = new Set(texts.flatMap(text => text.replace(selecting, '').match(word) ?? []).flatMap(nameOf))
  const operators = new Set(texts.flatMap(text => text.match(operator) ?? []).flatMap(partsOf))
  if (names.size === 0 && operators.size === 0) return undefined
  return {
    names,
    operators,
    anySchema: names.has('search_path') || texts.some(text => text.includes('search_path')),
    encoded: texts.some(text => encoded.test(text)),
  }
}

/**
 * Why a text may do more than it tells, for people: functions, operators and casts of the database's own whose owner says
 * that they may change something (`VOLATILE`, also where nobody said anything), those behind its views, row policies and
 * domains, and foreign tables. Rejects where the connection ends.
 * https://www.postgresql.org/docs/current/xfunc-volatility.html
 */
export async function volatileFunctions(connection: Connection, named: Named): Promise<string[]> {
  const found = named.encoded ? ['a name is written as U&"…", which is not looked up in the catalog'] : []
  try {
    const rows = await ask(connection, [...named.names], [...named.operators], named.anySchema)
    return [...found, ...rows.map(reason)]
  } catch (error) {
    if (!isServerError(error)) throw error
    return [
      ...found,
      `the catalog could not be asked what it calls (${error.code}: ${inOneLine(error.message)})`,
    ]
  }
}

function reason([via, what]: Row): string {
  if (what === null) return `${via} is a foreign table: what its server does is not known here`
  return via === ''
    ? `the catalog says of ${what}: volatile, it may change something`
    : `${via} calls ${what}, which the catalog says is volatile: it may change something`
}

/** In a schema, the server makes only the letters of ASCII small, or all of them. */
function nameOf(found: string): string[] {
  if (found.startsWith('"')) return [found.slice(1, -1).replaceAll('""', '"')]
  return [found.toLowerCase(), found.replaceAll(/[A-Z]/g, letter => letter.toLowerCase())]
}

/** Operators may stand without a blank between them: `=-`. */
function partsOf(run: string): string[] {
  const parts: string[] = []
  const code = run.slice(0, longestRun)
  for (let from = 0; from < code.length; from++)
    for (let to = from + 1; to <= Math.min(code.length, from + longestName); to++)
      parts.push(code.slice(from, to))
  return parts
}
