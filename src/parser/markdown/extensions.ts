import type {Extension as TreeExtension} from 'mdast-util-from-markdown'
import {gfmAutolinkLiteralFromMarkdown} from 'mdast-util-gfm-autolink-literal'
import {gfmFootnoteFromMarkdown} from 'mdast-util-gfm-footnote'
import {gfmStrikethroughFromMarkdown} from 'mdast-util-gfm-strikethrough'
import {gfmTableFromMarkdown} from 'mdast-util-gfm-table'
import {gfmTaskListItemFromMarkdown} from 'mdast-util-gfm-task-list-item'
import {gfmAutolinkLiteral} from 'micromark-extension-gfm-autolink-literal'
import {gfmFootnote} from 'micromark-extension-gfm-footnote'
import {gfmStrikethrough} from 'micromark-extension-gfm-strikethrough'
import {gfmTable} from 'micromark-extension-gfm-table'
import {gfmTaskListItem} from 'micromark-extension-gfm-task-list-item'

/** What micromark and the maker of its tree are told of GitHub's markdown. */
interface Extensions {
  syntax: object[]
  tree: TreeExtension[]
}

interface Part {
  /** What every text matches in which this part could find anything. */
  sign: RegExp
  syntax: () => object
  tree: () => TreeExtension
}

/** GitHub's extensions in the order of remark-gfm. With all of them parsing takes three times as long as without. */
const parts: readonly Part[] = [
  {sign: /@|www|:\/\//i, syntax: gfmAutolinkLiteral, tree: gfmAutolinkLiteralFromMarkdown},
  {sign: /\[\^/, syntax: gfmFootnote, tree: gfmFootnoteFromMarkdown},
  {sign: /~/, syntax: gfmStrikethrough, tree: gfmStrikethroughFromMarkdown},
  // the row below a table's head, perhaps in quotes: it stands on a line of its own
  {sign: /^[ \t>]*(?:[|:]|-[- \t]*[|:])[-|: \t]*$/m, syntax: gfmTable, tree: gfmTableFromMarkdown},
  {sign: /\[[\s\0xX]\]/, syntax: gfmTaskListItem, tree: gfmTaskListItemFromMarkdown},
]

const made = new Map<number, Extensions>()

/** The extensions that may find anything in a text. */
export function extensionsFor(text: string): Extensions {
  const needed = parts.map(({sign}) => sign.test(text))
  const key = needed.reduce((bits, is, index) => bits | (is ? 1 << index : 0), 0)
  const known = made.get(key)
  if (known) return known
  const chosen = parts.filter((_, index) => needed[index])
  const extensions = {syntax: chosen.map(({syntax}) => syntax()), tree: chosen.map(({tree}) => tree())}
  made.set(key, extensions)
  return extensions
}
