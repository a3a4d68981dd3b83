import type {Attributes, Condition} from './attributes.ts'
import type {Effect, Reason} from './effect.ts'
import type {Place} from './place.ts'
import type {Block, BuildsOn, Link, Phase, Placeholder} from './runbook.ts'
import type {Input, Settings} from './settings.ts'

/** Everything that a run would do, in order, as data. */
export interface Plan {
  runbook: {path: string; title: string; severity: string | undefined; environment: string | undefined}
  procedure: {slug: string; title: string} | undefined
  steps: PlannedStep[]
  /** Markdown after the last step. */
  epilogue: string
  /** Values that steps need, in order of first need. */
  inputs: NeededInput[]
  databases: Settings['databases']
  target: Settings['target']
}

/** A value that a step needs before it can run. */
export interface NeededInput extends Input {
  name: string
  /** `placeholder` where the text has a gap; `variable` where a script uses a variable nobody sets. */
  kind: 'placeholder' | 'variable'
  /** What the document has in its place, where that could be meant as it stands: `my-image`. */
  standIn?: string
}

/** One step of a plan: data only, so that it can be shown, recorded, compared and run elsewhere. */
export interface PlannedStep {
  id: string
  /** From 1, in the order of the plan. */
  number: number
  title: string
  /** Titles of the sections it stands in, outermost first, without the document's own. */
  section: string[]
  phase: Phase | undefined
  /** Markdown between the step before and this one. */
  prose: string
  place: Place
  /** Passed over because the author says so, and why. */
  skip: string | undefined
  /** What must hold for it to be done: its author's `if`, those of the sections around it, and the guard of its fence. */
  conditions: Condition[]
  /** What it takes for granted that steps before it leave behind. Where they did not run, it is not begun without saying so. */
  buildsOn?: BuildsOn[]
  /** The branches that it stands in, outermost first: it is passed over unless each was picked. */
  branches: {choice: string; branch: number}[]
  action: Action
}

export type Action = BlockAction | WaitAction | ChoiceAction | {kind: 'checklist'} | {kind: 'manual'}

/** A pause: how long at least and at most. */
export interface WaitAction {
  kind: 'wait'
  leastMs: number
  mostMs: number
}

/** Alternatives: one is picked, or none; of a menu any number. */
export interface ChoiceAction {
  kind: 'choice'
  menu: boolean
  branches: PlannedBranch[]
}

export interface PlannedBranch {
  title: string
  /** Where it leads, if it only points elsewhere. */
  link: Link | undefined
  /** The steps that run where it is picked, in order, those of choices inside it included. */
  steps: string[]
  /** Markdown after its last step; all of it where it has none. */
  prose: string
}

/** What running a block takes. */
export interface BlockAction {
  kind: 'shell' | 'sql' | 'console' | 'show'
  language: string
  text: string
  /** The fence that it is a stretch of. */
  fence: Block['fence']
  shows: Block['shows']
  seen: Block['seen']
  client: string | undefined
  /** In whose SQL it is; PostgreSQL's, if undefined. */
  system?: Block['system']
  /** SQL that psql runs, which keeps each statement as it goes. */
  psql: boolean
  script: string
  attributes: Attributes
  /** The effect that counts: the author's word where it raises the one found, or lowers it with a reason. */
  effect: Effect
  reasons: Reason[]
  /** What its document says that it does, where that is worse than what was found. */
  warned?: Reason
  commands: Block['commands']
  placeholders: Placeholder[]
  /** Names of inputs that must have a value before the block can run, if all before it did run. */
  needs: string[]
  /** Variables that it uses and that neither it nor the environment sets; blocks before it may. */
  variables: string[]
  /** Variables that must not be empty when it begins; none where it only reads. */
  nonEmpty: string[]
  /** Variables that must be set where it runs, as only that place can tell; none for this machine. */
  there?: string[]
  /** Variables that it sets for the blocks after it. */
  assigns: string[]
  /** What in it may read a value as code. */
  interpreter: string | undefined
  /** Its fence cannot be trusted to hold what its author meant: a person must look. */
  broken: boolean
  /** Why it cannot be run as it stands; shown, and asked about. */
  refusal: string | undefined
  /** Why it needs a person at a terminal of its own. */
  interactive: string | undefined
  /** What in it does not end by itself. */
  endless: string | undefined
  /** Words that say on which system it is run, where nothing says whether this machine speaks to that one. */
  placed?: string
  /** The program in it all of whose output is a secret: none of that is kept. */
  printsSecret?: string
  /** Why it is taken for its kind, where its language does not say: a guess, which only a person may act on. */
  guess: string | undefined
  /** Where the operator has put another text in its place. */
  edited?: Edited
}

/** How a text that an operator gave differs from the document's. */
export interface Edited {
  /** As `diff -u` writes it, secrets masked. */
  diff: string
  /** What the document's text may do. */
  was: Effect
}

/** Whether the server can be asked how it would carry out a block: SQL that no other program runs. */
export function isExplained(action: Action): action is BlockAction {
  return action.kind === 'sql' && action.client === undefined && !action.psql
}
