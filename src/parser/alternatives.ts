import type {Code, ListItem} from 'mdast'
import {stepsOf} from '../model/content.ts'
import type {Content, Section} from '../model/runbook.ts'
import {branchOf, choiceOf, holdsStep, onlyLink} from './choice.ts'
import {conditionOf} from './condition.ts'
import type {Context} from './context.ts'
import type {StepIds} from './step-id.ts'
import {gatherTabs} from './tabs.ts'

/**
 * Makes choices of what a document offers as alternatives: tabs, and sibling sections and blocks behind a paragraph that begin with
 * a condition. Nothing moves: the branches stand where their texts do.
 */
export function gatherChoices(section: Section, ids: StepIds, units: Context['units']): void {
  for (const item of section.content) if (item.type === 'section') gatherChoices(item, ids, units)
  const gather = (content: Content[]) => gatherLeads(content, ids, units)
  section.content = gatherSections(gather(gatherTabs(section.content, {ids, units}, gather)), ids)
}

/** Runs of sibling sections such as `If …`, `Option A`, `Cas 2`. */
function gatherSections(content: readonly Content[], ids: StepIds): Content[] {
  return gatherRuns(
    content.map(item => [item]),
    ([item]) => (item!.type === 'section' ? headed(item!) : undefined),
    ids,
  )
}

function headed(section: Section): Alternative | undefined {
  if (section.phase === 'rollback') return undefined // offered as a whole, when a step fails
  const condition = conditionOf(section.title)
  const when = /^\P{L}*when\b/iu.test(section.title) // “When to escalate” heads an explanation
  return condition && !when ? {kind: condition.kind, title: section.title} : undefined
}

/** Runs of a paragraph with the fences behind it, and of list items. */
function gatherLeads(content: readonly Content[], ids: StepIds, units: Context['units']): Content[] {
  const found: {node: Code | ListItem | undefined; content: Content[]}[] = []
  for (const item of content) {
    const node = units.get(item)
    const last = found.at(-1)
    if (last && node && (node === last.node || (node.type === 'code' && leadsOn(last)))) {
      last.content.push(item)
      last.node = node
    } else found.push({node, content: [item]})
  }
  return gatherRuns(
    found.map(unit => unit.content),
    ledBy,
    ids,
  )
}

/** Whether a fence right behind belongs to what stands before it: a paragraph, or the fences that it leads to. */
function leadsOn({node, content: [first]}: {node: Code | ListItem | undefined; content: Content[]}): boolean {
  return node?.type !== 'listItem' && (first!.type === 'prose' || node?.type === 'code')
}

function ledBy(unit: readonly Content[]): Alternative | undefined {
  const [lead] = unit
  if (lead?.type !== 'prose' || !holdsWork(unit)) return undefined
  const title = lead.text.replaceAll(/\s+/g, ' ').trim()
  const condition = title.length <= longestLead ? conditionOf(title) : undefined
  return condition && {kind: condition.kind, title: title.replace(/\s*:$/, '')}
}

/** Whether there is something to do in it: what is only shown is read. */
function holdsWork(content: readonly Content[]): boolean {
  for (const step of stepsOf({content})) if (step.type !== 'block' || step.block.kind !== 'show') return true
  return false
}

interface Alternative {
  kind: 'if' | 'or' | 'option' | 'optional'
  title: string
}

/** A longer paragraph explains; its first word is no question to the operator. Unit: characters. */
const longestLead = 300

/** Replaces each run of neighbouring alternatives by a choice; an `or` takes what stands before it along. */
function gatherRuns(
  units: readonly Content[][],
  alternativeOf: (unit: Content[]) => Alternative | undefined,
  ids: StepIds,
): Content[] {
  const alternatives = units.map(alternativeOf)
  if (!alternatives.some(Boolean)) return joined(units)
  const result: Content[][] = []
  let run: {unit: Content[]; title: string}[] = []
  const close = () => {
    const branches = run.map(({unit, title}) => branchOf(title, unit, ids))
    if (run.length > 0)
      result.push(
        isAChoice(run.map(({unit}) => unit)) ? [choiceOf(branches, ids)] : run.flatMap(({unit}) => unit),
      )
    run = []
  }
  for (const [index, unit] of units.entries()) {
    const alternative = alternatives[index]
    if (!alternative) {
      close()
      result.push(unit)
      continue
    }
    const before = result.at(-1)
    if (alternative.kind === 'or' && run.length === 0 && before && holdsStep(before)) {
      result.pop()
      run.push({unit: before, title: titleOf(before)})
    }
    run.push({unit, title: alternative.title})
  }
  close()
  return joined(result)
}

/** Not `flat()`, which takes some microseconds for each. */
function joined(units: readonly Content[][]): Content[] {
  const all: Content[] = []
  for (const unit of units) for (const item of unit) all.push(item)
  return all
}

/** Sections without anything to do or to go to are only read. */
function isAChoice(units: readonly Content[][]): boolean {
  return units.some(unit => holdsStep(unit) || onlyLink(unit) !== undefined)
}

function titleOf(unit: readonly Content[]): string {
  const named = unit.find(item => item.type !== 'prose')
  return named && 'title' in named ? named.title : 'The first way'
}
