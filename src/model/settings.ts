import type {Severity} from './lint-message.ts'

/** What a runbook's front matter says, checked; every part is optional for the author. */
export interface Settings {
  /** True when the document has a `runbook:` key: it was written for this tool and may run unattended. */
  optedIn: boolean
  title: string | undefined
  severity: string | undefined
  owner: string | undefined
  environment: string | undefined
  lastReviewedOn: string | undefined
  reviewIn: string | undefined
  inputs: Record<string, Input>
  /** Every missing value is asked for before the first step, and not where it is first needed. */
  inputsFirst: boolean
  databases: Record<string, Database>
  /** What the system must say of itself before anything is changed. */
  target: TargetCheck[]
  /** Names of environment variables whose values are secret. */
  secrets: string[]
  /** Programs that must be on PATH. */
  requires: string[]
  /** Most bytes that are kept of one attempt's output. */
  outputLimit: number | undefined
  /** How severe the author finds what a rule of `runbook lint` says, by the rule's id. */
  lint: Record<string, Severity | 'off'>
}

/** A database that blocks run on. */
export interface Database {
  /** The environment variable that holds its address, as `$NAME`; without one, libpq's own variables and files say where it is. */
  url?: string
  target?: DatabaseTarget
}

/** What a database's server must say of itself before anything is changed in it. */
export interface DatabaseTarget {
  database?: string
  user?: string
  /** Address, or address and port. */
  server?: string
  /** Whether it must be a standby. */
  recovery?: boolean
  /** PostgreSQL's system identifier, the same on every server of a cluster. */
  cluster?: string
}

/** A question to the system: a command that only reads, and what it must print. */
export interface TargetCheck {
  name: string
  command: string
  /** All of it, without blanks at its end; or what it must match. */
  expected: string | RegExp
}

/** A named value that the operator gives. */
export interface Input {
  prompt?: string
  /** What may be answered. */
  choices?: string[]
  /** A command whose lines may be answered; it only reads. */
  choicesFrom?: string
  pattern?: string
  default?: string
  secret?: boolean
  type?: InputType
}

/**
 * What a value must look like. `identifier`: a name in a database, such as a table's (`users`, `app.users`); `date`:
 * `2026-02-16`; `duration`: `90s`, `10m`, `1h30m`.
 */
export const inputTypes = ['string', 'integer', 'duration', 'url', 'date', 'identifier'] as const
export type InputType = (typeof inputTypes)[number]

export const noSettings: Settings = {
  optedIn: false,
  title: undefined,
  severity: undefined,
  owner: undefined,
  environment: undefined,
  lastReviewedOn: undefined,
  reviewIn: undefined,
  inputs: {},
  inputsFirst: false,
  databases: {},
  target: [],
  secrets: [],
  requires: [],
  outputLimit: undefined,
  lint: {},
}
