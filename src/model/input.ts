import type {NeededInput} from './plan.ts'
import type {Block, Runbook} from './runbook.ts'
import {isSecretName} from './secret.ts'
import {nameAt, siteOf} from './site.ts'
import {namesWritten} from './step-output.ts'

/** What the steps so far set, keep and need. */
export interface Known {
  /** Variables that the environment or a block before sets. */
  assigned: Set<string>
  /** Values that a block before captures. */
  captured: Set<string>
  /** Inputs that steps so far need, by key. */
  inputs: Map<string, NeededInput>
}

/** Names of the inputs that a block needs before it can run, given the variables that are set. */
export function needsOf(block: Block, assigned: ReadonlySet<string>): string[] {
  const names = [
    ...block.placeholders.map(({name}) => name),
    ...block.variables.filter(name => !assigned.has(nameAt(siteOf(block.attributes), name))),
  ]
  return block.kind === 'show' ? [] : [...new Set(names)]
}

/** Adds what a block needs, sets and keeps to what is known. */
export function need(block: Block, runbook: Runbook, {assigned, captured, inputs}: Known): void {
  const placeholders = new Map(block.placeholders.toReversed().map(gap => [gap.name, gap])) // the first of a name counts
  const declaredInputs = new Map(
    Object.entries(runbook.settings.inputs).map(([name, input]) => [inputKey(name), {name, input}]),
  )
  for (const name of needsOf(block, assigned)) {
    const placeholder = placeholders.get(name)
    const declared = declaredInputs.get(inputKey(name)) // `DEPLOYMENT_ID` and `deployment-id` are one
    const secret = declared?.input.secret ?? isSecretName(name)
    const choices = declared?.input.choices ?? placeholder?.choices
    if (!inputs.has(inputKey(name)) && !captured.has(inputKey(name))) {
      inputs.set(inputKey(name), {
        ...declared?.input,
        name: declared?.name ?? name,
        kind: placeholder ? 'placeholder' : 'variable',
        ...(choices ? {choices} : {}),
        ...(placeholder && !placeholder.certain ? {standIn: placeholder.text} : {}),
        ...(secret ? {secret} : {}),
      })
    }
  }
  for (const name of block.assigns) assigned.add(nameAt(siteOf(block.attributes), name))
  const {capture, captureSecret} = block.attributes
  for (const name of [capture, captureSecret, ...namesWritten(block.script)]) {
    if (name) captured.add(inputKey(name))
  }
}

/** One spelling for the name of an input, whatever the place needs: `deployment_id`. */
export function inputKey(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .replaceAll(/^_+|_+$/g, '')
}
