import type {Attributes} from './attributes.ts'
import type {Effect, Reason} from './effect.ts'
import type {Place} from './place.ts'
import type {Block, Phase, Placeholder, Procedure, Runbook, Section} from './runbook.ts'
import {isSecretName} from './secret.ts'
import type {Input} from './settings.ts'

/** Everything that a run would do, in order, as data. */
export interface Plan {
  runbook: {path: string; title: string; severity: string | undefined; environment: string | undefined}
  procedure: {slug: string; title: string} | undefined
  steps: PlannedStep[]
  /** Markdown after the last step. */
  epilogue: string
  /** Values that steps need, in order of first need. */
  inputs: NeededInput[]
  databases: Record<string, {url: string}>
}

/** A value that a step needs before it can run. */
export interface NeededInput extends Input {
  name: string
  /** `placeholder` where the text has a gap; `variable` where a script uses a variable nobody sets. */
  kind: 'placeholder' | 'variable'
}

/** One step of a plan: data only, so that it can be shown, recorded, compared and run elsewhere. */
export interface PlannedStep {
  id: string
  /** From 1, in the order of the plan. */
  number: number
  title: string
  /** Titles of the sections it stands in, outermost first, without the document's own. */
  section: string[]
  phase: Phase | undefined
  /** Markdown between the step before and this one. */
  prose: string
  place: Place
  action: Action
}

export type Action = BlockAction | {kind: 'checklist'} | {kind: 'manual'}

/** What running a block takes. */
export interface BlockAction {
  kind: 'shell' | 'sql' | 'console' | 'show'
  language: string
  text: string
  script: string
  attributes: Attributes
  /** The effect that counts: the author's word where it raises the one found, or lowers it with a reason. */
  effect: Effect
  reasons: Reason[]
  commands: Block['commands']
  placeholders: Placeholder[]
  /** Names of inputs that must have a value before the block can run, if all before it did run. */
  needs: string[]
  /** Variables that it uses and that neither it nor the environment sets; blocks before it may. */
  variables: string[]
  /** Variables that it sets for the blocks after it. */
  assigns: string[]
  /** What in it may read a value as code. */
  interpreter: string | undefined
  /** Its fence cannot be trusted to hold what its author meant: a person must look. */
  broken: boolean
  /** Why it cannot be run as it stands; shown, and asked about. */
  refusal: string | undefined
  /** Why it needs a person at a terminal of its own. */
  interactive: string | undefined
  /** What in it does not end by itself. */
  endless: string | undefined
  /** Why it is taken for its kind, where its language does not say: a guess, which only a person may act on. */
  guess: string | undefined
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
  const steps: PlannedStep[] = []
  const inputs = new Map<string, NeededInput>()
  const assigned = new Set(known)
  const databases = Object.keys(databasesOf(runbook, known))
  const captured = new Set<string>()
  let prose = ''

  const visit = (section: Section, path: string[]) => {
    for (const item of section.content) {
      if (item.type === 'section')
        visit(item, item.depth === 1 && path.length === 0 ? path : [...path, item.title])
      else if (item.type === 'prose') prose += prose === '' ? item.text : `\n\n${item.text}`
      else {
        const action =
          item.type === 'block' ? blockAction(item.block, {databases, assigned, known}) : {kind: item.type}
        steps.push({
          id: item.id,
          number: steps.length + 1,
          title: item.title,
          section: path,
          phase: section.phase,
          prose,
          place: item.place,
          action,
        })
        prose = ''
        if (item.type === 'block' && !('refusal' in action && action.refusal !== undefined))
          need(item.block, runbook, {assigned, captured, inputs})
      }
    }
  }
  const root = procedure?.section ?? runbook.section
  visit(root, [])
  return {
    runbook: {
      path: runbook.path,
      title: runbook.title,
      severity: procedure?.severity ?? runbook.severity,
      environment: runbook.settings.environment,
    },
    procedure: procedure && {slug: procedure.slug, title: procedure.title},
    steps,
    epilogue: prose,
    inputs: [...inputs.values()],
    databases: databasesOf(runbook, known),
  }
}

function blockAction(
  block: Block,
  {
    databases,
    assigned,
    known,
  }: {databases: readonly string[]; assigned: ReadonlySet<string>; known: ReadonlySet<string>},
): BlockAction {
  const {attributes} = block
  const wanted = attributes.effect
  return {
    kind: attributes.show || attributes.skip ? 'show' : block.kind,
    language: block.language,
    text: block.text,
    script: block.script,
    attributes,
    effect: wanted ?? block.effect,
    reasons:
      wanted && wanted !== block.effect
        ? [
            {effect: wanted, text: `the author says so${attributes.reason ? `: ${attributes.reason}` : ''}`},
            ...block.reasons,
          ]
        : block.reasons,
    commands: block.commands,
    placeholders: block.placeholders,
    needs: needs(block, assigned),
    variables: block.variables.filter(name => !known.has(name)),
    assigns: block.assigns,
    interpreter: block.interpreter,
    broken: block.broken,
    refusal: refusal(block, databases),
    interactive: block.interactive,
    endless: block.endless?.text,
    guess: block.kind === 'show' ? undefined : block.kindReason,
  }
}

/** The declared databases; for a document that declares none, the one that the environment names. */
function databasesOf({settings}: Runbook, known: ReadonlySet<string>): Plan['databases'] {
  const declared = Object.keys(settings.databases).length > 0
  return declared || !known.has('DATABASE_URL') ? settings.databases : {main: {url: '$DATABASE_URL'}}
}

function needs(block: Block, assigned: ReadonlySet<string>): string[] {
  const names = [
    ...block.placeholders.map(({name}) => name),
    ...block.variables.filter(name => !assigned.has(name)),
  ]
  return block.kind === 'show' ? [] : [...new Set(names)]
}

function refusal(block: Block, databases: readonly string[]): string | undefined {
  if (block.attributes.skip) return 'marked `skip`'
  if (block.attributes.show) return 'marked `show`'
  if (block.kind === 'show') return block.kindReason ?? `${block.language || 'untagged'} is not run`
  if (block.syntaxError) return block.syntaxError.message
  if (block.interactive) return block.interactive
  if (block.endless && !block.endless.last) {
    return `${block.endless.text} does not end by itself, so what stands after it would never run`
  }
  if (block.kind === 'sql') {
    const control = block.commands.find(({transactionControl}) => transactionControl)
    if (control) return `\`${control.name}\` would undo the transaction that guards the block; leave it out`
    if (block.commands.some(({name}) => name === 'COPY'))
      return '`COPY` moves data that would not be shown; use `SELECT`, or `psql` in a shell block'
    const outside = block.commands.find(({needsAutocommit}) => needsAutocommit)
    if (outside && !block.attributes.autocommit)
      return `\`${outside.name}\` cannot run inside a transaction; mark the block \`write autocommit\``
    const {db} = block.attributes
    if (databases.length === 0)
      return 'no database is known: set DATABASE_URL in the environment, or declare `databases:` in the front matter'
    if (db === undefined && databases.length > 1)
      return `several databases are declared, none is named (\`db=${databases[0]}\`)`
    if (db !== undefined && !databases.includes(db))
      return `no database \`${db}\` is declared; there is ${databases.join(', ')}`
  }
  return undefined
}

/** What the steps so far set, keep and need. */
interface Known {
  assigned: Set<string>
  captured: Set<string>
  inputs: Map<string, NeededInput>
}

function need(block: Block, runbook: Runbook, {assigned, captured, inputs}: Known) {
  for (const name of needs(block, assigned)) {
    const placeholder = block.placeholders.find(candidate => candidate.name === name)
    const declared = inputFor(name, runbook.settings.inputs)
    const secret = declared?.input.secret ?? isSecretName(name)
    const choices = declared?.input.choices ?? placeholder?.choices
    if (!inputs.has(inputKey(name)) && !captured.has(inputKey(name))) {
      inputs.set(inputKey(name), {
        ...declared?.input,
        name: declared?.name ?? name,
        kind: placeholder ? 'placeholder' : 'variable',
        ...(choices ? {choices} : {}),
        ...(secret ? {secret} : {}),
      })
    }
  }
  for (const name of block.assigns) assigned.add(name)
  for (const name of [block.attributes.capture, block.attributes.captureSecret]) {
    if (name) captured.add(inputKey(name))
  }
}

/** The declared input for a name, under its own name; `DEPLOYMENT_ID` and `deployment-id` are one. */
function inputFor(name: string, inputs: Record<string, Input>): {name: string; input: Input} | undefined {
  const found = Object.keys(inputs).find(candidate => inputKey(candidate) === inputKey(name))
  return found === undefined ? undefined : {name: found, input: inputs[found]!}
}

/** One spelling for the name of an input, whatever the place needs: `deployment_id`. */
export function inputKey(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .replaceAll(/^_+|_+$/g, '')
}
