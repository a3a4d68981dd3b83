import type {Definition, Link as LinkNode, LinkReference, Root} from 'mdast'
import {toString as textOf} from 'mdast-util-to-string'
import {percentDecoded} from '../model/percent-decoded.ts'
import type {Place} from '../model/place.ts'
import type {Link} from '../model/runbook.ts'
import {nodesOf} from './nodes.ts'

/** Links that stay in the document or lead to a file, in document order; those to the web are left out. */
export function linksOf(root: Root): Link[] {
  const definitions = new Map<string, Definition>()
  const links: (LinkNode | LinkReference)[] = []
  for (const node of nodesOf(root)) {
    if (node.type === 'definition' && !definitions.has(node.identifier))
      definitions.set(node.identifier, node)
    if (node.type === 'link' || node.type === 'linkReference') links.push(node)
  }
  return links.flatMap(node => {
    const url = node.type === 'link' ? node.url : definitions.get(node.identifier)?.url
    return url === undefined ? [] : (linkTo(url, textOf(node), node.position as Place) ?? [])
  })
}

/** A link by its address; undefined where that leads to the web or to another program. */
export function linkTo(url: string, text: string, place: Place): Link | undefined {
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(url) || url === '') return undefined
  const [, path = '', anchor] = /^([^#?]*)(?:\?[^#]*)?(?:#(.*))?$/s.exec(url) ?? []
  return {
    text: text.trim(),
    path: percentDecoded(path),
    anchor: anchor === undefined ? undefined : percentDecoded(anchor),
    place,
  }
}
