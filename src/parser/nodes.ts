import type {Root, RootContent} from 'mdast'

/** Every node below, in document order, however deep: without recursion. */
export function* nodesOf(root: Root | RootContent): Generator<RootContent> {
  const pending = 'children' in root ? (root.children as RootContent[]).toReversed() : []
  for (let node = pending.pop(); node; node = pending.pop()) {
    yield node
    if ('children' in node)
      for (let i = node.children.length - 1; i >= 0; i--) pending.push(node.children[i] as RootContent)
  }
}
