import pg from 'pg'

/** One session with a server; opened with its first use. */
export interface Connection {
  client: pg.Client
  /** True once the server or the network ended it. */
  lost(): boolean
  onNotice(listener: (text: string) => void): void
}

/** Values stay the text that the server sent: nothing is rounded or reformatted. */
const asText = {getTypeParser: () => (value: unknown) => value} as unknown as pg.CustomTypesConfig

/** Opens a session whose transactions only read unless they say otherwise. Throws what `pg` throws. */
export async function connect(url: string, application: string, connectMs: number): Promise<Connection> {
  const client = new pg.Client({
    connectionString: url,
    application_name: application,
    connectionTimeoutMillis: connectMs,
    types: asText,
    options: '-c default_transaction_read_only=on',
  })
  let lost = false
  let notice: (text: string) => void = () => {}
  client.on('error', () => {
    lost = true
  })
  client.on('end', () => {
    lost = true
  })
  client.on('notice', ({severity, message}) => notice(`${severity ?? 'NOTICE'}: ${message ?? ''}`))
  await client.connect()
  return {client, lost: () => lost, onNotice: listener => (notice = listener)}
}

/** Asks the server, through its own cancel, to stop what the session is doing; the running query then fails with 57014. */
export function cancel(url: string, {client}: Connection): void {
  const internal = client as unknown as {_getActiveQuery?: () => unknown; activeQuery: unknown}
  const canceller = new pg.Client({connectionString: url}) as unknown as {
    cancel(of: pg.Client, query: unknown): void
    connection: {on(event: 'error', listener: () => void): void}
  }
  canceller.connection.on('error', () => {}) // the server closes it as soon as it has read the request
  canceller.cancel(client, internal.activeQuery)
}
