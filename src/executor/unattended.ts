import type {Answer, ChoiceQuestion, Operator, Question, StepQuestion} from '../model/operator.ts'

/** What an unattended run may do, beyond what only reads. */
export interface Policy {
  name: string
  /** Effects (`change`, `unknown`, `destroy`) and step ids that are allowed. */
  allow: ReadonlySet<string>
  /** Answers to steps that need a person, by id. */
  answers: Readonly<Record<string, Answer>>
  /** What is answered when a block has failed, each time the next; after the last one the run ends. */
  failures?: Readonly<Record<string, readonly ('stop' | 'continue' | 'rollback' | 'retry')[]>>
}

/** Answers by policy: what was not allowed beforehand is refused, and what needs a person ends the run. */
export function unattended({name, allow, answers, failures = {}}: Policy): Operator {
  const left = new Map(Object.entries(failures).map(([id, words]) => [id, [...words]]))
  return {
    name,
    ask(question) {
      const word = question.kind === 'failure' ? (left.get(question.step.id)?.shift() ?? 'stop') : 'stop'
      return Promise.resolve(word === 'stop' ? answerTo(question, allow, answers) : {do: word})
    },
  }
}

function answerTo(
  question: Question,
  allow: ReadonlySet<string>,
  answers: Readonly<Record<string, Answer>>,
): Answer {
  const {id} = question.step
  switch (question.kind) {
    case 'step':
      if (answers[id]?.do === 'skip') return answers[id]
      return question.doubts ? doubtful(question) : stepAnswer(question, allow)
    case 'approval':
      return {
        do: 'refuse',
        code: 'needs-person',
        reason: `${id} needs a second person: run it in a terminal, or say why it cannot wait with --break-glass REASON`,
      }
    case 'commit':
      return {do: 'commit'} // it was allowed to run; `max-affected` bounds it
    case 'failure':
      return {do: 'quit', reason: `${id} did not succeed`}
    case 'input':
      return {
        do: 'refuse',
        code: 'needs-person',
        reason: question.empty
          ? `$${question.input.name} is empty, and ${id} would use it as it is: set it, or write \${${question.input.name}-} where it may be empty`
          : `${question.input.name} has no value: give --input ${question.input.name}=…`,
      }
    case 'wait':
      return answers[id] ?? {do: 'wait', forMs: question.leastMs}
    case 'unknown':
      return {
        do: 'refuse',
        code: 'needs-person',
        reason: `nobody saw how ${id} ended: look, then resume in a terminal, or say it with --unseen worked, failed or again`,
      }
    case 'choice':
      return (
        answers[id] ??
        answeredByChecks(question) ?? {do: 'refuse', code: 'needs-person', reason: choiceReason(question)}
      )
    default:
      return (
        answers[id] ?? {
          do: 'refuse',
          code: 'needs-person',
          reason: `${id} needs a person${'reason' in question ? ` (${question.reason})` : ''}: answer it with --answers FILE (runbook plan --answers begins one)`,
        }
      )
  }
}

/** Where the author makes every branch depend on a check, the checks have answered: with what holds, one of one, of a menu any. */
function answeredByChecks({branches, menu}: ChoiceQuestion): Answer | undefined {
  if (branches.some(({only}) => only === undefined)) return undefined
  const held = branches.flatMap(({only}, index) => (only?.holds ? [index] : []))
  return menu || held.length <= 1 ? {do: 'choose', branches: held} : undefined
}

function choiceReason({step, menu, branches}: ChoiceQuestion): string {
  const list = branches.map(({title}, index) => `${index + 1} ${title}`).join(', ')
  return `${step.id} needs a person to pick ${menu ? 'some' : 'one'} of ${list}, or none: answer it with --answers FILE`
}

/** Whatever was allowed, was allowed where it belongs. */
function doubtful({step, doubts}: StepQuestion): Answer {
  return {
    do: 'refuse',
    code: 'needs-person',
    reason: `${step.id} may be run in the wrong place (${doubts?.join('; ')}): run it in a terminal, or answer it with \`skip\``,
  }
}

function stepAnswer({step, action, learnt}: StepQuestion, allow: ReadonlySet<string>): Answer {
  const {attributes} = action
  // whatever its author says of it
  const effect = action.commands.some(({everyRowOf}) => everyRowOf !== undefined) ? 'destroy' : action.effect
  if (allow.has(step.id)) return {do: 'run'}
  if (attributes.confirm || attributes.type) {
    return {
      do: 'refuse',
      code: 'needs-person',
      reason: `${step.id} asks for a person's confirmation: allow it with --allow ${step.id}`,
    }
  }
  if (action.guess) {
    return {
      do: 'refuse',
      code: 'needs-person',
      reason: `${step.id} has no language, and is only taken for ${action.kind} (${action.guess}): tag it, or allow it with --allow ${step.id}`,
    }
  }
  const marked = attributes.effect === 'change' || attributes.write === true
  const harmless = effect === 'read' || effect === 'local'
  if (harmless || allow.has(effect) || (effect === 'change' && marked)) return {do: 'run'}
  const why =
    effect === 'unknown'
      ? `what ${step.id} does is unknown${learnt ? ` (${learnt.join('; ')})` : ''}`
      : `${step.id} may ${effect}`
  return {
    do: 'refuse',
    code: 'refused',
    reason: `${why}: allow it with --allow ${effect} or --allow ${step.id}`,
  }
}
