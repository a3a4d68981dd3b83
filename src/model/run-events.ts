import {z} from 'zod/mini'
import {effects} from './effect.ts'

const effect = z.enum(effects)
const text = z.string()
const count = z.int().check(z.nonnegative())
const milliseconds = z.number().check(z.nonnegative())
const optional = z.optional

/** A step as the plan listed it when the run began: also what was never reached can be told. */
export const listedStep = () =>
  z.object({
    id: text,
    number: count,
    title: text,
    section: z.array(text),
    kind: z.enum(['shell', 'sql', 'console', 'show', 'checklist', 'manual', 'wait', 'choice']),
    effect: optional(effect),
    phase: optional(text),
    /** SHA-256 of what it says: tells whether it is the same in a file that was changed. */
    sha256: optional(text),
  })

/** Where a value that was given before the run came from. */
export const givenSources = ['option', 'file', 'answer', 'environment', 'alert', 'default'] as const
export type GivenSource = (typeof givenSources)[number]

/** The alert that a run was begun for, in the words of the tool that sent it. */
const alert = () =>
  z.object({
    from: z.enum(['alertmanager', 'grafana', 'pagerduty']),
    title: text,
    status: text,
    severity: optional(text),
    /** When it began, as the tool that sent it says. */
    since: optional(text),
    links: z.array(text),
  })
export type Alert = z.infer<ReturnType<typeof alert>>

/** The data of the events that a run begins, goes on and ends with. */
export const runEvents = () => ({
  'run.started': z.object({
    runbook: z.object({path: text, title: text, severity: optional(text), sha256: text}),
    /** What the runs of one incident have in common: a ticket's number. */
    incident: optional(text),
    /** It is practice: nothing of it was needed. */
    drill: optional(z.boolean()),
    /** The scenario that practised it by itself. */
    scenario: optional(text),
    /** No wait and no polling was to last longer: the scenario cut them. */
    waits: optional(z.object({atMostMs: milliseconds})),
    /** The recording, or the run directory, of which blocks were given what they give: nothing was run. */
    replay: optional(text),
    alert: optional(alert()),
    /** Nothing that may change something was to be run. */
    readonly: optional(z.boolean()),
    /** It records what people did without the tool. */
    byhand: optional(z.boolean()),
    procedure: optional(z.object({slug: text, title: text})),
    operator: text,
    mode: z.enum(['attended', 'unattended']),
    host: z.object({name: text}),
    /** The working directory, which its paths are relative to. */
    directory: optional(text),
    tool: z.object({version: text}),
    deployment: optional(z.object({environment: z.object({name: text})})),
    vcs: optional(z.object({ref: z.object({head: z.object({revision: text})})})),
    /** Values given before the run, for steps to come; of secrets only the names. */
    given: optional(
      z.array(
        z.object({
          name: text,
          value: optional(text),
          source: z.enum([...givenSources, 'operator']),
        }),
      ),
    ),
    steps: z.array(listedStep()),
  }),
  /** Somebody goes on with the run, in another process, or with its file as it is now. */
  'run.resumed': z.object({
    operator: text,
    mode: z.enum(['attended', 'unattended']),
    host: z.object({name: text}),
    tool: z.object({version: text}),
    /** When the record before ended. */
    since: text,
    /** Where the runbook's file is not what it was: what it is now. */
    runbook: optional(z.object({path: text, sha256: text})),
    /** Then also: all that is planned now. */
    steps: optional(z.array(listedStep())),
    /** Steps that are the same under another id. */
    renamed: optional(z.array(z.object({from: text, to: text}))),
    /** Ids of steps that are new, or say something else than before: they are to be done. */
    pending: optional(z.array(text)),
    /** Variables of which the value is not known any more: it is asked for where it is needed. */
    lost: optional(z.array(text)),
    /** Where the shell session is not as the last block left it: it begins `anew`, or as it was `earlier`. */
    session: optional(z.enum(['anew', 'earlier'])),
    /** What shows that records before it are missing: somebody goes on all the same. */
    missing: optional(z.array(text)),
    /** What the run had left running when its process went, of which the operator had some ended. */
    left: optional(z.array(z.object({pid: count, name: text, ended: z.boolean()}))),
  }),
  /** The operator lets the run stand for a while; it ends with the answer to the question `paused`, or with the process. */
  'run.paused': z.object({reason: optional(text)}),
  'run.interrupted': z.object({signal: text}),
  'run.finished': z.object({
    result: z.enum(['success', 'failure', 'stopped', 'needs-person', 'refused']),
    reason: optional(text),
    durationMs: milliseconds,
  }),
})
