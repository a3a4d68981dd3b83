import type {Answer, Operator} from './operator.ts'
import type {BlockAction, Plan, PlannedStep} from './plan.ts'

/** Commands that change nothing but the shell session of the run, which reading may need. */
const sessionOnly = new Set([
  'cd',
  'pushd',
  'popd',
  'export',
  'declare',
  'typeset',
  'readonly',
  'unset',
  'set',
  'shopt',
  'alias',
])

/** The plan of a run that changes nothing: what may change something, or nobody knows, is passed over and says so. */
export function onlyReading(plan: Plan): Plan {
  return {...plan, steps: plan.steps.map(passOver)}
}

/** Whoever answers in such a run: what turns out to be more than reading, once a server was asked, is not agreed to. */
export function agreeingToRead<T extends Operator>(operator: T): T {
  return {
    ...operator,
    ask: async (question, signal): Promise<Answer> => {
      if (question.kind === 'commit') return {do: 'roll-back', reason: 'this run only reads'}
      if (question.kind === 'part' && !isReading(question.action))
        return {do: 'skip', reason: 'it may change something, and this run only reads'}
      if (question.kind === 'step' && (!isReading(question.action) || question.notes))
        return {do: 'skip', reason: 'it may change something, and this run only reads'}
      return operator.ask(question, signal)
    },
  }
}

function passOver(step: PlannedStep): PlannedStep {
  const {action, skip} = step
  if (skip !== undefined || !('effect' in action) || action.kind === 'show' || isReading(action)) return step
  const what = action.effect === 'unknown' ? 'nobody knows what it does' : `it may ${verbs[action.effect]}`
  return {...step, skip: `${what}, and this run only reads`}
}

function isReading({effect, reasons}: BlockAction): boolean {
  if (effect === 'read') return true
  return (
    effect === 'local' &&
    reasons.every(({effect, text}) => effect === 'read' || namesIn(text).every(isSessionOnly))
  )
}

/** The programs that a reason begins with: "`cd`, `pushd` change the directory"; one that names none is of no program that is known. */
function namesIn(reason: string): string[] {
  const [list = ''] = /^(?:`[^`]*`(?:, )?)+/.exec(reason) ?? []
  const names = [...list.matchAll(/`([^`]*)`/g)].map(([, name]) => name!)
  return names.length > 0 ? names : ['']
}

function isSessionOnly(name: string): boolean {
  return sessionOnly.has(name) || /^\w+\+?=$/.test(name)
}

const verbs = {
  read: '',
  local: 'change this machine',
  change: 'change something',
  destroy: 'destroy something',
}
