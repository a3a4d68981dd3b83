import type {Attributes} from './attributes.ts'
import {inputKey} from './input.ts'
import {makePlan} from './make-plan.ts'
import type {Place} from './place.ts'
import type {BlockAction, NeededInput, Plan, PlannedStep} from './plan.ts'
import {type PlanDocument, planSchemaId} from './plan-document.ts'
import type {BuildsOn, Link, Procedure, Runbook} from './runbook.ts'

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
  const all =
    procedures.length === runbook.procedures.length &&
    procedures.every(procedure => runbook.procedures.includes(procedure))
  const inProcedure = new Map(
    plans.flatMap(({procedure, plan}) => plan.steps.map(step => [step.id, {procedure, step}] as const)),
  )
  const steps = whole.steps
    .filter(({id}) => inProcedure.has(id) || all)
    .map(step =>
      Object.assign({}, step, {
        action: inProcedure.get(step.id)?.step.action ?? step.action,
        branches: inProcedure.get(step.id)?.step.branches ?? step.branches, // a section may be a branch itself
        procedure: inProcedure.get(step.id)?.procedure.slug ?? null,
      }),
    )
  const links = runbook.links.filter(
    link => all || procedures.some(({section}) => holds(section.place, link.place)),
  )
  return {
    schema: planSchemaId,
    runbook: head(runbook, sha256),
    inputs: inputsOf(all ? [whole, ...plans.map(({plan}) => plan)] : plans.map(({plan}) => plan)),
    procedures: plans.map(({procedure, plan}) => ({
      slug: procedure.slug,
      title: procedure.title,
      severity: procedure.severity ?? null,
      steps: plan.steps.map(({id}) => id),
    })),
    steps: steps.flatMap(personStep),
    blocks: steps.flatMap(step => ('effect' in step.action ? [block(step, step.action)] : [])),
    links: links.map(describedLink),
    messages: messages.map(({ruleId, reason, fatal, place}) => ({
      rule: ruleId ?? null,
      text: reason,
      fatal: fatal === true,
      place: isPlace(place) ? place : null,
    })),
  }
}

function head({title, path, severity, settings}: Runbook, sha256: string): PlanDocument['runbook'] {
  return {
    path,
    title,
    severity: severity ?? null,
    owner: settings.owner ?? null,
    environment: settings.environment ?? null,
    last_reviewed_on: settings.lastReviewedOn ?? null,
    review_in: settings.reviewIn ?? null,
    sha256,
    opted_in: settings.optedIn,
    requires: settings.requires,
    databases: Object.keys(settings.databases),
    target: settings.target.map(({name, command, expected}) => ({name, command, expected: String(expected)})),
  }
}

function inputsOf(plans: readonly Plan[]): PlanDocument['inputs'] {
  const inputs = new Map<string, NeededInput>()
  for (const input of plans.flatMap(plan => plan.inputs)) {
    if (!inputs.has(inputKey(input.name))) inputs.set(inputKey(input.name), input)
  }
  return [...inputs.values()].map(input => ({
    name: input.name,
    kind: input.kind,
    prompt: input.prompt ?? null,
    choices: input.choices ?? null,
    choices_from: input.choicesFrom ?? null,
    stand_in: input.standIn ?? null,
    pattern: input.pattern ?? null,
    default: input.secret ? null : (input.default ?? null),
    secret: input.secret ?? false,
  }))
}

type Located = PlannedStep & {procedure: string | null}

function base({id, number, title, procedure, section, phase, place, skip, conditions, branches}: Located) {
  return {
    id,
    number,
    title,
    procedure,
    section,
    phase: phase ?? null,
    place,
    skip: skip ?? null,
    conditions,
    within: branches.map(({choice, branch}) => ({choice, branch: branch + 1})),
  }
}

function personStep(step: Located): PlanDocument['steps'] {
  const {action} = step
  if ('effect' in action) return []
  const choice = action.kind === 'choice' ? action : undefined
  const wait = action.kind === 'wait' ? action : undefined
  return [
    Object.assign(base(step), {
      kind: action.kind,
      least_ms: wait?.leastMs ?? null,
      most_ms: wait?.mostMs ?? null,
      menu: choice?.menu ?? null,
      branches:
        choice?.branches.map(({title, steps, link}) => ({
          title,
          steps,
          link: link ? describedLink(link) : null,
        })) ?? null,
    }),
  ]
}

function foundation(one: BuildsOn) {
  return {
    step: one.step,
    directory: 'directory' in one ? one.directory : null,
    variable: 'variable' in one ? one.variable : null,
  }
}

function block(step: Located, action: BlockAction): PlanDocument['blocks'][number] {
  const {language, kind, text, seen, script, needs, variables, assigns, effect, reasons, broken} = action
  // a spread of so much before the rest would take twenty times as long
  const located = Object.assign(base(step), step.buildsOn && {builds_on: step.buildsOn.map(foundation)})
  return Object.assign(located, {
    language,
    kind,
    text,
    fence: action.fence ?? null,
    shows: action.shows ?? null,
    seen,
    client: action.client ?? null,
    psql: action.psql,
    script,
    attributes: describedAttributes(action.attributes),
    commands: action.commands.map(({text, name, effect, place}) => ({text, name, effect, place})),
    placeholders: action.placeholders.map(({name, text, choices, certain, optional, context, place}) => ({
      name,
      text,
      choices: choices ?? null,
      certain,
      optional,
      context,
      place,
    })),
    needs,
    variables,
    non_empty: action.nonEmpty,
    assigns,
    interpreter: action.interpreter ?? null,
    effect,
    reasons,
    refusal: action.refusal ?? null,
    interactive: action.interactive ?? null,
    endless: action.endless ?? null,
    guess: action.guess ?? null,
    ...(action.placed ? {placed: action.placed} : {}),
    ...(action.printsSecret ? {prints_secret: action.printsSecret} : {}),
    broken,
  })
}

/** Under the document's own spelling: `timeoutMs` is `timeout_ms`. */
function describedAttributes(attributes: Attributes): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`),
      value,
    ]),
  )
}

function describedLink({text, path, anchor, place}: Link): PlanDocument['links'][number] {
  return {text, path, anchor: anchor ?? null, place}
}

function holds(outer: Place, inner: Place): boolean {
  return outer.start.offset <= inner.start.offset && inner.end.offset <= outer.end.offset
}

function isPlace(value: unknown): value is Place {
  return typeof value === 'object' && value !== null && 'start' in value && 'end' in value
}
