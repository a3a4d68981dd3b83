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
  databases: Record<string, {url: string}>
  /** Names of environment variables whose values are secret. */
  secrets: string[]
  /** Programs that must be on PATH. */
  requires: string[]
  /** Most bytes that are kept of one attempt's output. */
  outputLimit: number | undefined
  /** How severe the author finds what a rule of `runbook lint` says, by the rule's id. */
  lint: Record<string, Severity | 'off'>
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
}

export const noSettings: Settings = {
  optedIn: false,
  title: undefined,
  severity: undefined,
  owner: undefined,
  environment: undefined,
  lastReviewedOn: undefined,
  reviewIn: undefined,
  inputs: {},
  databases: {},
  secrets: [],
  requires: [],
  outputLimit: undefined,
  lint: {},
}
