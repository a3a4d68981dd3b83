import {parse} from 'unbash'

/** So many trees are kept: a block is read several times over, and with it what those before it define. */
const most = 16
/** The tree of a longer text takes too much memory to be kept. Unit: UTF-16 units. */
const longest = 32 * 1024

const kept = new Map<string, ReturnType<typeof parse>>()

/** What bash's grammar makes of a text; nobody may change it, since who asks again gets the same. Throws where it is nested too deep. */
export function treeOf(text: string): ReturnType<typeof parse> {
  const known = kept.get(text)
  if (known) return known
  const tree = parse(text)
  if (text.length > longest) return tree
  if (kept.size === most) kept.delete(kept.keys().next().value!)
  kept.set(text, tree)
  return tree
}
