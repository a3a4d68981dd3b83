import type {Attributes, Condition} from './attributes.ts'
import type {SqlSystem} from './driver.ts'
import type {Effect, Reason} from './effect.ts'
import type {Place} from './place.ts'
import type {Settings} from './settings.ts'

/** One markdown file that describes how to do an operation, read but not yet planned. */
export interface Runbook {
  /** The path as it was given. */
  path: string
  title: string
  severity: string | undefined
  settings: Settings
  /** The whole document: depth 0, everything in document order. */
  section: Section
  /** What can be run by itself. One for an ordinary runbook, several for a handbook, none if nothing is to do. */
  procedures: Procedure[]
  /** Links to other places of the document and to other files, in document order. */
  links: Link[]
}

/** A link that leads to a heading or a file rather than to the web. */
export interface Link {
  text: string
  /** As the document has it, percent signs decoded. */
  path: string
  /** What stands behind `#`; undefined without one. */
  anchor: string | undefined
  place: Place
}

/** A section that can be run by itself, by GitHub's slug of its heading. */
export interface Procedure {
  slug: string
  title: string
  severity: string | undefined
  section: Section
}

export const phases = [
  'symptoms',
  'diagnosis',
  'resolution',
  'verification',
  'rollback',
  'communication',
  'escalation',
  'prerequisites',
  'reference',
] as const
/** What a section is for, where its heading says so. */
export type Phase = (typeof phases)[number]

/** A heading (or a bold label standing alone) and everything under it, in document order. */
export interface Section {
  type: 'section'
  title: string
  /** GitHub's slug; undefined for a bold label, which has no anchor. */
  slug: string | undefined
  /** 0 for the document, 1–6 for headings, 7 for bold labels, 8 for labels under a label that names a phase. */
  depth: number
  /** The section's own phase, or the nearest ancestor's. */
  phase: Phase | undefined
  place: Place
  /** Everything below is passed over, as the author says here or further out. */
  skip: boolean
  /** What must hold for the steps below, from the outermost section to this. */
  conditions: Condition[]
  content: Content[]
}

export type Content = Prose | Step | Section

/** Markdown between steps, as the document spells it. */
export interface Prose {
  type: 'prose'
  text: string
  place: Place
}

/** The smallest thing with a status. */
export type Step = BlockStep | ChecklistStep | ManualStep | WaitStep | ChoiceStep

interface StepBase {
  /** Stable: the author's, or made from the step's own text and its ordinal among equals. */
  id: string
  title: string
  place: Place
  /** Passed over, as the author says. */
  skip?: boolean
  /** What must hold for it to be done. */
  if?: Condition
  /** The step of its own fence that guards it. */
  needs?: Condition[]
  /** What steps above it leave behind, and it takes for granted: those of its own fence, and the directory of one under its heading. */
  buildsOn?: BuildsOn[]
}

/** A step, and what it leaves in its session for others: the command that changes the directory, or the name of a variable. */
export type BuildsOn = {step: string; directory: string} | {step: string; variable: string}

export interface BlockStep extends StepBase {
  type: 'block'
  block: Block
}

/** One item of a task list. `checked` is what the document says; it is asked all the same. */
export interface ChecklistStep extends StepBase {
  type: 'checklist'
  checked: boolean
}

/** One instruction for a person. */
export interface ManualStep extends StepBase {
  type: 'manual'
}

/** A pause that the document asks for. */
export interface WaitStep extends StepBase {
  type: 'wait'
  /** How long at least, and at most where a range is given (else the same). */
  leastMs: number
  mostMs: number
}

/** Alternatives, of which the operator picks one or none; of a menu, any number. Nothing in them runs unless picked. */
export interface ChoiceStep extends StepBase {
  type: 'choice'
  menu: boolean
  branches: Branch[]
}

/** One alternative: what is done where it is picked. */
export interface Branch {
  title: string
  place: Place
  /** Where it leads, where the document only points to it. */
  link: Link | undefined
  content: Content[]
}

export type BlockKind = 'shell' | 'sql' | 'console' | 'show'

/** Why a block is only shown. */
export type Shown = 'output' | 'data' | 'prose' | 'comment' | 'session' | 'language' | 'broken'

/** A fenced code block, or a stretch of one, that the engine understands, or shows. */
export interface Block {
  /** The first word of the info string, lower case; empty if there is none. */
  language: string
  /** The block's text as the document has it (line endings normalised). */
  text: string
  /** The fence that it is a stretch of, and which (from 1) of how many; undefined where it is the whole fence. */
  fence: {place: Place; part: number; of: number} | undefined
  kind: BlockKind
  /** What it seems to be, where it is shown. */
  shows: Shown | undefined
  /** What the document shows as seen after the commands; never run. */
  seen: {text: string; place: Place}[]
  /** For SQL that another program is to run: the command that starts that program, which `script` hands the SQL to. */
  client: string | undefined
  /** SQL that psql runs, over a declared database: it is tagged so, or holds commands of psql's own. */
  psql: boolean
  /** Typed on another machine or inside another program, in a session that stands open there; or SQL of another database than PostgreSQL. Not run here. */
  elsewhere: boolean
  /** SQL in another database's words than PostgreSQL's, that is run on a declared database. */
  system?: SqlSystem
  /** Why it is not run, although it can be read: its document forbids it, or characters in it are not what they look like. */
  withheld?: string
  /** Words that say on which system it is run (`On prod`), where nothing says whether this machine speaks to that one. */
  placed?: string
  /** Why it is taken for this kind, where the language alone does not say. */
  kindReason: string | undefined
  /** Its fence cannot be trusted to hold what its author meant. */
  broken: boolean
  /** What would run: the text itself; for a console transcript its prompted lines; empty for `show`. */
  script: string
  attributes: Attributes
  commands: Command[]
  placeholders: Placeholder[]
  /** Texts that look like stand-ins and are taken as they stand, since the author wrote for this tool. */
  standIns: {name: string; text: string; place: Place}[]
  /** Names of variables that the script uses and does not set itself, in order of first use. */
  variables: string[]
  /** Names of variables that the script uses as they are: an empty value would make it another script. */
  nonEmpty: string[]
  /** Names that the script sets for the blocks after it. */
  assigns: string[]
  effect: Effect
  reasons: Reason[]
  /** What its document says that it does, where that is worse than what was found: it counts for an edited text too. */
  warned?: Reason
  /** What in it may read a value as code: then only plain words may be filled in. */
  interpreter: string | undefined
  /** Why the block's grammar rejects it: such a block is shown, never run. */
  syntaxError: {message: string; place: Place} | undefined
  /** Needs a person at a terminal, and why. */
  interactive: string | undefined
  /** Why lines of it are not for the shell that would run them. */
  inner?: string | undefined
  /** How a script of psql could leave the transaction that keeps it from writing; undefined if it cannot. */
  unheld?: string | undefined
  /** What in it does not end by itself, and whether nothing would run after it. */
  endless: {text: string; last: boolean} | undefined
  /** The program in it all of whose output is a secret: none of that is kept. */
  printsSecret?: string
}

/** One logical shell command or SQL statement of a block. */
export interface Command {
  text: string
  /** The program with its subcommand (`railway logs`), or the statement's kind (`SELECT`). */
  name: string
  effect: Effect
  place: Place
  /** Where it stands in the script, as UTF-16 offsets. */
  start: number
  end: number
  /** SQL that begins or ends a transaction, or changes what a session may do: it would undo the guards around it. */
  transactionControl?: boolean
  /** SQL that changes how the text behind it is read: what was checked would not be what runs. */
  changesReading?: boolean
  /** SQL that cannot run inside a transaction. */
  needsAutocommit?: boolean
  /** SQL that changes rows and says nothing of them: `RETURNING *` may be put behind it. */
  returns?: boolean
  /** The table of which SQL changes or deletes every row. */
  everyRowOf?: string
}

/** What surrounds a placeholder, which decides how its value gets in. */
export type PlaceholderContext =
  | 'word'
  | 'double-quoted'
  | 'single-quoted'
  | 'ansi-quoted'
  | 'here-document'
  | 'literal'
  | 'bare'
  | 'sql'
  | 'sql-string'
  /** Where PostgreSQL takes a name and no value. */
  | 'sql-name'

/** A place in the text where a value is missing. */
export interface Placeholder {
  /** The input that fills it: `deployment-id` for `<deployment-id>`. */
  name: string
  /** As the document spells it. */
  text: string
  /** For `<a|b>`: what may be filled in. */
  choices: string[] | undefined
  /** False where the text could be meant as it stands: `my-image`. */
  certain: boolean
  /** A synopsis's `[--limit N]`: it may be left out, and takes more than one word. */
  optional: boolean
  context: PlaceholderContext
  /** Where it stands in quoted text that begins as JSON does: whether inside one of its strings. */
  json?: 'string' | 'bare'
  place: Place
  /** Where it stands in the script, as UTF-16 offsets. */
  start: number
  end: number
}
