import type {Nodes, Root} from 'mdast'
import {type Extension, fromMarkdown} from 'mdast-util-from-markdown'
import type {Point} from '../../model/place.ts'
import {extensionsFor} from './extensions.ts'
import {withoutInline} from './inline-constructs.ts'
import {type Labels, shareLabels} from './labels.ts'

/** Parses a piece that begins at a line of the document; its places are those of the document. */
export type ParsePiece = (piece: string, from: Point) => Root

/** Gives the parsers of one document's pieces, which share `labels`. */
export function createPieceParsers(labels: Labels): {
  whole: ParsePiece
  /** All blocks; their inline markup stays text. */
  blocks: ParsePiece
} {
  const shared = shareLabels(labels)
  const parse = (piece: string, from: Point, last: object[]) => {
    const {syntax, tree} = extensionsFor(piece)
    const options = {extensions: [...syntax, ...last], mdastExtensions: tree as Extension[]}
    return move(fromMarkdown(marked(piece), options), from)
  }
  return {
    whole: (piece, from) => parse(piece, from, [shared]),
    blocks: (piece, from) => parse(piece, from, [shared, withoutInline]),
  }
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
