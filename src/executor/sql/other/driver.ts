import {setTimeout as after} from 'node:timers/promises'
import type {
  DriverResult,
  Explained,
  Identified,
  ServerIdentity,
  SqlDriver,
  StepIo,
} from '../../../model/driver.ts'
import {type BlockWorld, refusal, runOtherBlock} from './block.ts'
import type {OtherDatabase, OtherSession} from './session.ts'

/** How long a change is held for a decision, in milliseconds: everybody else waits for its locks meanwhile. */
export const heldMs = 5 * 60_000

/** How long a block that was stopped may take to end before its session is closed under it. */
const closeMs = 3500

interface Opened {
  session: OtherSession
  identity: ServerIdentity | undefined
}

/** The driver of one database that is no PostgreSQL: one session a run, opened with its first block and again when lost. */
export function createOtherDriver(database: OtherDatabase, world: BlockWorld): SqlDriver {
  let open: Opened | undefined
  let password: string | undefined
  let closing = new AbortController()
  const running = new Set<Promise<DriverResult>>()
  const get = async (
    name: string,
    io: Pick<StepIo, 'password'>,
  ): Promise<
    | {ok: true; opened: Opened; again: boolean}
    | {ok: false; outcome: DriverResult['outcome'] & {kind: 'error'}}
  > => {
    if (open && !open.session.ended.aborted) return {ok: true, opened: open, again: false}
    for (;;) {
      try {
        const opened = {session: await database.open(password), identity: undefined}
        const again = open !== undefined
        open = opened
        return {ok: true, opened, again}
      } catch (error) {
        const {text, wantsPassword} = database.cannotOpen(error)
        const tried = password !== undefined
        password = wantsPassword && !tried ? await io.password?.(name) : undefined
        if (password !== undefined) continue
        const detail = `database \`${name}\` does not answer: ${text}`
        return {ok: false, outcome: {kind: 'error', code: 'database-unreachable', detail}}
      }
    }
  }
  const identify: SqlDriver['identify'] = async (name, io): Promise<Identified> => {
    const found = await get(name, io)
    if (!found.ok) return found
    const {opened} = found
    if (opened.identity) return {ok: true, identity: opened.identity, fresh: false}
    try {
      opened.identity = await opened.session.identify()
      return {ok: true, identity: opened.identity, fresh: true}
    } catch (error) {
      const detail = `database \`${name}\` does not say who it is: ${String(error)}`
      return {ok: false, outcome: {kind: 'error', code: 'database-unidentified', detail}}
    }
  }
  return {
    async run(spec, io) {
      const before = open?.identity
      const found = await get(spec.database, io)
      if (!found.ok) return {outcome: found.outcome}
      const {opened, again} = found
      if (again) {
        const changed =
          (spec.write || spec.autocommit || spec.acts) &&
          (await another(before, () => identify(spec.database, io)))
        if (changed) return {outcome: {kind: 'error', code: 'database-changed', detail: changed}}
        await io.write(
          Buffer.from(
            'The connection was lost; this is a new session: what earlier blocks set in it is gone.\n',
          ),
          'stderr',
        )
      }
      const signal = AbortSignal.any([io.signal, closing.signal])
      const block = runOtherBlock(opened.session, spec, {...io, signal}, world)
      running.add(block)
      return block.finally(() => running.delete(block))
    },
    async explain(spec, io): Promise<Explained> {
      const found = await get(spec.database, io)
      if (!found.ok) return {ok: false, lines: [], problem: found.outcome.detail ?? ''}
      const {session} = found.opened
      const refused = refusal(spec, session)
      if (refused) return {ok: false, lines: [], problem: refused}
      const lines: string[] = []
      try {
        for (const statement of spec.statements) lines.push(...(await session.explain(statement)))
        return {ok: true, lines}
      } catch (error) {
        const answer = session.answer(error)
        return {ok: false, lines, problem: answer ? `ERROR ${answer.code}: ${answer.message}` : String(error)}
      }
    },
    volatile: async () => [],
    identify,
    async close() {
      const session = open?.session
      open = undefined
      // what a server interrupts may look done, such as MySQL's SLEEP: the block itself must know that it was stopped
      closing.abort()
      closing = new AbortController()
      await Promise.race([Promise.allSettled(running), after(closeMs, undefined, {ref: false})])
      await session?.close()
    },
  }
}

/** Why nothing may be changed over a session that was opened again: another server than before answers now. */
async function another(
  before: ServerIdentity | undefined,
  ask: () => Promise<Identified>,
): Promise<string | undefined> {
  if (!before) return undefined
  const found = await ask()
  if (!found.ok) return 'detail' in found.outcome ? found.outcome.detail : found.outcome.kind
  const told = ({database, server, user, recovery}: ServerIdentity) =>
    `${database} at ${server} as ${user}, ${recovery ? 'standby' : 'primary'}`
  return told(before) === told(found.identity)
    ? undefined
    : `the session was lost, and another server answers now: ${told(found.identity)} instead of ${told(before)}; nothing was run`
}
