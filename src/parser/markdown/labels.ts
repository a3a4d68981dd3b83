/** The labels that the link and footnote definitions of a document define, while it is parsed piece by piece. */
export interface Labels {
  links: Defined
  footnotes: Defined
  /** Begins a piece; gives what will hold the labels that it asks for and that are not defined yet. */
  beginPiece(): ReadonlySet<string>
  /** Whether one of these labels is defined by now: the piece that asked reads otherwise then. */
  nowDefine(missed: ReadonlySet<string>): boolean
}

/** What micromark does with its lists of labels, in time that does not grow with their number. */
interface Defined {
  includes(label: string): boolean
  push(label: string): void
}

export function createLabels(): Labels {
  const defined = new Set<string>()
  let missed = new Set<string>()
  const under = (prefix: string): Defined => ({
    includes(label) {
      const found = defined.has(prefix + label)
      if (!found) missed.add(prefix + label)
      return found
    },
    push(label) {
      missed.delete(prefix + label)
      defined.add(prefix + label)
    },
  })
  return {
    links: under('link '),
    footnotes: under('footnote '),
    beginPiece: () => (missed = new Set()),
    nowDefine: labels => [...labels].some(label => defined.has(label)),
  }
}

/**
 * An extension of micromark, the last of all, that lets the pieces of a document share their definitions. micromark keeps them in lists of its own; a construct
 * that never matches, tried before all others at the start of a document, puts ours in their place.
 */
export function shareLabels(labels: Labels): object {
  const share = {
    partial: true,
    tokenize(
      this: {parser: {defined: Defined; gfmFootnotes?: Defined}},
      _effects: unknown,
      _ok: unknown,
      no: unknown,
    ) {
      this.parser.defined = labels.links
      this.parser.gfmFootnotes = labels.footnotes
      return no
    },
  }
  return {document: {null: share, 91: share}}
}
