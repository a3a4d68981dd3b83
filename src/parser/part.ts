import type {BlockKind, Shown} from '../model/runbook.ts'

/** A stretch of whole lines of a fence that is one thing: half-open, lines from 0. */
export interface Lines {
  from: number
  to: number
}

/** One stretch of a fence, with what it would run. The parts of a fence cover all its lines, in order. */
export interface Part {
  lines: Lines
  kind: BlockKind
  /** Why, where the fence's language alone does not say. */
  reason: string | undefined
  /** What it is, where it is only shown. */
  shows: Shown | undefined
  /** What would run: the part's lines; for a transcript those behind prompts, without them. Empty where it is shown. */
  script: string
  /**
   * For each line of `script`: its line in the fence, how many characters before it were taken off, and, if any, how many
   * after it: a shell's comment on a line of SQL, which no SQL client takes for one.
   */
  origin: {line: number; column: number; cut?: number}[]
  /** Lines of the part that show what was seen after its commands. */
  seen: Lines[]
  /** SQL for a client that a line before it starts: the command that starts it, as the document has it. */
  client: string | undefined
  /** Typed on another machine or inside another program; or SQL of another database than PostgreSQL. Not run here. */
  elsewhere: boolean
}

/** What is known of a fence before it is read. */
export interface Evidence {
  language: string
  text: string
  /** The paragraph before it. */
  lead: string | undefined
  /** Titles of the sections it stands in, outermost first. */
  headings: readonly string[]
  /** Programs that the rest of the document runs, where that is known: see `programsIn`. */
  programs?: ReadonlySet<string>
  /** Names that the document writes as prompts: see `placesIn`. */
  places?: ReadonlySet<string>
  /** Whether its commands expand a variable: see `variablesUsed`. */
  usesVariable?: (name: string) => boolean
  /** Its shell blocks comment commands out rather than show root's prompt: see `commentsOut`. */
  commentsOut?: () => boolean
  /** Whether PostgreSQL's grammar takes a text whole; false where it is not loaded. */
  parsesAsSql(text: string): boolean
  /** Whether bash's grammar takes a text whole. */
  parsesAsShell(text: string): boolean
}
