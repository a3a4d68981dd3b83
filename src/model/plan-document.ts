import {z} from 'zod/mini'
import {effects} from './effect.ts'
import type {Place} from './place.ts'
import {makePlan, type PlannedStep} from './plan.ts'
import type {Procedure, Runbook} from './runbook.ts'

/** Version of the document; it grows without changing, and changes its number where a field changes its meaning. */
export const planSchemaId = 'runbook.plan/v1'

const text = z.string()
const nullable = z.nullable(text)
const point = z.object({line: z.int(), column: z.int(), offset: z.int()})
const place = z.object({start: point, end: point})
const effect = z.enum(effects)
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
}

/** What `runbook plan --json` prints. Offsets count UTF-16 units from 0, lines and columns from 1. */
export const planDocumentSchema = z.object({
  schema: z.literal(planSchemaId),
  runbook: z.object({
    path: text,
    title: text,
    severity: nullable,
    owner: nullable,
    environment: nullable,
    sha256: text,
    /** Written for this tool: it has a `runbook:` key in its front matter. */
    opted_in: z.boolean(),
  }),
  procedures: z.array(z.object({slug: text, title: text, severity: nullable, steps: z.array(text)})),
  /** Checklist items and manual steps. */
  steps: z.array(z.object({...stepBase, kind: z.enum(['checklist', 'manual'])})),
  blocks: z.array(
    z.object({
      ...stepBase,
      language: text,
      kind: z.enum(['shell', 'sql', 'console', 'show']),
      /** The block's text as the document has it. */
      text,
      /** What would run; empty where nothing would. */
      script: text,
      commands: z.array(z.object({text, name: text, effect, place})),
      placeholders: z.array(
        z.object({name: text, text, choices: z.nullable(z.array(text)), context: text, place}),
      ),
      /** Inputs and variables that must have a value before it can run. */
      needs: z.array(text),
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
    }),
  ),
  messages: z.array(z.object({rule: nullable, text, fatal: z.boolean(), place: z.nullable(place)})),
})
export type PlanDocument = z.infer<typeof planDocumentSchema>

/** A complaint as the parser gives it. */
interface Message {
  ruleId?: string | undefined
  reason: string
  fatal?: boolean | null | undefined
  place?: unknown
}

/** Describes every block and step of the document, or of the given procedures where they are not all. */
export function describePlan({
  runbook,
  procedures,
  messages,
  sha256,
  known,
}: {
  runbook: Runbook
  procedures: readonly Procedure[]
  messages: readonly Message[]
  sha256: string
  known: ReadonlySet<string>
}): PlanDocument {
  const whole = makePlan(runbook, undefined, known)
  const plans = procedures.map(procedure => ({procedure, plan: makePlan(runbook, procedure, known)}))
  const narrowed = procedures.some(procedure => !runbook.procedures.includes(procedure))
  const inProcedure = new Map(
    plans.flatMap(({procedure, plan}) => plan.steps.map(step => [step.id, {procedure, step}] as const)),
  )
  const steps = whole.steps
    .filter(({id}) => inProcedure.has(id) || (!narrowed && procedures.length === runbook.procedures.length))
    .map(step => ({
      ...step,
      action: inProcedure.get(step.id)?.step.action ?? step.action,
      procedure: inProcedure.get(step.id)?.procedure.slug ?? null,
    }))
  const {title, path, severity, settings} = runbook
  return {
    schema: planSchemaId,
    runbook: {
      path,
      title,
      severity: severity ?? null,
      owner: settings.owner ?? null,
      environment: settings.environment ?? null,
      sha256,
      opted_in: settings.optedIn,
    },
    procedures: plans.map(({procedure, plan}) => ({
      slug: procedure.slug,
      title: procedure.title,
      severity: procedure.severity ?? null,
      steps: plan.steps.map(({id}) => id),
    })),
    steps: steps.flatMap(step =>
      step.action.kind === 'checklist' || step.action.kind === 'manual'
        ? [{...base(step), kind: step.action.kind}]
        : [],
    ),
    blocks: steps.flatMap(block),
    messages: messages.map(({ruleId, reason, fatal, place}) => ({
      rule: ruleId ?? null,
      text: reason,
      fatal: fatal === true,
      place: isPlace(place) ? place : null,
    })),
  }
}

type Located = PlannedStep & {procedure: string | null}

function base({id, number, title, procedure, section, phase, place}: Located) {
  return {id, number, title, procedure, section, phase: phase ?? null, place}
}

function block(step: Located): PlanDocument['blocks'] {
  const {action} = step
  if (action.kind === 'checklist' || action.kind === 'manual') return []
  const {
    language,
    kind,
    text,
    script,
    commands,
    placeholders,
    needs,
    effect,
    reasons,
    refusal,
    interactive,
    endless,
    guess,
  } = action
  return [
    {
      ...base(step),
      language,
      kind,
      text,
      script,
      commands: commands.map(({text, name, effect, place}) => ({text, name, effect, place})),
      placeholders: placeholders.map(({name, text, choices, context, place}) => ({
        name,
        text,
        choices: choices ?? null,
        context,
        place,
      })),
      needs,
      effect,
      reasons,
      refusal: refusal ?? null,
      interactive: interactive ?? null,
      endless: endless ?? null,
      guess: guess ?? null,
    },
  ]
}

function isPlace(value: unknown): value is Place {
  return typeof value === 'object' && value !== null && 'start' in value && 'end' in value
}
