import type {Nodes, Root} from 'mdast'
import {toString as textOf} from 'mdast-util-to-string'
import {nodesOf} from './nodes.ts'
import {saidToBeExamples, saidToBeExamplesBeside} from './placeholder/exemplified.ts'
import {occurrences, saidToBeReplaced} from './placeholder/replaced.ts'
import {unmadeFiles} from './placeholder/unmade-file.ts'

/** What says that a word is one of the reader's own: `X: your region`, `X – votre jeton`. */
const own = () =>
  /^\s*(?:[:=–—-]|is|est|es|ist)\s*(?:(?:the|le|la|el|o|a|der|die|das)\s+(?:name|id|nom|nombre|nome|ip|address)\s+(?:of|de|del|do|der|des|von)\s+)?(?:your|votre|vos|tus?|su|seu|sua|ihre?|dein|deine|tuo|tua|ваш|你的|您的)(?:\s|$|(?=\p{Script=Han}))/iu
/** Longer texts are no explanation of a word. */
const longest = 2000

/**
 * What a document says, wherever it does, that its reader is to replace: words that it shows as code beside. They are gaps in each
 * of its blocks.
 */
export function legendOf(root: Root): string[] {
  const found = new Set<string>(saidBelowCode(root.children))
  for (const word of examplesIn(root.children)) found.add(word)
  const blocks: string[] = []
  const prose: string[] = []
  for (const node of nodesOf(root)) {
    if (node.type === 'code') blocks.push(node.value)
    else if (node.type === 'inlineCode' || node.type === 'text') prose.push(node.value)
    if ('children' in node) {
      for (const word of saidBelowCode(node.children)) found.add(word)
      for (const word of examplesIn(node.children)) found.add(word)
    }
    if (node.type === 'tableRow') {
      const [name, meaning] = node.children
      const [code, ...rest] = name?.children ?? []
      if (code?.type === 'inlineCode' && rest.length === 0 && meaning && own().test(`: ${textOf(meaning)}`))
        found.add(code.value)
    }
    if (node.type !== 'paragraph' && node.type !== 'tableCell') continue
    const codes = node.children.flatMap(child => (child.type === 'inlineCode' ? [child.value] : []))
    if (codes.length === 0) continue
    const text = textOf(node)
    if (text.length > longest) continue
    const said = new Set(saidToBeReplaced(text))
    for (const code of codes) if (said.has(code)) found.add(code)
    const [first, next] = node.children as Nodes[]
    if (first?.type === 'inlineCode' && next?.type === 'text' && own().test(next.value))
      found.add(first.value)
  }
  if (blocks.some(text => /<|restore|gunzip|zcat|tar|psql|mysql|unzip/.test(text)))
    for (const name of unmadeFiles(blocks, prose)) found.add(name)
  return [...found].filter(word => /^(?!_)[^\s<>{}[\]$*]{2,80}$/.test(word) && !word.includes('a-z'))
}

/** Words that no sentence holds, of which the paragraph right below a block, or the title right above it, says what they are: `where +5G is the …`. */
function saidBelowCode(siblings: readonly Nodes[]): string[] {
  return siblings.flatMap((node, index) => {
    const below = node.type === 'paragraph' && siblings[index - 1]?.type === 'code'
    const titles = node.type === 'heading' && siblings[index + 1]?.type === 'code'
    if (!below && !titles) return []
    const text = textOf(node)
    if (text.length > longest) return []
    return saidToBeReplaced(text).filter(word => !/^\p{Lu}?[\p{Ll}'’-]+$/u.test(word))
  })
}

/** Words that a paragraph says are examples, where a block right beside it takes them too. */
function* examplesIn(siblings: readonly Nodes[]): Generator<string> {
  for (const [index, node] of siblings.entries()) {
    if (node.type !== 'paragraph') continue
    const beside = [siblings[index - 1], siblings[index + 1]].flatMap(near =>
      near?.type === 'code' ? [near.value] : [],
    )
    const text = node.children
      .map(child => (child.type === 'inlineCode' ? `\`${child.value}\`` : textOf(child)))
      .join('')
    yield* saidToBeExamples(text)
    if (beside.length === 0) continue
    for (const word of saidToBeExamplesBeside(text))
      if (beside.some(code => occurrences(code, [word]).length > 0)) yield word
  }
}
