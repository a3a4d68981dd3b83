import type {List, RootContent} from 'mdast'

/** What marks the items of a list: a bullet, or what stands behind their numbers. */
export function markOf(list: List, text: string): string {
  let at = list.children.at(-1)!.position!.start.offset!
  while (isDigit(text.charCodeAt(at))) at++
  return text[at]!
}

/**
 * Adds the blocks of a piece to those before it. Where they begin with an item, and a list with the same mark comes before, they go on with that list;
 * `apart` says whether a blank line is between.
 */
export function append(
  before: RootContent[],
  blocks: readonly RootContent[],
  text: string,
  apart: boolean,
): void {
  const last = before.at(-1)
  const [first, ...others] = blocks
  if (last?.type === 'list' && first?.type === 'list' && markOf(last, text) === markOf(first, text)) {
    for (const item of first.children) last.children.push(item)
    last.spread ||= first.spread || apart
    last.position!.end = first.position!.end
    for (const block of others) before.push(block)
  } else for (const block of blocks) before.push(block)
}

const isDigit = (code: number) => code > 47 && code < 58
