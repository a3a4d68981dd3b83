import {z} from 'zod/mini'
import {effects} from './effect.ts'

/** Version of the document; it grows without changing, and changes its number where a field changes its meaning. */
export const planSchemaId = 'runbook.plan/v1'

const text = z.string()
const nullable = z.nullable(text)
const count = z.int().check(z.nonnegative())
const point = z.object({line: z.int(), column: z.int(), offset: z.int()})
const place = z.object({start: point, end: point})
const effect = z.enum(effects)
const link = z.object({text, path: text, anchor: nullable, place})

const stepBase = {
  id: text,
  /** Position among all steps of the document, from 1. */
  number: z.int(),
  title: text,
  /** Slug of the procedure that holds it. */
  procedure: nullable,
  /** Titles of the headings and labels above it, outermost first. */
  section: z.array(text),
  phase: nullable,
  place,
  /** Why it is passed over, as the author says. */
  skip: nullable,
  /** What must hold for it to be done. */
  conditions: z.array(z.object({step: text, state: z.enum(['met', 'unmet', 'failed'])})),
  /** The branches that it stands in, outermost first; `branch` counts from 1. It is passed over unless each was picked. */
  within: z.array(z.object({choice: text, branch: count})),
}

const stepSchema = z.object({
  ...stepBase,
  kind: z.enum(['checklist', 'manual', 'wait', 'choice']),
  /** Of a wait. */
  least_ms: z.nullable(z.number()),
  most_ms: z.nullable(z.number()),
  /** Of a choice: whether any number may be picked; otherwise one. None is always possible. */
  menu: z.nullable(z.boolean()),
  branches: z.nullable(
    z.array(
      z.object({
        title: text,
        /** Ids of the steps that run where it is picked, those of choices inside it included. */
        steps: z.array(text),
        link: z.nullable(link),
      }),
    ),
  ),
})

const blockSchema = z.object({
  ...stepBase,
  /** What steps of its own fence leave for it: the directory that a command changes to, or a variable. */
  builds_on: z.optional(z.array(z.object({step: text, directory: nullable, variable: nullable}))),
  language: text,
  kind: z.enum(['shell', 'sql', 'console', 'show']),
  /** The block's text as the document has it. */
  text,
  /** The fence that it is a stretch of, and which of how many. */
  fence: z.nullable(z.object({place, part: count, of: count})),
  /** What it seems to be, where it is only shown. */
  shows: nullable,
  /** What the document shows as seen after the commands. */
  seen: z.array(z.object({text, place})),
  /** The command that the SQL is handed to, where another program is to run it. */
  client: nullable,
  /** Whether it is SQL for psql itself. */
  psql: z.boolean(),
  /** What would run; empty where nothing would. */
  script: text,
  /** What its author asked for. */
  attributes: z.record(text, z.unknown()),
  commands: z.array(z.object({text, name: text, effect, place})),
  placeholders: z.array(
    z.object({
      name: text,
      text,
      choices: z.nullable(z.array(text)),
      /** False where the text could be meant as it stands. */
      certain: z.boolean(),
      /** It may be left out, and takes more than one word. */
      optional: z.boolean(),
      context: text,
      place,
    }),
  ),
  /** Inputs and variables that must have a value before it can run. */
  needs: z.array(text),
  /** Variables that it uses and that neither it nor the environment sets. */
  variables: z.array(text),
  /** Variables that must not be empty when it begins. */
  non_empty: z.optional(z.array(text)),
  /** Variables that it sets for the blocks after it. */
  assigns: z.array(text),
  /** What in it may read a value as code. */
  interpreter: nullable,
  effect,
  reasons: z.array(z.object({effect, text})),
  /** Why it would not be run as it stands; null if it would be. */
  refusal: nullable,
  /** Why it needs a person at a terminal of its own. */
  interactive: nullable,
  /** What in it does not end by itself. */
  endless: nullable,
  /** Why it is taken for its kind where its language does not say; null where it does. */
  guess: nullable,
  /** Words that say on which system it is run, where nothing says whether this machine speaks to that one. */
  placed: z.optional(text),
  /** The program in it all of whose output is a secret: none of that is kept. */
  prints_secret: z.optional(text),
  /** Its fence cannot be trusted to hold what its author meant. */
  broken: z.boolean(),
})

/** What `runbook plan --json` prints. Offsets count UTF-16 units from 0, lines and columns from 1. */
export const planDocumentSchema = z.object({
  schema: z.literal(planSchemaId),
  runbook: z.object({
    path: text,
    title: text,
    severity: nullable,
    owner: nullable,
    environment: nullable,
    last_reviewed_on: nullable,
    review_in: nullable,
    sha256: text,
    /** Written for this tool: it has a `runbook:` key in its front matter. */
    opted_in: z.boolean(),
    /** Programs that must be on PATH. */
    requires: z.array(text),
    /** Names of declared databases. */
    databases: z.array(text),
    /** What the system must say of itself before anything is changed; a regular expression stands between slashes. */
    target: z.array(z.object({name: text, command: text, expected: text})),
  }),
  /** Values that steps need. */
  inputs: z.array(
    z.object({
      name: text,
      kind: z.enum(['placeholder', 'variable']),
      prompt: nullable,
      choices: z.nullable(z.array(text)),
      /** A command that only reads, whose lines may be answered. */
      choices_from: nullable,
      /** What the document has in its place, where that could be meant as it stands. */
      stand_in: nullable,
      pattern: nullable,
      /** Null also for a secret one. */
      default: nullable,
      secret: z.boolean(),
    }),
  ),
  procedures: z.array(z.object({slug: text, title: text, severity: nullable, steps: z.array(text)})),
  /** What a person does: checklist items and manual steps, waits and choices. */
  steps: z.array(stepSchema),
  blocks: z.array(blockSchema),
  /** Links to headings and files, in document order. */
  links: z.array(link),
  messages: z.array(z.object({rule: nullable, text, fatal: z.boolean(), place: z.nullable(place)})),
})
export type PlanDocument = z.infer<typeof planDocumentSchema>
