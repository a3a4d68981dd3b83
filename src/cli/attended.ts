import {inputProblem} from '../executor/input.ts'
import type {Answer, Operator, Question} from '../model/operator.ts'
import type {NeededInput, PlannedStep} from '../model/plan.ts'
import {clip, oneLine} from '../report/clean.ts'
import {
  consentText,
  keyLine,
  renderBlock,
  renderShown,
  renderStepHead,
  type ScreenStyle,
} from '../report/step-screen.ts'
import type {Prompt} from './prompt.ts'
import {keysOf, noteFrom, readReply} from './reply.ts'

/** What the attended operator needs: a way to ask and a way to show text that has passed the door. */
export interface Terminal {
  prompt: Prompt
  show(text: string): void
  style: ScreenStyle
  /** How many steps the plan has. */
  total: number
}

/** A person at a terminal: sees the step, then answers. Where nobody can answer any more, it is `quit`. */
export function attended(name: string, terminal: Terminal): Operator & {head(step: PlannedStep): void} {
  let seen: string | undefined
  let asked: Question | undefined
  const head = (step: PlannedStep) => {
    if (seen !== step.id) terminal.show(renderStepHead(step, terminal.total, terminal.style))
    seen = step.id
  }
  return {
    name,
    head,
    async ask(question) {
      head(question.step)
      if (asked !== question) terminal.show(aboveThePrompt(question, terminal.style)) // after a note it is still there
      asked = question
      for (;;) {
        const answer =
          question.kind === 'input'
            ? await askInput(question.input, terminal)
            : await askKey(question, terminal)
        if (answer) return answer
      }
    },
  }
}

function aboveThePrompt(question: Question, style: ScreenStyle): string {
  switch (question.kind) {
    case 'step':
      return renderBlock(question.action, question.rendered, question.target, style)
    case 'refused-block':
      return renderShown(question.action.text, question.reason, style)
    case 'failure':
      return `\n  ${style.colors.red('It did not succeed. What now?')}\n`
    default:
      return '\n'
  }
}

const gone: Answer = {do: 'quit', reason: 'nobody could be asked any more'}

async function askKey(
  question: Exclude<Question, {kind: 'input'}>,
  {prompt, show, style}: Terminal,
): Promise<Answer | undefined> {
  show(`${keyLine(keysOf(question), style)}\n`)
  const confirm = question.kind === 'step' ? question.action.attributes.confirm : undefined
  const message =
    question.kind === 'step'
      ? [confirm, consentText(question.consent, question.word)].filter(Boolean).join(' ')
      : wording[question.kind]
  const typed = await prompt(message)
  if (typed === undefined) return gone
  const reply = readReply(question, typed)
  switch (reply.do) {
    case 'help':
      show(help(question))
      return undefined
    case 'unclear':
      show(
        `  ${style.colors.yellow(typed.trim() === '' ? 'Nothing was done.' : `“${clip(oneLine(typed), 40)}” means nothing here.`)} ? explains the keys.\n`,
      )
      return undefined
    case 'ask-note': {
      const text = await prompt('Note (decision: …, hypothesis: …, todo: …, comms: … for a kind)')
      if (text === undefined) return gone
      return text.trim() === '' ? undefined : noteFrom(text)
    }
    case 'ask-reason': {
      const reason = await prompt(reply.as === 'failed' ? 'What happened?' : 'Why?')
      if (reason === undefined) return gone
      const why = reason.trim() || 'no reason given'
      return reply.as === 'failed' ? {do: 'failed', note: why} : {do: reply.as, reason: why}
    }
    default:
      return reply
  }
}

const wording = {
  'refused-block': 'Do it elsewhere, or skip it',
  checklist: 'Done?',
  manual: 'Done?',
  failure: 'Next',
} as const

async function askInput(input: NeededInput, {prompt, show, style}: Terminal): Promise<Answer | undefined> {
  const about = [input.prompt ?? `Value for ${input.name}`, input.choices && `(${input.choices.join(' | ')})`]
    .filter(Boolean)
    .join(' ')
  const value = await prompt(input.default === undefined ? `${about} [empty skips the step]` : about, {
    secret: input.secret ?? false,
    preset: input.default,
  })
  if (value === undefined) return gone
  if (value === '') return {do: 'skip', reason: `no value for ${input.name}`}
  const problem = inputProblem(input, value)
  if (!problem) return {do: 'value', value}
  show(`  ${style.colors.yellow(problem)}\n`)
  return undefined
}

function help(question: Question): string {
  const lines = [
    ...(question.kind === 'step' && question.consent === 'type'
      ? [`${question.word}   runs it: typing it says that you looked where it runs`]
      : []),
    ...(question.kind === 'step' && question.consent === 'enter'
      ? ['Enter      runs it: it only reads']
      : []),
    ...(question.kind === 'step' && question.consent === 'yes' ? ['y          runs it'] : []),
    ...(question.kind === 'failure'
      ? ['r          shows it again and runs it', 'c          goes on; the run counts as not succeeded']
      : []),
    ...(['checklist', 'manual', 'refused-block'].includes(question.kind)
      ? ['d [note]   you did it, outside this tool', 'f [what]   you tried, and it failed']
      : []),
    ...(question.kind === 'checklist' ? ['n [why]    it does not apply here'] : []),
    ...(question.kind === 'failure' ? [] : ['s [why]    passes over it; the reason is recorded']),
    '+ [text]   records a note with the time, and stays here',
    ...('rollback' in question && question.rollback ? ['b          goes to the rollback section'] : []),
    'q [why]    ends the run here; the record is kept',
    'Ctrl-C     while a step runs: stops the step; at a prompt: ends the run',
  ]
  return `${lines.map(line => `  ${line}`).join('\n')}\n`
}
