import {inputKey, needsOf} from './input.ts'
import type {BlockAction} from './plan.ts'
import {refusalOf} from './refusal.ts'
import type {Block} from './runbook.ts'
import {siteOf} from './site.ts'

/** What is known of values where a block stands. */
export interface Surroundings {
  /** Names of the declared inputs. */
  inputs: readonly string[]
  /** Variables that the environment sets. */
  environment: ReadonlySet<string>
  /** Names of the databases. */
  databases: readonly string[]
  /** Variables that the environment or a block before sets. */
  assigned: ReadonlySet<string>
  /** Keys of what blocks before capture. */
  captured: ReadonlySet<string>
}

/** What running a block takes. */
export function blockAction(block: Block, surroundings: Surroundings): BlockAction {
  const {attributes} = block
  const {environment, assigned, databases} = surroundings
  const needed = asked(block, surroundings)
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
    ...(block.warned ? {warned: block.warned} : {}),
    commands: block.commands,
    placeholders: block.placeholders,
    needs: needsOf(needed, assigned),
    variables: needed.variables.filter(name => away || !environment.has(name)),
    nonEmpty: (wanted ?? block.effect) === 'read' ? [] : block.nonEmpty,
    ...(away ? {there: block.variables.filter(name => !needed.variables.includes(name))} : {}),
    assigns: block.assigns,
    interpreter: block.interpreter,
    broken: block.broken,
    refusal: refusalOf(block, databases),
    interactive:
      block.inner ?? block.interactive ?? (attributes.interactive ? 'marked `interactive`' : undefined),
    endless: block.endless?.text,
    ...(block.placed ? {placed: block.placed} : {}),
    ...(block.printsSecret ? {printsSecret: block.printsSecret} : {}),
    guess: block.kind === 'show' ? undefined : block.kindReason,
  }
}

/** A block as it is asked about: what a session elsewhere has in its environment only that session can tell. */
export function asked(block: Block, {inputs, captured}: Surroundings): Block {
  if (siteOf(block.attributes) === undefined) return block
  const known = new Set([...inputs.map(inputKey), ...captured])
  return {...block, variables: block.variables.filter(name => known.has(inputKey(name)))}
}
