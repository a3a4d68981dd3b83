import type {Explained, HeldChange, PendingChange} from './driver.ts'
import type {Consent, Effect} from './effect.ts'
import type {Milestone} from './milestone.ts'
import type {NoteKind} from './note-kinds.ts'
import type {Outcome} from './outcome.ts'
import type {BlockAction, NeededInput, PlannedStep} from './plan.ts'
import type {Link} from './runbook.ts'

/** What the run asks of whoever is in charge. */
export type Question =
  | StepQuestion
  /** A block that cannot be run as it stands. */
  | {kind: 'refused-block'; step: PlannedStep; action: BlockAction; reason: string}
  | {kind: 'checklist'; step: PlannedStep}
  | {kind: 'manual'; step: PlannedStep}
  /** One of the commands of a block that is stepped through. */
  | ({kind: 'part'; step: PlannedStep; number: number; of: number} & Pick<
      StepQuestion,
      'action' | 'rendered' | 'target' | 'consent' | 'word'
    >)
  /** A command that the operator has typed off the script. */
  | ({kind: 'adhoc'; step: PlannedStep} & Pick<StepQuestion, 'action' | 'target' | 'consent' | 'word'>)
  | ChoiceQuestion
  | {kind: 'wait'; step: PlannedStep; leastMs: number; mostMs: number}
  /** `empty` where the variable is set and has no value, in a block that changes something. */
  | {kind: 'input'; step: PlannedStep; input: NeededInput; empty?: boolean; offered?: Offered}
  /** Whether what a block has changed is kept. */
  | {
      kind: 'commit'
      step: PlannedStep
      change: PendingChange
      held?: HeldChange | undefined
      database: string
    }
  /** `action` is what was run, where it was a block. */
  | {kind: 'failure'; step: PlannedStep; outcome: Outcome; rollback: boolean; action?: BlockAction}
  | ApprovalQuestion
  | UnknownQuestion
  /** The operator lets the run stand, and nothing happens until they are back. */
  | {kind: 'paused'; step: PlannedStep; since: string; reason: string | undefined}

/** The lines of the command that an input takes its choices from, or why there are none. */
export interface Offered {
  lines: string[]
  problem?: string
}

export interface StepQuestion {
  kind: 'step'
  step: PlannedStep
  action: BlockAction
  /** The text that would run, inputs filled in. */
  rendered: string
  consent: Consent
  /** What to type, where `consent` is `type`. */
  word: string
  /** The database or `this machine`: where it would run. */
  target: string
  /** Whether the plan has a rollback section to go to. */
  rollback: boolean
  /** What the server says of it beforehand. */
  notes?: readonly string[]
  /** Why this may be the wrong place for it: it then runs neither on Enter nor without a person. */
  doubts?: readonly string[]
  /** Why it is unknown what it does, though its text only reads. */
  learnt?: readonly string[]
  /** How the server would carry it out, where that was asked for. */
  explained?: Explained
}

/** What happened to a step that was running when the run was cut off, or was left running and ended with it. */
export interface UnknownQuestion {
  kind: 'unknown'
  step: PlannedStep
  attempt: number
  startedAt: string
  /** The text that ran, as the record has it. */
  text: string | undefined
  /** The end of what it had printed; undefined where that is nothing. */
  output: string | undefined
  /** It was up and left running, and may have ended with the run. */
  background: boolean
  /** Nobody had agreed to keep what it changed in a database, which takes that back then. */
  undecided: boolean
  /** Whether it can be run again: the runbook still has it. */
  again: boolean
}

/** Whether a second person agrees to what the operator has agreed to. */
export interface ApprovalQuestion {
  kind: 'approval'
  step: PlannedStep
  /** To be shown: who agrees says it. */
  code: string
  /** When the code expires. */
  until: string
  /** Aborted once somebody has agreed at another terminal. */
  arrived: AbortSignal
}

/** Which of some alternatives is done: at most one, of a menu any number. */
export interface ChoiceQuestion {
  kind: 'choice'
  step: PlannedStep
  menu: boolean
  branches: OfferedBranch[]
}

export interface OfferedBranch {
  title: string
  /** The worst that its blocks may do; undefined where none of them can run. */
  effect: Effect | undefined
  /** How many steps it has. */
  steps: number
  /** Where it leads, if it only points elsewhere. */
  link: Link | undefined
  /** What its author makes it depend on, in words, and whether that is so; undefined for nothing, or what was not checked. */
  only?: {text: string; holds: boolean}
}

/** What may be answered; which ones make sense depends on the question. */
export type Answer =
  | {do: 'run'}
  /** Runs the commands of the block one by one. */
  | {do: 'step-through'}
  /** Shows how the server would carry SQL out, then asks again. */
  | {do: 'explain'}
  /** Runs the command that an input takes its choices from, then asks again. */
  | {do: 'offer'}
  /** A second person agrees, here; or has done so at another terminal. */
  | {do: 'approve'; name: string; code: string}
  | {do: 'approved'}
  /** Nobody can be had who would agree. */
  | {do: 'break-glass'; reason: string}
  | {do: 'done'; note?: string}
  | {do: 'not-applicable'; reason: string}
  | {do: 'failed'; note: string}
  | {do: 'skip'; reason: string}
  | ({do: 'note'; note: NoteKind; text: string} & Told)
  /** The incident was detected, mitigated … */
  | ({do: 'milestone'; milestone: Milestone; note?: string} & Told)
  /** A value of an input or a capture, instead of the one that it has. */
  | {do: 'set'; name: string; value: string}
  /** Something off the script: a command, or a shell at the terminal. */
  | {do: 'shell'; command?: string}
  /** Lets the run stand for a while. */
  | {do: 'pause'; reason?: string}
  /** Ends that. */
  | {do: 'go-on'}
  /** Whom to call was looked up. */
  | {do: 'contacts'}
  | {do: 'value'; value: string}
  /** Indices of the branches picked, from 0; empty for none of them. */
  | {do: 'choose'; branches: number[]}
  | {do: 'wait'; forMs: number}
  | {do: 'commit'}
  | {do: 'roll-back'; reason?: string}
  | {do: 'retry'}
  /** Another text in the place of the block's. */
  | {do: 'edit'; text: string}
  /** Leaves the run to somebody else. */
  | {do: 'hand-over'}
  /** Goes through steps that take back what the run did, in this order. */
  | {do: 'undo'; steps: string[]}
  /** Goes on with the file as it is now. */
  | {do: 'reload'}
  /** Goes on at another step of the plan. */
  | {do: 'jump'; step: string}
  | {do: 'continue'}
  | {do: 'rollback'}
  | {do: 'quit'; reason?: string}
  /** What was asked about is gone: nobody can decide it any more. */
  | {do: 'withdrawn'; reason: string}
  /** Nobody may or can answer: the run ends saying so. */
  | {do: 'refuse'; code: 'needs-person' | 'refused'; reason: string}

/** Answers that decide nothing: the question, or what it has become, is asked again. */
export type Aside = Extract<
  Answer,
  {do: 'note' | 'milestone' | 'set' | 'contacts' | 'shell' | 'edit' | 'pause'}
>

/** When it happened, if not now, and whether that is a guess. */
export interface Told {
  time?: string
  approximate?: true
}

/** Who answers: a person at a terminal, or a policy. End of input and a closed terminal are `quit`. */
export interface Operator {
  /** Who it is, for the record. */
  name: string
  ask(question: Question, signal: AbortSignal): Promise<Answer>
}
