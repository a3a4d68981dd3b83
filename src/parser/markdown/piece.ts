import type {Nodes, Root} from 'mdast'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import {unified} from 'unified'
import type {Point} from '../../model/place.ts'
import {withoutInline} from './inline-constructs.ts'
import {type Labels, shareLabels} from './labels.ts'

/** Parses a piece that begins at a line of the document; its places are those of the document. */
export type ParsePiece = (piece: string, from: Point) => Root

/** What GitHub's extensions begin with. Without them parsing takes half the time: they try every word for an address. */
const mayHoldGfm = /[@|~]|www|:\/\/|:-|-:|\[\^|\[[\s\0xX]\]/i

/** Gives the parsers of one document's pieces, which share `labels`. */
export function createPieceParsers(labels: Labels): {
  /** Front matter, and nothing else. */
  frontMatter: ParsePiece
  whole: ParsePiece
  /** All blocks; their inline markup stays text. */
  blocks: ParsePiece
} {
  const core = once(() => unified().use(remarkParse).use(shareLabels, labels).freeze())
  const gfm = once(() => unified().use(remarkParse).use(remarkGfm).use(shareLabels, labels).freeze())
  const blocks = once(() => gfm()().use(withoutInline).freeze())
  return {
    frontMatter: piece => unified().use(remarkParse).use(remarkFrontmatter, ['yaml', 'toml']).parse(piece),
    whole: (piece, from) => move((mayHoldGfm.test(piece) ? gfm() : core()).parse(marked(piece)), from),
    blocks: (piece, from) => move(blocks().parse(marked(piece)), from),
  }
}

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}

/** micromark drops one byte order mark. The document's own is gone already, so any other is text. */
function marked(piece: string): string {
  return piece.startsWith('\uFEFF') ? `\uFEFF${piece}` : piece
}

/** Moves everything in a tree down. Pieces begin at the start of a line, so columns stay. */
function move(root: Root, from: Point): Root {
  const moved = ({line, column, offset}: {line: number; column: number; offset?: number | undefined}) => ({
    line: line + from.line - 1,
    column,
    offset: offset! + from.offset,
  })
  const left: Nodes[] = [root]
  for (let node = left.pop(); node; node = left.pop()) {
    if (node.position) node.position = {start: moved(node.position.start), end: moved(node.position.end)}
    if ('children' in node) for (const child of node.children) left.push(child)
  }
  return root
}
