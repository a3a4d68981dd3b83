import type {DriverResult, Identified, ServerIdentity, StepIo} from '../../model/driver.ts'
import type {DatabaseAddress} from './address.ts'
import {answered} from './answered.ts'
import {type Connection, connect, PasswordMissing} from './connection.ts'
import {inOneLine, isServerError, unreachableText} from './error-text.ts'
import {identify, otherServer} from './identity.ts'
import {poolerNews} from './pooler.ts'
import type {PsqlWorld} from './psql.ts'

/** What a SQL driver takes from the outside world. */
export interface SqlWorld {
  /** Where a declared database is; or why that is not known, for people. */
  address(database: string): {ok: true; address: DatabaseAddress} | {ok: false; problem: string}
  application: string
  psql: PsqlWorld
  connectMs: number
  /** How long a change is held for a decision, in milliseconds; five minutes, if undefined: everybody else waits for its locks. */
  heldMs?: number
  /** Milliseconds, from any beginning. */
  now(): number
}

interface Session {
  connection: Connection
  identity: ServerIdentity | undefined
  /** What the server of a session before it, which was lost, had said, until this one is checked too. */
  before: ServerIdentity | undefined
  /** What nobody was told yet. */
  news: string
}

export type Opened = {ok: true; connection: Connection} | {ok: false; outcome: DriverResult['outcome']}

/** What earlier blocks set for their session must not be taken for granted. */
const newSession = 'The connection was lost; this is a new session: what earlier blocks set in it is gone.\n'
const onlyCompared =
  'Its server does not tell its system identifier; its address, database, user and role are those of the one before.\n'

/** The sessions of a run, one a database: opened with first use, and again when lost. */
export class Sessions {
  readonly #world: SqlWorld
  readonly #open = new Map<string, Session>()
  /** What was typed, for as long as the run lasts. */
  readonly #passwords = new Map<string, string>()

  constructor(world: SqlWorld) {
    this.#world = world
  }

  /** The session with a database, opened if need be; asks for the password where the server wants one that nobody gave. */
  async get(database: string, io: Pick<StepIo, 'password'>): Promise<Opened> {
    const known = this.#open.get(database)
    if (known && !known.connection.lost()) return {ok: true, connection: known.connection}
    const {address: addressOf, application, connectMs} = this.#world
    const found = addressOf(database)
    if (!found.ok) return {ok: false, outcome: {kind: 'error', code: 'database-unset', detail: found.problem}}
    for (;;) {
      try {
        const connection = await connect(found.address, application, connectMs, this.#passwords.get(database))
        const before = known?.identity ?? known?.before
        const news = `${known ? newSession : ''}${connection.pooled ? poolerNews : ''}`
        this.#open.set(database, {connection, identity: undefined, before, news})
        return {ok: true, connection}
      } catch (error) {
        this.#passwords.delete(database)
        const password = error instanceof PasswordMissing ? await io.password?.(database) : undefined
        if (password === undefined) {
          const detail = unreachableText(error, database)
          return {ok: false, outcome: {kind: 'error', code: 'database-unreachable', detail}}
        }
        this.#passwords.set(database, password)
      }
    }
  }

  /** What the server at the other end of the session says of itself; a session is asked once. From then on it is the one that was checked. */
  async identify(
    database: string,
    io: Pick<StepIo, 'password'> & {signal?: AbortSignal},
  ): Promise<Identified> {
    const opened = await this.get(database, io)
    if (!opened.ok) return opened
    const session = this.#open.get(database)!
    const found = await ask(session, database, io.signal)
    if (!found.ok) return found
    const changed = compare(session, found.identity)
    session.before = undefined
    return changed ? {...found, changed: serverChanged(changed)} : found
  }

  /** What a person must know of a session that was opened again, each thing once. */
  news(database: string): string {
    const session = this.#open.get(database)!
    const {news} = session
    session.news = ''
    return news
  }

  /** Why nothing may be changed over a session that was opened again: another server than the one that was checked answers now. */
  async changed(database: string, signal: AbortSignal): Promise<DriverResult['outcome'] | undefined> {
    const session = this.#open.get(database)
    if (!session?.before) return undefined
    const found = await ask(session, database, signal)
    if (!found.ok) return found.outcome
    const other = compare(session, found.identity)
    if (other === undefined) {
      session.before = undefined
      return undefined
    }
    session.identity = undefined // it was not shown to anybody
    return serverChanged(other)
  }

  /** What was typed for a database whose server wanted a password. */
  password(database: string): string | undefined {
    return this.#passwords.get(database)
  }

  /** Takes every session away from its database; what is asked for afterwards is opened anew. */
  release(): Connection[] {
    const all = [...this.#open.values()].map(({connection}) => connection)
    this.#open.clear()
    return all
  }
}

/** In what the server is another one than that of the session before; undefined where there was none, or nothing tells them apart. */
function compare(session: Session, now: ServerIdentity): string | undefined {
  if (!session.before) return undefined
  const other = otherServer(now, session.before)
  if (other === undefined && !now.cluster) session.news += onlyCompared
  return other
}

/** How a step ends that would have changed something over a session with another server. */
function serverChanged(other: string): Extract<DriverResult['outcome'], {kind: 'error'}> {
  const detail = `the session was lost, and another server answers now: ${other}; nothing was run`
  return {kind: 'error', code: 'database-changed', detail}
}

async function ask(session: Session, database: string, signal?: AbortSignal): Promise<Identified> {
  if (session.identity) return {ok: true, identity: session.identity, fresh: false}
  const {connection} = session
  try {
    session.identity = await answered(connection, identify(connection), signal)
    return {ok: true, identity: session.identity, fresh: true}
  } catch (error) {
    const {reason: ended} = connection.ended as {reason: unknown}
    const reason = isServerError(error)
      ? `${error.code}: ${inOneLine(error.message)}`
      : ended instanceof Error
        ? ended.message
        : String(error)
    const detail = `database \`${database}\` does not say who it is: ${reason}`
    return {ok: false, outcome: {kind: 'error', code: 'database-unidentified', detail}}
  }
}
