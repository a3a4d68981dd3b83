import type {Heading, Root, RootContent} from 'mdast'
import {toString as textOf} from 'mdast-util-to-string'
import {phaseOf, severityOf} from './phase.ts'

/**
 * The headings of a document that each begin a task of their own: they name a severity, or hold headings or labels that name
 * phases, and there are several at one depth. Who does one of them did not do the one before.
 */
export function tasksIn({children}: Root): Set<RootContent> {
  const open: Heading[] = []
  const found = new Map<Heading, number>()
  for (const node of children) {
    const title = titleIn(node)
    if (title === undefined) continue
    if (node.type === 'heading') while (open.length > 0 && open.at(-1)!.depth >= node.depth) open.pop()
    const phase = phaseOf(title)
    const around = open.at(-1)
    if (phase && around) found.set(around, around.depth)
    if (node.type !== 'heading') continue
    if (severityOf(title) && !phase) found.set(node, node.depth)
    open.push(node)
  }
  const counts = new Map<number, number>()
  for (const depth of found.values()) counts.set(depth, (counts.get(depth) ?? 0) + 1)
  return new Set([...found].filter(([, depth]) => depth > 1 && counts.get(depth)! > 1).map(([node]) => node))
}

/** What a heading says, or a bold label. */
function titleIn(node: RootContent): string | undefined {
  if (node.type === 'heading') return textOf(node)
  const [first] = node.type === 'paragraph' ? node.children : []
  return first?.type === 'strong' ? textOf(first) : undefined
}
