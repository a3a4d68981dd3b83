import type {Identified, ServerIdentity, SqlSpec} from '../model/driver.ts'
import type {RunEvent} from '../model/event.ts'
import type {Plan, PlannedStep} from '../model/plan.ts'
import type {DatabaseTarget} from '../model/settings.ts'
import {ask} from './ask.ts'
import {afterAnswer, type Next} from './next.ts'
import {questions} from './questions.ts'
import type {Say} from './say.ts'
import type {RunState} from './state.ts'
import type {World} from './world.ts'

/**
 * Before something is changed in a database, its server says who it is, once a session; another one than the runbook
 * declares ends the run. Gives the server in words, or what comes next instead of the step.
 */
export async function* knowTarget(
  step: PlannedStep,
  spec: SqlSpec,
  plan: Plan,
  state: RunState,
  world: World,
  say: Say,
): AsyncGenerator<RunEvent, {words: string} | {next: Next}> {
  for (;;) {
    const {run} = questions(step, spec, world, say)
    const found = yield* run(asks =>
      world.drivers.sql.identify(spec.database, {...asks, signal: world.attemptSignal()}),
    )
    if (found.ok) {
      const wrong = yield* compared(spec.database, found, plan, say)
      if (wrong) {
        yield say('guard.triggered', {guard: 'target', message: wrong})
        return {next: {go: 'end', result: 'refused', reason: wrong}}
      }
      if (!found.changed) return {words: identityWords(found.identity)}
    }
    if (world.signal.aborted) return {next: {go: 'on'}}
    const outcome = found.ok ? found.changed! : found.outcome
    yield say('guard.triggered', {
      guard: 'target',
      message: 'detail' in outcome && outcome.detail ? outcome.detail : outcome.kind,
    })
    state.failed.add(step.id)
    const answer = yield* ask({kind: 'failure', step, outcome, rollback: state.canRollBack()}, world, say)
    if (answer.do === 'retry') continue
    if (answer.do === 'continue') return {next: {go: 'on'}}
    return {next: yield* afterAnswer(answer, state, say, world)}
  }
}

/** Records what a server said of itself the first time; gives in what it is not the declared target. */
async function* compared(
  database: string,
  {identity, fresh}: Extract<Identified, {ok: true}>,
  plan: Plan,
  say: Say,
): AsyncGenerator<RunEvent, string | undefined> {
  const declared = plan.databases[database]?.target
  const target = declared && Object.keys(declared).length > 0 ? declared : undefined
  const wrong = target === undefined ? [] : differences(target, identity)
  if (fresh) {
    yield say('target.checked', {
      target: `database ${database}`,
      observed: {...identity, recovery: standing(identity.recovery)},
      ...(target ? {expected: expectedOf(target)} : {}),
      verdict: target === undefined ? 'undeclared' : wrong.length > 0 ? 'unmet' : 'met',
    })
  }
  return wrong.length === 0
    ? undefined
    : `the server of database \`${database}\` is not the declared target: ${wrong.join('; ')}`
}

function differences(target: DatabaseTarget, identity: ServerIdentity): string[] {
  const {database, user, server, recovery, cluster} = target
  const wrong: string[] = []
  const compare = (
    what: string,
    expected: string | undefined,
    observed: string | undefined,
    same = expected === observed,
  ) => {
    if (expected !== undefined && !same)
      wrong.push(`expected ${what} ${expected}, it says ${observed ?? 'nothing'}`)
  }
  compare('database', database, identity.database)
  // a MySQL account has the host in its name
  const account = identity.product === undefined ? identity.user : identity.user.replace(/@[^@]*$/, '')
  compare('user', user, identity.user, user === identity.user || user === account)
  compare(
    'server',
    server,
    identity.server,
    server === identity.server || server === withoutPort(identity.server),
  )
  compare('a', recovery === undefined ? undefined : standing(recovery), standing(identity.recovery))
  compare('system identifier', cluster, identity.cluster)
  return wrong
}

function withoutPort(server: string): string {
  return server.replace(/:\d+$/, '')
}

function expectedOf({recovery, ...rest}: DatabaseTarget): Record<string, string> {
  return {...rest, ...(recovery === undefined ? {} : {recovery: standing(recovery)})}
}

function standing(recovery: boolean): string {
  return recovery ? 'standby' : 'primary'
}

function identityWords({
  database,
  user,
  server,
  version,
  recovery,
  product = 'PostgreSQL',
}: ServerIdentity): string {
  return `${database} at ${server} as ${user}, ${product} ${version}, ${standing(recovery)}`
}
