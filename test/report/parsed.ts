import type {Root, RootContent} from 'mdast'
import {toString as plain} from 'mdast-util-to-string'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import {unified} from 'unified'

const parser = unified().use(remarkParse).use(remarkGfm)

/** Markdown as GitHub would read it. */
export function parsed(markdown: string): Root {
  return parser.parse(markdown)
}

/** Every node under a tree, itself first. */
export function nodes(tree: Root | RootContent): (Root | RootContent)[] {
  return [tree, ...('children' in tree ? tree.children.flatMap(child => nodes(child)) : [])]
}

/** Which types of node are in a tree, each once, sorted. */
export function types(tree: Root | RootContent): string[] {
  return [...new Set(nodes(tree).map(({type}) => type))].sort()
}

/** What a reader sees, blanks aside. */
export function seen(tree: Root | RootContent): string {
  return plain(tree).replaceAll(/\s/g, '')
}
