import type {Answer, Operator, Question} from '../../model/operator.ts'
import type {NeededInput, PlannedStep} from '../../model/plan.ts'
import {renderApproval} from '../../report/approval-screen.ts'
import {proseLeft} from '../../report/branch-prose.ts'
import {renderChange} from '../../report/change-screen.ts'
import {renderChoice} from '../../report/choice-screen.ts'
import {oneLine} from '../../report/clean.ts'
import {momentOf} from '../../report/clock.ts'
import {renderEdit} from '../../report/edit-screen.ts'
import {renderExplained} from '../../report/explained.ts'
import {
  consentText,
  keyLine,
  renderBlock,
  renderShown,
  renderStepHead,
  words,
} from '../../report/step-screen.ts'
import {renderUnknown} from '../../report/unknown-screen.ts'
import {renderValueGoes} from '../../report/value-goes.ts'
import {plainDuration, waitText} from '../../report/wait-text.ts'
import {wrap} from '../../report/width.ts'
import {askApproval} from './ask-approval.ts'
import {askInput, gone} from './ask-input.ts'
import {askWhileHeld} from './held-question.ts'
import {onKey} from './on-key.ts'
import type {Terminal} from './person.ts'
import {keysOf, readReply} from './reply.ts'

/** A person who is shown where the run is. */
export interface Person extends Operator {
  /** Shows a step's title and the document's words before it, once. */
  head(step: PlannedStep): void
  /** The document's words that stand in branches after the last step shown. */
  rest(): string
  /** Asks for a value before any step; undefined where none is given yet, `gone` where nobody can be asked any more. */
  value(input: NeededInput, signal: AbortSignal): Promise<{value: string} | 'gone' | undefined>
}

/** A person at a terminal: sees the step, then answers. Where nobody can answer any more, it is `quit`. */
export function attended(name: string, terminal: Terminal): Person {
  const {plan, show, style} = terminal
  let seen: PlannedStep | undefined
  let asked: Question | undefined
  const wordsBefore = (step: PlannedStep | undefined) =>
    proseLeft(plan, seen, step)
      .map(prose => `\n${words(prose, style)}\n`)
      .join('')
  const head = (step: PlannedStep) => {
    if (seen !== step) show(wordsBefore(step) + renderStepHead(step, plan.steps.length, style))
    seen = step
  }
  return {
    name,
    head,
    rest: () => wordsBefore(undefined),
    async value(input, signal) {
      for (;;) {
        // no session is there yet in which a command could list choices
        const without = `empty: asked again where it is needed${input.choicesFrom ? ', with its choices' : ''}`
        const answer = await askInput({input}, terminal, signal, {without, lists: false})
        if (answer) return answer.do === 'value' ? answer : answer.do === 'quit' ? 'gone' : undefined
      }
    },
    async ask(question, signal) {
      head(question.step)
      if (asked !== question) show(aboveThePrompt(question, terminal)) // after a note it is still there
      asked = question
      for (;;) {
        const answer =
          question.kind === 'input'
            ? await askInput(question, terminal, signal)
            : question.kind === 'approval'
              ? await askApproval(question, terminal, signal)
              : await askKey(question, terminal, signal)
        if (answer) return answer
      }
    },
  }
}

function aboveThePrompt(question: Question, {style, runId}: Pick<Terminal, 'style' | 'runId'>): string {
  switch (question.kind) {
    case 'step':
      return question.explained
        ? renderExplained(question.explained, style)
        : renderEdit(question.action, style) +
            renderBlock(question.action, question.rendered, question.target, style, [
              ...(question.doubts ?? []),
              ...(question.notes ?? []),
            ])
    case 'part':
      return `\n  ${style.colors.dim(`command ${question.number} of ${question.of}`)}\n${renderBlock(question.action, question.rendered, question.target, style)}`
    case 'adhoc':
      return renderBlock(question.action, question.action.script, question.target, style)
    case 'refused-block':
      return renderEdit(question.action, style) + renderShown(question.action.text, question.reason, style)
    case 'failure':
      return `\n  ${style.colors.red('It did not succeed. What now?')}\n`
    case 'choice':
      return renderChoice(question, style)
    case 'commit':
      return renderChange(question.change, question.database, style)
    case 'approval':
      return renderApproval(question, runId, style)
    case 'unknown':
      return renderUnknown(question, style)
    case 'paused':
      return `\n  ${style.colors.yellow(`Paused since ${momentOf(question.since)} UTC${question.reason ? `: ${oneLine(question.reason)}` : ''}. Nothing runs.`)}\n`
    case 'input':
      return `\n${renderValueGoes(question.step.action, question.input, style)}`
    case 'wait':
      return `\n${wrap(
        `the document asks for a wait of ${waitText(question.leastMs, question.mostMs)}`,
        style.columns - 2,
      )
        .map(line => `  ${style.colors.dim(line)}\n`)
        .join('')}`
    default:
      return '\n'
  }
}

async function askKey(
  question: Exclude<Question, {kind: 'input' | 'approval'}>,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Answer | undefined> {
  const {prompt, show, style} = terminal
  show(`${keyLine(keysOf(question), style)}\n`)
  const confirm =
    question.kind === 'step' || question.kind === 'part' ? question.action.attributes.confirm : undefined
  const message =
    question.kind === 'step' || question.kind === 'part' || question.kind === 'adhoc'
      ? [confirm, consentText(question.consent, question.word)].filter(Boolean).join(' ')
      : wordingOf(question)
  // whoever stops a step presses Ctrl-C more than once
  const stopped = question.kind === 'failure' && question.outcome.kind === 'cancelled'
  const held = question.kind === 'commit' ? question.held : undefined
  const typed = held
    ? await askWhileHeld(held, message, {prompt, show, style})
    : await prompt(message, stopped ? {deafMs: 1500} : {})
  if (held?.over.aborted) return {do: 'withdrawn', reason: 'the server had ended the session'}
  if (typed === undefined) return gone(signal)
  return onKey(readReply(question, typed), typed, question, terminal, signal)
}

function wordingOf(
  question: Exclude<Question, {kind: 'input' | 'step' | 'part' | 'adhoc' | 'approval'}>,
): string {
  switch (question.kind) {
    case 'refused-block':
      return 'Do it elsewhere, or skip it'
    case 'checklist':
    case 'manual':
      return 'Done?'
    case 'choice':
      if (question.menu) return 'Which of them? (such as 1 3)'
      return question.branches.length === 1 ? '1 takes it, 0 does not' : 'Which one?'
    case 'wait':
      return `Enter waits ${plainDuration(question.leastMs)}`
    case 'commit':
      return 'Keep it? y/N'
    case 'failure':
      return 'Next'
    case 'paused':
      return 'Enter goes on'
    case 'unknown':
      return question.background ? 'Is it up, or not needed any more?' : 'Did it work?'
  }
}
