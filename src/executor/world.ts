import type {Drivers, StepIo, StepSpec, StepTerminal} from '../model/driver.ts'
import type {EventOf, KeptResult, Output, RunEvent} from '../model/event.ts'
import type {Answer, Aside, Operator, Question} from '../model/operator.ts'
import type {BlockAction, PlannedStep} from '../model/plan.ts'
import type {GivenSource} from '../model/run-events.ts'
import type {Secret} from '../model/secret.ts'
import type {Say} from './say.ts'

/** Everything that a run takes from outside: given the same world and answers, the same plan gives the same events. */
export interface World {
  drivers: Drivers
  operator: Operator
  now(): Date
  /** Aborted with the name of the signal that ends the run. */
  signal: AbortSignal
  /** A fresh signal for one attempt, aborted when the operator cancels it or the run ends. */
  attemptSignal(): AbortSignal
  /** The terminal of the person who is there, for steps that need one. */
  terminal?: StepTerminal | undefined
  /** Opens the place where an attempt's output goes. */
  output(step: PlannedStep, attempt: number, how?: OutputKind): StepOutput
  /** What an attempt of an earlier process had printed; undefined where that is nothing. */
  printed?(step: string, attempt: number): {text: string; output: Output} | undefined
  /** Where a step would run, in words: a machine, a database and its server. */
  target(spec: StepSpec): string
  /** From now on, this value must not leave the process. */
  addSecret(secret: Secret): void
  /** What may be shown of a text: asked before a text is cut, since half a secret cannot be recognised. */
  redact?(text: string): string
  /** The same for what a program printed: what is assigned to the names of secrets is masked too. */
  said?(text: string): string
  /**
   * Reads a text that the operator gave in the place of another; `around` are the blocks that may run in the same
   * session. Without it, no text can be edited.
   */
  reread?(of: Rereadable, text: string, around: readonly BlockAction[]): Promise<BlockAction>
  /** The commands of a block, each to be run by itself; or why it cannot be taken apart. */
  separate?(action: BlockAction): {texts: string[]} | {problem: string}
  /** What answers do that decide nothing about the question. Set by the run itself. */
  aside?(
    answer: Exclude<Aside, {do: 'note' | 'milestone'}>,
    question: Question,
    say: Say,
  ): AsyncGenerator<RunEvent, 'anew' | Extract<Answer, {do: 'quit'}> | undefined>
  /** Values given before the run, by input name. */
  inputs: Readonly<Record<string, Given>>
  /** Facts about where and by whom it is run, for the record. */
  facts: Pick<
    EventOf<'run.started'>['data'],
    | 'runbook'
    | 'incident'
    | 'drill'
    | 'scenario'
    | 'replay'
    | 'alert'
    | 'readonly'
    | 'byhand'
    | 'given'
    | 'waits'
    | 'mode'
    | 'host'
    | 'directory'
    | 'tool'
    | 'vcs'
  >
  approving: Approving
  /** Set in the environment of every step. */
  env: Record<string, string>
  /** No wait of the runbook, no pause between two tries and no polling lasts longer: practice may cut them. */
  waitsAtMostMs?: number | undefined
  /** Waits; ends early when the signal is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void>
}

/** What it takes to have a second person agree. */
export interface Approving {
  /** Why blocks run without one. */
  breakGlass?: string | undefined
  /** Whoever is logged in where the run is. */
  user: {name: string}
  /** A short code that nobody can know beforehand. */
  newCode(): string
  /** Tells what other processes add to the record, as it comes; gives what ends that. */
  onOther(take: (event: RunEvent) => void): () => void
}

/** What a text is given in the place of, and how that is run. */
export type Rereadable = Pick<
  BlockAction,
  'kind' | 'language' | 'client' | 'system' | 'attributes' | 'script' | 'effect'
> & {id: string}

/** A value given before the run, and where it came from. */
export interface Given {
  value: string
  source: GivenSource | 'operator'
}

/** What kind of bytes an attempt gives. */
export interface OutputKind {
  /** A pseudo-terminal's, all of them as standard output: the program has the screen, and its file gets the text that was seen. */
  terminal?: boolean
  /** Kept off the screen. */
  quiet?: boolean
  /** It is a secret: this is said in its place, in the record and, unless a person is to see it, on the screen. */
  unkept?: {said: string; seen: boolean}
}

/** Where an attempt's output goes: to the screen and to its file, redacted. */
export interface StepOutput extends Omit<StepIo, 'signal' | 'terminal'> {
  /** Lets go of what is held back: somebody else shows something next. */
  settle?(): Promise<void>
  /** Closes it; undefined if nothing was printed. */
  end(): Promise<Output | undefined>
  /** The results of which every row was kept. */
  results?(): readonly KeptResult[]
  /** Where it is kept while it comes, as the operator may be told. */
  path?: string
}
