import type {Heading, Paragraph, PhrasingContent, RootContent} from 'mdast'
import {toString as textOf} from 'mdast-util-to-string'

const strike = (node: PhrasingContent): boolean => node.type === 'delete'
/** What may stand between and behind words that are struck out. */
const nothing = /^[\s\p{P}]*$/u

/** Whether all words of a paragraph or heading are struck out: what it asks for is not asked for any more. */
export function isStruck({children}: Paragraph | Heading): boolean {
  return children.some(strike) && children.every(node => strike(node) || nothing.test(textOf(node)))
}

/** What a paragraph or heading says, without what of it is struck out; all of it where nothing else is left. */
export function saidIn(node: Paragraph | Heading): string {
  return node.children.some(strike) && !isStruck(node)
    ? node.children.map(child => (strike(child) ? '' : textOf(child))).join('')
    : textOf(node)
}

/** Follows which words are struck out around what stands in a document. */
export class Struck {
  #before: string | undefined
  #item: string | undefined
  #heading: {text: string; depth: number} | undefined

  /** The words that are struck out, with all that belongs to them: a paragraph right before, an item, a heading above. */
  get around(): string | undefined {
    return this.#before ?? this.#item ?? this.#heading?.text
  }

  /** Takes in what stands before the next node. A comment or a block between a paragraph and a block does not part them. */
  pass(node: RootContent): void {
    if (node.type === 'html' || node.type === 'code') return
    this.#before = node.type === 'paragraph' && isStruck(node) ? textOf(node) : undefined
    if (node.type !== 'heading' || (this.#heading && node.depth > this.#heading.depth)) return
    this.#heading = isStruck(node) ? {text: textOf(node), depth: node.depth} : undefined
  }

  /** Goes through what stands in an item whose own words are struck out. */
  inside(words: Paragraph, walk: () => void): void {
    const outer = this.#item
    this.#item = textOf(words)
    walk()
    this.#item = outer
  }
}
