/**
 * In: the text of a document. Out: remark's tree of it. remark takes time in the square of a document's size, so a document is
 * parsed in pieces: each begins where nothing before it can go on, which is guessed from the lines and then proved by the tree.
 */
import type {Root, RootContent} from 'mdast'
import {lineStartsOf, type Place, type Point, pointsOf} from '../model/place.ts'
import type {Complain} from './complain.ts'
import {blockCost} from './markdown/block-cost.ts'
import {piecesPart} from './markdown/ends.ts'
import {inlineCost, inlineCostApart, inlineCostOf} from './markdown/inline-cost.ts'
import {createLabels} from './markdown/labels.ts'
import {afterBlankLines, blank, type Lines, lineAt, linesOf, nextBoundary} from './markdown/lines.ts'
import {append} from './markdown/list-join.ts'
import {frontMatter, frontMatterEnd} from './markdown/matter.ts'
import {createPieceParsers} from './markdown/piece.ts'
import {opensPlain, plainBlock} from './markdown/plain-block.ts'
import {opensVerbatim} from './markdown/verbatim.ts'
import {workOf} from './markdown/work.ts'

/** Pieces of about this many characters are parsed fastest. */
const fastest = 1000
/** Of fewer, to begin takes longer than to parse. */
const shortest = 300
/** Inline markup that costs less than this is parsed wherever it stands. */
const cheapNanoseconds = 2e6
/** So is what costs less than this for each character of its piece: to look for its paragraphs first would take longer. */
const cheapForCharacter = 500
/** What dearer inline markup may cost, all in all, for each million characters of the document. */
const budgetNanoseconds = 3e8
/** What reading may cost in any document, and for each character of a longer one. */
const leastWork = 1.2e9
const workForCharacter = 1200
/** What a block costs that is read without remark: next to nothing, but that it is a section or a text to be looked at later. */
const plainWork: Partial<Record<RootContent['type'], number>> = {heading: 16_000, paragraph: 6000}

/**
 * Parses markdown with GitHub's extensions and front matter. The tree is the one that remark gives for the whole text, but for
 * what remark would take too long for: that stays plain text, and `complain` is told.
 */
export function parseMarkdown(document: string, complain?: Complain, pieceLength = fastest): Root {
  const text = document.replace(/^\uFEFF/, '')
  const reader = new Reader(text, pieceLength)
  const pieces = reader.pieces()
  for (const piece of pieces) {
    const {plain} = piece
    if (plain) complain?.('markdown', plain.text, reader.place(piece), {fatal: plain.fatal})
  }
  const children: RootContent[] = []
  for (const piece of pieces) append(children, reader.settled(piece), text, reader.afterBlank(piece))
  return {type: 'root', children, position: {start: reader.point(0), end: reader.point(text.length)}}
}

/** What stands between two lines. */
interface Piece {
  from: number
  to: number
  children: RootContent[]
  /** Labels that would make it read otherwise, were they defined. */
  missed: ReadonlySet<string>
  /** What of it stays plain text; undefined if nothing does. */
  plain: Plain | undefined
}

const clear = {missed: new Set<string>(), plain: undefined}
const never = () => false

interface Plain {
  text: string
  /** Whether blocks may be lost in it. */
  fatal: boolean
}

class Reader {
  readonly point: (offset: number) => Point
  readonly #lines: Lines
  readonly #labels = createLabels()
  readonly #parse = createPieceParsers(this.#labels)
  readonly #pieceLength: number
  #budget: number
  /** How much more remark may cost, and how much at first. */
  #work: number
  readonly #allWork: number

  constructor(text: string, pieceLength: number) {
    this.#pieceLength = pieceLength
    this.#lines = {text, starts: lineStartsOf(text)}
    this.point = pointsOf(text, this.#lines.starts)
    this.#allWork = Math.max(leastWork, text.length * workForCharacter)
    this.#work = this.#allWork
    this.#budget = budgetNanoseconds * Math.max(1, text.length / 1e6)
  }

  pieces(): Piece[] {
    const pieces: Piece[] = []
    const matter = frontMatterEnd(this.#lines)
    if (matter > 0) {
      pieces.push({from: 0, to: matter, children: [frontMatter(this.#lines, matter, this.point)], ...clear})
    }
    const count = this.#lines.starts.length
    for (let from = matter; from < count; from = pieces.at(-1)!.to) pieces.push(this.#pieceFrom(from))
    return pieces
  }

  /** The piece as it reads when all labels are known. */
  settled({from, to, children, missed, plain}: Piece): RootContent[] {
    if (plain || !this.#labels.nowDefine(missed)) return children
    return this.#parse.whole(this.#text(from, to), this.#start(from)).children
  }

  /** Whether a blank line stands before a piece. */
  afterBlank({from}: Piece): boolean {
    return from > 0 && blank.test(lineAt(this.#lines, from - 1))
  }

  /** Where a piece stands, from its first block to its last. */
  place({children}: Piece): Place {
    return {start: children[0]!.position!.start as Point, end: children.at(-1)!.position!.end as Point}
  }

  /** The piece that begins at a line, long enough that nothing in it goes on behind it. */
  #pieceFrom(begin: number): Piece {
    const {starts} = this.#lines
    const from = afterBlankLines(this.#lines, begin)
    const read = from < starts.length ? plainBlock(this.#lines, from, this.point) : undefined
    if (read) {
      this.#work -= plainWork[read.node.type] ?? 0
      if (this.#work < 0) return this.#unread(from, starts.length, tooMuch)
    }
    if (read || from === starts.length)
      return {
        from,
        to: starts.length,
        children: [],
        ...(read && {to: read.to, children: [read.node]}),
        ...clear,
      }
    let begins = (line: string, length: number, afterBlank: boolean) =>
      opensVerbatim(line) || (afterBlank && length >= shortest && opensPlain(line))
    for (let least = this.#pieceLength; ; ) {
      const to = nextBoundary(this.#lines, from, least, begins)
      const work = this.#workFor(from, to)
      if (typeof work === 'string') return this.#around(from, to, work)
      const piece = this.#readFor(work, from, to)
      if (this.#ends(piece)) return piece.plain ? this.#nearer(piece) : piece
      least = 2 * (starts[to]! - starts[from]!)
      begins = never
    }
  }

  /** Whether nothing in a piece goes on after it, but for a list with its next item. */
  #ends({children, to}: Piece): boolean {
    return to === this.#lines.starts.length || piecesPart(children, this.#lines, to)
  }

  /** Of lines that cannot be parsed all together: the first that can, else as few as possible as text. */
  #around(from: number, to: number, problem: string): Piece {
    const near = nextBoundary(this.#lines, from, 0, never)
    const work = this.#workFor(from, near)
    if (typeof work === 'string') {
      // a block that is too much by itself is left out; where the document is, what comes next would be, too
      const all = work === tooMuch && this.#work < this.#allWork / 2
      return this.#unread(from, all ? this.#lines.starts.length : near, work)
    }
    const piece = this.#readFor(work, from, near)
    return this.#ends(piece) ? piece : this.#unread(from, to, problem)
  }

  /** As little as possible of a piece whose inline markup cannot be parsed. */
  #nearer(piece: Piece): Piece {
    const near = nextBoundary(this.#lines, piece.from, 0, never)
    if (near === piece.to) return piece
    const work = this.#workFor(piece.from, near)
    if (typeof work === 'string') return piece
    const nearer = this.#readFor(work, piece.from, near)
    return this.#ends(nearer) ? nearer : piece
  }

  /** About what remark takes for some lines, in nanoseconds; or why it cannot be given them. */
  #workFor(from: number, to: number): number | string {
    const cost = blockCost(linesOf(this.#lines, from, to))
    if (typeof cost === 'string') return cost
    const work = cost + workOf(this.#text(from, to))
    return work > this.#work ? tooMuch : work
  }

  #readFor(work: number, from: number, to: number): Piece {
    const piece = this.#read(from, to)
    // where labels are not known yet, it may be read once more
    this.#work -= piece.missed.size > 0 ? 2 * work : work
    return piece
  }

  #unread(from: number, to: number, problem: string): Piece {
    const value = this.#text(from, to).trimEnd()
    const start = this.#start(from)
    const position = {start, end: this.point(start.offset + value.length)}
    const children: RootContent[] = [
      {type: 'paragraph', children: [{type: 'text', value, position}], position},
    ]
    const text = `Unexpected ${problem}, expected blocks that can be parsed; they are plain text here: split them`
    return {from, to, children, missed: new Set(), plain: {text, fatal: true}}
  }

  #read(from: number, to: number): Piece {
    const missed = this.#labels.beginPiece()
    const text = this.#text(from, to)
    const start = this.#start(from)
    const cheap = Math.max(cheapNanoseconds, text.length * cheapForCharacter)
    if (inlineCost(text) > cheap && inlineCostApart(text) > cheap) {
      const {children} = this.#parse.blocks(text, start)
      if (!this.#afford(inlineCostOf(children, this.#lines.text)))
        return {from, to, children, missed, plain: {text: tooMuchInline, fatal: false}}
    }
    return {from, to, children: this.#parse.whole(text, start).children, missed, plain: undefined}
  }

  #afford(cost: number): boolean {
    if (cost <= cheapNanoseconds) return true
    if (cost > this.#budget) return false
    this.#budget -= cost
    return true
  }

  #start(from: number): Point {
    return this.point(this.#lines.starts[from]!)
  }

  #text(from: number, to: number): string {
    return this.#lines.text.slice(this.#lines.starts[from], this.#lines.starts[to])
  }
}

const tooMuch = 'amount of markup in one document'
const tooMuchInline =
  'Unexpected number of `*`, `_`, `[` or `<` in one paragraph, expected inline markup that can be parsed; it is plain text here'
