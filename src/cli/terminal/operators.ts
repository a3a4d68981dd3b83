import process from 'node:process'
import {unattended} from '../../executor/unattended.ts'
import {exitCodes, RunbookError} from '../../model/error.ts'
import type {Answer, Operator} from '../../model/operator.ts'
import type {Plan} from '../../model/plan.ts'
import type {Answers} from '../given/answers.ts'
import type {Person} from '../questions/attended.ts'
import type {Terminal} from '../questions/person.ts'
import type {Interrupts} from './interrupts.ts'
import type {Screen} from './screen.ts'

/** Throws unless a person can be asked here: input from a terminal, and a terminal to show the questions on. */
export function requireTerminal(): void {
  if (!process.stdin.isTTY || !(process.stderr.isTTY || process.stdout.isTTY)) {
    throw new RunbookError(
      'no-terminal',
      'there is no terminal to ask at; run it in one, or without a person with --yes',
      {exitCode: exitCodes.needsPerson},
    )
  }
}

/** The policy of `--yes`; `unseen` is what is said of steps that nobody saw end. */
export function policyOperator(
  name: string,
  allow: readonly string[],
  {steps, run, failures}: Answers,
  unseen?: Answer,
): Operator {
  const policy = unattended({name, allow: new Set([...allow, ...run]), answers: steps, failures})
  if (!unseen) return policy
  return {
    name,
    ask: (question, signal) =>
      question.kind === 'unknown' ? Promise.resolve(unseen) : policy.ask(question, signal),
  }
}

/** A person at this terminal; `head` shows a step that is passed without a question. */
export async function personOperator(
  name: string,
  plan: Plan,
  {stream, style, show, safe}: Screen,
  interrupts: Interrupts,
  record: Pick<Terminal, 'runId' | 'run' | 'now' | 'contacts' | 'reloading'>,
): Promise<Person> {
  const [{attended}, {createPrompt}, {editorOf}] = await Promise.all([
    import('../questions/attended.ts'),
    import('./prompt.ts'),
    import('./editor.ts'),
  ])
  const prompt = createPrompt(stream, interrupts.run, () => interrupts.end('SIGINT'), style)
  return attended(name, {
    prompt: (message, options) => prompt(safe(message), options),
    show,
    style,
    plan,
    ...record,
    editor: editorOf(process.env, stream, interrupts.lend),
    plainEditor: editorOf({EDITOR: 'vi'}, stream, interrupts.lend), // as git does
  })
}
