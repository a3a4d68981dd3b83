import {createHash} from 'node:crypto'
import type {StepSpec} from '../model/driver.ts'
import type {RunEvent} from '../model/event.ts'
import type {StepQuestion} from '../model/operator.ts'
import {ask, type Decision} from './ask.ts'
import {digestOf} from './attempt.ts'
import type {Say} from './say.ts'
import type {RunState} from './state.ts'
import type {World} from './world.ts'

/** How long a code can be used, and an approval that came before the run was cut off. */
const lastsMs = 15 * 60_000

/**
 * Has a second person agree where the author asks for one, once for a block and the tries that its author plans. Undefined
 * where it may run, else what was answered instead.
 */
export async function* secondPerson(
  {step, action, rendered, target}: StepQuestion,
  spec: StepSpec,
  state: RunState,
  world: World,
  say: Say,
): AsyncGenerator<RunEvent, Decision | undefined> {
  if (!action.attributes.approve) return undefined
  const {operator, now, approving} = world
  const sha256 = digestOf(spec, world)
  const {user} = approving
  const isOneself = (name: string) => [operator.name, user.name].some(own => isSamePerson(name, own))
  const earlier = state.approvals.get(step.id)
  state.approvals.delete(step.id)
  // where a secret is masked in the digest, another one would have the same
  if (earlier?.data.sha256 === sha256 && sha256 === digestOf(spec) && isOpen(earlier.data.until, now())) {
    const {strength, user: other} = earlier.data
    const sameLogin = strength === 'other-terminal' && (!other || isSamePerson(other.name, user.name))
    // whoever agreed may be who goes on with it
    if (!isOneself(earlier.authid ?? '') && !sameLogin) return undefined
  }
  if (approving.breakGlass !== undefined) {
    yield say('override.used', {reason: approving.breakGlass, sha256}, operator.name)
    return undefined
  }
  for (;;) {
    const code = approving.newCode()
    const request = requestOf(sha256, code)
    const until = new Date(now().getTime() + lastsMs).toISOString()
    const {host} = world.facts
    const {effect} = action
    yield say(
      'approval.requested',
      {request, sha256, text: rendered, effect, target, until, user, host},
      operator.name,
    )
    const arrived = new AbortController()
    const end = approving.onOther(event => {
      if (event.type !== 'approval.given' || event.data.request !== request) return
      if (event.subject !== step.id || event.data.sha256 !== sha256 || !isOpen(until, now())) return
      if (event.authid !== undefined && !isOneself(event.authid)) arrived.abort()
    })
    let answer: Decision
    try {
      answer = yield* ask({kind: 'approval', step, code, until, arrived: arrived.signal}, world, say)
    } finally {
      end()
    }
    if (answer.do === 'approved' && arrived.signal.aborted) return undefined
    if (answer.do === 'break-glass' && answer.reason.trim() !== '') {
      yield say('override.used', {reason: answer.reason, sha256}, operator.name)
      return undefined
    }
    if (answer.do !== 'approve') return answer
    const problem =
      answer.code !== code
        ? 'the code is another'
        : !isOpen(until, now())
          ? 'the code has expired'
          : isOneself(answer.name)
            ? `${answer.name} is who runs it: a second person must agree`
            : undefined
    if (problem === undefined) {
      yield say('approval.given', {request, sha256, until, strength: 'same-keyboard'}, answer.name)
      return undefined
    }
    yield say('guard.triggered', {guard: 'approval', message: problem})
  }
}

/** What a request is known by: nobody can tell the code from the record at a glance. */
export function requestOf(sha256: string, code: string): string {
  return createHash('sha256').update(`${sha256} ${code}`).digest('hex')
}

/** Whether two names are those of one person, however they are typed. */
export function isSamePerson(one: string, other: string): boolean {
  const plain = (name: string) => name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()
  return plain(one) === '' || plain(one) === plain(other)
}

function isOpen(until: string, now: Date): boolean {
  return now.getTime() < Date.parse(until)
}
