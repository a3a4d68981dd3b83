import type pg from 'pg'

/** What makes the transactions of a session only read unless they say otherwise. */
export const readOnly = 'default_transaction_read_only'

/** What a person is told before the first block that is run through a pooler. */
export const poolerNews =
  'It is reached through a pooler: what a block sets for its session may be gone in the next, or reach others.\n'

/** Why a block is not run there whose guards are settings of a session. */
export const notThroughPooler =
  'it is reached through a pooler, through which neither psql nor what stands outside a transaction is run: what guards them could reach others; nothing was run. Give the address of the database itself'

/** Whether a pooler said that it takes no options. https://www.pgbouncer.org/config.html#ignore_startup_parameters */
export function refusesOptions(error: unknown): boolean {
  const {message = ''} = error as {message?: string}
  return /\bunsupported startup parameter\b.*\boptions\b/i.test(message)
}

/**
 * Whether a pooler stands between: it leaves out the options with which a session begins. Servers report the setting by
 * themselves since PostgreSQL 14, those before are asked. Rejects where the connection ends.
 */
export async function throughPooler(
  client: pg.Client,
  reported: ReadonlyMap<string, string>,
): Promise<boolean> {
  const told = reported.get(readOnly)
  if (told !== undefined) return told !== 'on'
  const {rows} = await client.query<{value: string}>(`SELECT current_setting('${readOnly}') AS value`)
  return rows[0]?.value !== 'on'
}
