import type {List} from 'mdast'
import {toString as textOf} from 'mdast-util-to-string'
import {stepsOf} from '../model/content.ts'
import type {Place} from '../model/place.ts'
import type {Branch, ChoiceStep, Content, Link, Prose} from '../model/runbook.ts'
import {conditionOf} from './condition.ts'
import {linkTo} from './links.ts'
import {nodesOf} from './nodes.ts'
import type {StepIds} from './step-id.ts'

/** A list whose items each begin with a condition and hold one link: where to go on. Undefined for any other list. */
export function linkChoice(list: List, ids: StepIds): ChoiceStep | undefined {
  const branches = list.children.flatMap((item): Branch[] => {
    const title = textOf(item).replaceAll(/\s+/g, ' ').trim()
    const [node, another] = [...nodesOf(item)].filter(node => node.type === 'link')
    const link = node && linkTo(node.url, textOf(node), node.position as Place)
    if (!link || another || item.children.length > 1 || !conditionOf(title)) return []
    return [{title, place: item.position as Place, link, content: []}]
  })
  if (branches.length === 0 || branches.length < list.children.length) return undefined
  return choiceOf(branches, ids)
}

/** Whether there is a step in it. */
export const holdsStep = (content: readonly Content[]) => !stepsOf({content}).next().done

/** A branch of these contents; what asks for nothing to be done leads elsewhere, or is acknowledged. */
export function branchOf(title: string, content: Content[], ids: StepIds): Branch {
  const [start, end] = [content[0]!.place.start, content.at(-1)!.place.end]
  const place = {start, end}
  if (holdsStep(content)) return {title, place, link: undefined, content}
  const link = onlyLink(content)
  if (link) return {title, place, link, content}
  const manual = {type: 'manual', id: ids.make(title, `manual\n${title}`), title, place} as const
  return {title, place, link: undefined, content: [...content, manual]}
}

/** The one link of words that hold nothing else to do, where it stays in the document or leads to a file. */
export function onlyLink(content: readonly Content[]): Link | undefined {
  const links = [...proseIn(content)].flatMap(({text, place}) =>
    [...text.matchAll(/\[([^\]]{1,200})\]\(([^()\s]{1,500})\)/g)].map(([, words, url]) =>
      linkTo(url!, words!, place),
    ),
  )
  return links.length === 1 ? links[0] : undefined
}

function* proseIn(content: readonly Content[]): Generator<Prose> {
  for (const item of content) {
    if (item.type === 'prose') yield item
    else if (item.type === 'section') yield* proseIn(item.content)
  }
}

/** Titles of branches in one line, each cut where it is long. */
export function titleOfChoice(titles: readonly string[]): string {
  const [most, each] = [4, titles.length > 2 ? 32 : 48]
  const words = titles
    .slice(0, most)
    .map(title => (title.length > each ? `${title.slice(0, each - 1).trimEnd()}…` : title))
  return [...words, ...(titles.length > most ? ['…'] : [])].join(' / ')
}

/** A choice between branches, in document order. */
export function choiceOf(branches: Branch[], ids: StepIds): ChoiceStep {
  const titles = branches.map(({title}) => title)
  const place = {start: branches[0]!.place.start, end: branches.at(-1)!.place.end}
  const id = ids.make('choose', `choice\n${titles.join('\n')}`)
  return {type: 'choice', id, title: titleOfChoice(titles), place, menu: false, branches}
}
