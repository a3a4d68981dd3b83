import {type EventEmitter, once} from 'node:events'
import {createConnection, type Socket} from 'node:net'
import {setTimeout as after} from 'node:timers/promises'
import pg from 'pg'
import {type DatabaseAddress, mayTryAnother, type Protection, protections} from './address.ts'
import {readOnly, refusesOptions, throughPooler} from './pooler.ts'

/** One session with a server; opened with its first use. */
export interface Connection {
  client: pg.Client
  /** True once the server or the network ended it. */
  lost(): boolean
  /** Aborted once it is lost, with the server's word for it where it gave one. */
  ended: AbortSignal
  /** Gives up a session that does not answer, or that the server is ending (`why`); what waits for it then fails. */
  abandon(why?: unknown): void
  /** What the server has told of its settings, each by its name, as it is now. */
  readonly reported: ReadonlyMap<string, string>
  /** A pooler stands between, which knows nothing of settings of a session: what is set for it may reach others. */
  readonly pooled: boolean
  onNotice(listener: (text: string) => void): void
  /** Reads nothing more from the network until there is nothing left to wait for. */
  pause(waiting: () => Promise<void> | undefined): void
}

/** Values stay the text that the server sent: nothing is rounded or reformatted. */
const asText = {getTypeParser: () => (value: unknown) => value} as unknown as pg.CustomTypesConfig

/**
 * Opens a session whose transactions only read unless they say otherwise, as far as no pooler stands between; `password`
 * where its address has none. Throws what `pg` throws, or `PasswordMissing`.
 */
export async function connect(
  address: DatabaseAddress,
  application: string,
  connectMs: number,
  password: string | undefined,
): Promise<Connection> {
  const ways = protections(address)
  for (const ssl of ways.slice(0, -1)) {
    try {
      return await openThrough(address, ssl, application, connectMs, password)
    } catch (error) {
      if (!mayTryAnother(error)) throw error
    }
  }
  return openThrough(address, ways.at(-1)!, application, connectMs, password)
}

/** Opens a session, also through a pooler that takes no options: nothing of ours needs them that is not asked for there. */
async function openThrough(
  address: DatabaseAddress,
  ...how: [ssl: Protection, application: string, connectMs: number, password: string | undefined]
): Promise<Connection> {
  const options = [address.options, `-c ${readOnly}=on`] // what comes last counts
  try {
    return await open(address, options.filter(Boolean).join(' '), ...how)
  } catch (error) {
    if (address.options || !refusesOptions(error)) throw error
    return open(address, undefined, ...how)
  }
}

async function open(
  {host, port, user, database, password: own}: DatabaseAddress,
  options: string | undefined,
  ssl: Protection,
  application: string,
  connectMs: number,
  password: string | undefined,
): Promise<Connection> {
  const client = new pg.Client({
    host,
    port,
    user,
    database,
    ...(own === undefined && password === undefined ? {} : {password: own ?? password}),
    ssl,
    application_name: application,
    connectionTimeoutMillis: connectMs,
    types: asText,
    ...(options === undefined ? {} : {options}),
  })
  const {connection} = client as unknown as {connection: EventEmitter}
  const reported = new Map<string, string>()
  connection.on('parameterStatus', ({parameterName, parameterValue}: Record<string, string>) =>
    reported.set(parameterName!, parameterValue!),
  )
  const ended = new AbortController()
  let notice: (text: string) => void = () => {}
  client.on('error', error => ended.abort(error))
  client.on('end', () => ended.abort())
  client.on('notice', ({severity, message, detail, hint}) => {
    const lines = [`${severity ?? 'NOTICE'}: ${message ?? ''}`]
    if (detail) lines.push(`DETAIL: ${detail}`) // such as what else a CASCADE drops
    if (hint) lines.push(`HINT: ${hint}`)
    notice(lines.join('\n'))
  })
  try {
    await client.connect()
  } catch (error) {
    const given = (client as unknown as {password: string | null}).password
    throw given || !deniesPassword(error) ? error : new PasswordMissing(error)
  }
  const {stream} = (client as unknown as {connection: {stream: Socket}}).connection
  let pooled: boolean
  try {
    pooled = await throughPooler(client, reported)
  } catch (error) {
    stream.destroy()
    throw error
  }
  return {
    client,
    pooled,
    lost: () => ended.signal.aborted,
    ended: ended.signal,
    reported,
    abandon(why) {
      ended.abort(why)
      stream.destroy()
    },
    onNotice: listener => (notice = listener),
    pause(waiting) {
      stream.pause()
      const look = (): unknown => waiting()?.then(look) ?? stream.resume()
      queueMicrotask(look)
    },
  }
}

/** A server wants a password, and none was given, by the URL, the environment or a password file. */
export class PasswordMissing extends Error {
  constructor(cause: unknown) {
    super('it wants a password, and none was given', {cause})
  }
}

function deniesPassword(error: unknown): boolean {
  const {code, message = ''} = error as {code?: string; message?: string}
  return code === '28P01' || message.includes('client password must be a')
}

/** How long the server may take to read a request to cancel. */
const cancelMs = 2000

/**
 * Asks the server, through its own cancel, to stop what the session is doing; the running query then fails with 57014.
 * Resolves when the server has taken the request, so that it cannot hit what runs next; never rejects.
 * https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-CANCELING-REQUESTS
 */
export async function cancel({client}: Connection): Promise<void> {
  const {host, port, processID, secretKey} = client as unknown as {
    host: string
    port: number
    processID: number
    secretKey: number
  }
  const request = Buffer.alloc(16)
  for (const [index, word] of [16, 80877102, processID, secretKey].entries())
    request.writeInt32BE(word, index * 4)
  const socket = host.startsWith('/')
    ? createConnection(`${host}/.s.PGSQL.${port}`)
    : createConnection(port, host)
  socket.on('error', () => socket.destroy())
  socket.write(request)
  socket.resume()
  await Promise.race([once(socket, 'close'), after(cancelMs, undefined, {ref: false})]).catch(() => {})
  socket.destroy()
}
