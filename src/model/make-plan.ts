import type {Condition} from './attributes.ts'
import {inputKey, type Known, need, needsOf} from './input.ts'
import type {Action, BlockAction, Plan, PlannedBranch, PlannedStep} from './plan.ts'
import {refusalOf} from './refusal.ts'
import type {Block, ChoiceStep, Content, Procedure, Runbook, Section, Step} from './runbook.ts'
import {siteOf} from './site.ts'
import {type Flow, followValues} from './value-flow.ts'

/** Where in the document the plan has come to. */
interface Around {
  /** Titles of the sections, outermost first. */
  path: string[]
  phase: Section['phase']
  skip: string | undefined
  conditions: Condition[]
  branches: PlannedStep['branches']
}

/**
 * Lays out what a run of the procedure (or, without one, of the whole document) would do. `known` are names of
 * variables that the environment sets.
 */
export function makePlan(
  runbook: Runbook,
  procedure: Procedure | undefined,
  known: ReadonlySet<string> = new Set(),
): Plan {
  const plan = new Planner(runbook, known)
  const {section} = procedure ?? runbook
  plan.visit(section.content, {
    path: [],
    phase: section.phase,
    skip: section.skip ? skipped : undefined,
    conditions: section.conditions,
    branches: [],
  })
  followValues(plan.flows)
  return {
    runbook: {
      path: runbook.path,
      title: runbook.title,
      severity: procedure?.severity ?? runbook.severity,
      environment: runbook.settings.environment,
    },
    procedure: procedure && {slug: procedure.slug, title: procedure.title},
    steps: plan.steps,
    epilogue: plan.prose,
    inputs: [...plan.known.inputs.values()],
    databases: databasesOf(runbook, known),
    target: runbook.settings.target,
  }
}

const skipped = 'marked `skip`'

class Planner {
  readonly steps: PlannedStep[] = []
  known: Known
  readonly flows: Flow[] = []
  /** Markdown since the last step. */
  prose = ''
  readonly #runbook: Runbook
  readonly #environment: ReadonlySet<string>
  readonly #databases: string[]

  constructor(runbook: Runbook, environment: ReadonlySet<string>) {
    this.#runbook = runbook
    this.#environment = environment
    this.#databases = Object.keys(databasesOf(runbook, environment))
    this.known = {assigned: new Set(environment), captured: new Set(), inputs: new Map()}
  }

  visit(content: readonly Content[], around: Around) {
    for (const item of content) {
      if (item.type === 'prose') this.prose += this.prose === '' ? item.text : `\n\n${item.text}`
      else if (item.type === 'section') this.visit(item.content, within(item, around))
      else this.#step(item, around)
    }
  }

  #step(step: Step, {path, phase, skip, conditions, branches}: Around) {
    const action = this.#action(step)
    const planned: PlannedStep = {
      id: step.id,
      number: this.steps.length + 1,
      title: step.title,
      section: path,
      phase,
      prose: this.prose,
      place: step.place,
      skip: skip ?? (step.skip ? skipped : undefined),
      conditions: [...conditions, ...(step.if ? [step.if] : []), ...(step.needs ?? [])],
      branches,
      action,
    }
    this.steps.push(planned)
    this.prose = ''
    if (step.type === 'choice' && action.kind === 'choice')
      this.#branches(step, action.branches, {
        path,
        phase,
        skip: planned.skip,
        conditions: planned.conditions,
        branches,
      })
    if (step.type === 'block' && 'refusal' in action && action.refusal === undefined && !planned.skip)
      need(this.#asked(step.block), this.#runbook, this.known)
  }

  /** What one branch sets is not there for the next, which runs instead of it. */
  #branches({id, branches}: ChoiceStep, planned: PlannedBranch[], around: Around) {
    const {assigned, captured, inputs} = this.known
    const [allAssigned, allCaptured] = [new Set(assigned), new Set(captured)]
    branches.forEach((branch, index) => {
      const before = this.steps.length
      this.known = {assigned: new Set(assigned), captured: new Set(captured), inputs}
      this.visit(branch.content, {...around, branches: [...around.branches, {choice: id, branch: index}]})
      planned[index]!.steps = this.steps.slice(before).map(step => step.id)
      planned[index]!.prose = this.prose
      this.prose = ''
      for (const name of this.known.assigned) allAssigned.add(name)
      for (const name of this.known.captured) allCaptured.add(name)
    })
    this.known = {assigned: allAssigned, captured: allCaptured, inputs}
  }

  #action(step: Step): Action {
    switch (step.type) {
      case 'block': {
        const action = this.#block(step.block)
        this.flows.push({block: step.block, action})
        return action
      }
      case 'wait':
        return {kind: 'wait', leastMs: step.leastMs, mostMs: step.mostMs}
      case 'choice':
        return {
          kind: 'choice',
          menu: step.menu,
          branches: step.branches.map(({title, link}) => ({title, link, steps: [], prose: ''})),
        }
      default:
        return {kind: step.type}
    }
  }

  /** A block as it is asked about: what a session elsewhere has in its environment only that session can tell. */
  #asked(block: Block): Block {
    if (siteOf(block.attributes) === undefined) return block
    const known = new Set([
      ...Object.keys(this.#runbook.settings.inputs).map(inputKey),
      ...this.known.captured,
    ])
    return {...block, variables: block.variables.filter(name => known.has(inputKey(name)))}
  }

  #block(block: Block): BlockAction {
    const {attributes} = block
    const asked = this.#asked(block)
    const away = siteOf(attributes) !== undefined
    const wanted = attributes.effect
    return {
      kind: attributes.show || attributes.skip ? 'show' : block.kind,
      language: block.language,
      text: block.text,
      fence: block.fence,
      shows: block.shows,
      seen: block.seen,
      client: block.client,
      ...(block.system ? {system: block.system} : {}),
      psql: block.psql,
      script: block.script,
      attributes,
      effect: wanted ?? block.effect,
      reasons:
        wanted && wanted !== block.effect
          ? [
              {
                effect: wanted,
                text: `the author says so${attributes.reason ? `: ${attributes.reason}` : ''}`,
              },
              ...block.reasons,
            ]
          : block.reasons,
      commands: block.commands,
      placeholders: block.placeholders,
      needs: needsOf(asked, this.known.assigned),
      variables: asked.variables.filter(name => away || !this.#environment.has(name)),
      nonEmpty: (wanted ?? block.effect) === 'read' ? [] : block.nonEmpty,
      ...(away ? {there: block.variables.filter(name => !asked.variables.includes(name))} : {}),
      assigns: block.assigns,
      interpreter: block.interpreter,
      broken: block.broken,
      refusal: refusalOf(block, this.#databases),
      interactive:
        block.inner ?? block.interactive ?? (attributes.interactive ? 'marked `interactive`' : undefined),
      endless: block.endless?.text,
      guess: block.kind === 'show' ? undefined : block.kindReason,
    }
  }
}

function within(section: Section, around: Around): Around {
  const title = section.depth === 1 && around.path.length === 0 ? [] : [section.title]
  return {
    ...around,
    path: [...around.path, ...title],
    phase: section.phase,
    skip: section.skip ? skipped : around.skip,
    conditions: section.conditions,
  }
}

/** The declared databases; for a document that declares none, the one that the environment names. */
function databasesOf({settings}: Runbook, known: ReadonlySet<string>): Plan['databases'] {
  const declared = Object.keys(settings.databases).length > 0
  return declared || !known.has('DATABASE_URL') ? settings.databases : {main: {url: '$DATABASE_URL'}}
}
