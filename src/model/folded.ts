import type {EventOf, KeptResult, Output} from './event.ts'
import type {Outcome} from './outcome.ts'

/** What somebody wrote down: other events may say how it is to be read. */
export interface Told {
  time: string
  /** Number of its record, where that is known. */
  sequence?: number | undefined
  approximate?: boolean | undefined
  /** It reads otherwise than it was written: who said so last, and what it said first. */
  amended?: {
    time: string
    by: string | undefined
    reason: string | undefined
    was: {time: string; text: string}
  }
}

export type Note = Told & {by: string | undefined; step: string | undefined} & EventOf<'note.added'>['data']
type Mark = Told & {by: string | undefined} & EventOf<'incident.milestone'>['data']
type Evidence = Told & {
  by: string | undefined
  step: string | undefined
} & EventOf<'evidence.attached'>['data']

/** The state of a run, told by its events alone. Of a step that was tried very often the first and the last attempts. */
export interface Run {
  started: {time: string; data: EventOf<'run.started'>['data']} | undefined
  finished: {time: string; data: EventOf<'run.finished'>['data']} | undefined
  interrupted: {time: string; signal: string} | undefined
  /** Each time that somebody went on with it. */
  resumed: ({time: string; by: string | undefined} & EventOf<'run.resumed'>['data'])[]
  /** In plan order. */
  steps: RunStep[]
  /** Set while the operator lets it stand. */
  paused: {time: string; by: string | undefined; reason: string | undefined} | undefined
  notes: Note[]
  inputs: EventOf<'input.set'>['data'][]
  guards: {time: string; step: string | undefined; guard: string; message: string}[]
  /** What people did beside the document's steps; without `finished` nobody saw it end. */
  offScript: {
    time: string
    by: string | undefined
    step: string | undefined
    started: EventOf<'adhoc.started'>['data']
    /** What is known to have been typed so far. */
    typed: {time: string; text: string}[]
    finished?: EventOf<'adhoc.finished'>['data']
  }[]
  /** In order of their times. */
  milestones: Mark[]
  evidence: Evidence[]
  /** What people wrote and somebody took out of what is told. */
  hidden: ({time: string; by: string | undefined; reason: string | undefined} & (
    | {as: 'note'; entry: Note}
    | {as: 'milestone'; entry: Mark}
    | {as: 'evidence'; entry: Evidence}
  ))[]
  /** Who has which role now; a role that was given up is not there. */
  roles: {role: string; person: string; time: string; by: string | undefined}[]
  /** What was last said of the incident, field by field; `since` is when its summary was said, and by whom. */
  incident: EventOf<'incident.updated'>['data'] & {
    since?: {time: string; by: string | undefined}
  }
  /** Since it was sealed nothing more is taken. */
  sealed: {time: string; by: string | undefined; note: string | undefined} | undefined
  /** What leaked and was taken out again. */
  redactions: ({time: string; by: string | undefined} & EventOf<'event.redacted'>['data'])[]
  /** What second persons agreed to, and what ran without one that should have had one. */
  approvals: ({
    time: string
    by: string | undefined
    step: string | undefined
  } & EventOf<'approval.given'>['data'])[]
  overrides: ({
    time: string
    by: string | undefined
    step: string | undefined
  } & EventOf<'override.used'>['data'])[]
  jumps: ({time: string} & EventOf<'clock.jumped'>['data'])[]
  targets: ({time: string; step: string | undefined} & EventOf<'target.checked'>['data'])[]
  /** What steps had left running when it ended, and was ended with it. */
  left: {step: string | undefined; pid: number; name: string}[]
}

export interface RunStep {
  listed: EventOf<'run.started'>['data']['steps'][number]
  attempts: Attempt[]
  skipped: {time: string; reason: string; by: string; choice?: string | undefined} | undefined
  checklist: {time: string; by: string | undefined; state: string; note: string | undefined} | undefined
  /** Of a choice: the branches picked last, numbered from 1. */
  picked: number[] | undefined
  /** The text that the operator put in its place last. */
  edited?: {time: string; by: string | undefined} & EventOf<'step.edited'>['data']
  /** The runbook was changed, and this step is to be done as it stands now; what is on record was done before. */
  outdated?: boolean
  /** The runbook was changed, and does not have it any more. */
  gone?: boolean
}

/** One try of a step; without `outcome` it started and nobody saw it end. */
export interface Attempt {
  number: number
  startedAt: string
  by: string | undefined
  started: EventOf<'step.started'>['data']
  finishedAt: string | undefined
  outcome: Outcome | undefined
  durationMs: number | undefined
  exitCode: number | undefined
  output: Output | undefined
  results: KeptResult[]
  checks: EventOf<'check.evaluated'>['data'][]
}
