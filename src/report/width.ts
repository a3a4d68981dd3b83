/** Most of what is written, quotes and dashes of print included: each character takes one column, and joins no other. */
const narrow = /^[\x20-\x7e\xa0-\xac\xae-\u024f\u2010-\u2027]*$/
const nothing = () => /^[\p{M}\p{Cf}\p{Cc}]+$/u
/** East Asian Width W and F (UAX #11), and what is drawn as an emoji. */
const wide = () =>
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18aff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\p{Emoji}\ufe0f/u

let segmenter: Intl.Segmenter | undefined

/** How many columns of a terminal a text without control characters takes. */
export function width(text: string): number {
  return narrow.test(text)
    ? text.length
    : graphemes(text).reduce((sum, grapheme) => sum + widthOf(grapheme), 0)
}

/** Fills up with blanks to `columns`, at the end or, for numbers, before. */
export function pad(text: string, columns: number, side: 'left' | 'right' = 'left'): string {
  const blanks = ' '.repeat(Math.max(0, columns - width(text)))
  return side === 'left' ? text + blanks : blanks + text
}

/** Cuts a line into pieces of at most `columns` (a wider character stands alone), nothing lost; `['']` for no text. */
export function pieces(line: string, columns: number): string[] {
  if (width(line) <= columns) return [line]
  const found: string[] = []
  if (narrow.test(line)) {
    const most = Math.max(1, columns)
    for (let at = 0; at < line.length; at += most) found.push(line.slice(at, at + most))
    return found
  }
  let piece = ''
  let used = 0
  for (const grapheme of graphemes(line)) {
    const more = widthOf(grapheme)
    if (piece !== '' && used + more > columns) {
      found.push(piece)
      piece = ''
      used = 0
    }
    piece += grapheme
    used += more
  }
  return [...found, piece]
}

/** At most so many columns of a line; what is cut off shows as `…`. */
export function shortened(line: string, columns: number): string {
  return width(line) <= columns ? line : `${pieces(line, Math.max(1, columns - 1))[0]}…`
}

/** Breaks text between words into lines of at most `columns`; a longer word is cut. Blanks are collapsed. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const more = width(word)
    const longer = line === '' ? more : used + 1 + more
    if (longer <= columns) {
      line = line === '' ? word : `${line} ${word}`
      used = longer
      continue
    }
    if (line !== '') lines.push(line)
    const cut = pieces(word, columns)
    line = cut.pop()!
    used = width(line)
    for (const piece of cut) lines.push(piece)
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line]
}

function graphemes(text: string): string[] {
  segmenter ??= new Intl.Segmenter('en')
  return Array.from(segmenter.segment(text), ({segment}) => segment)
}

function widthOf(grapheme: string): number {
  return nothing().test(grapheme) ? 0 : wide().test(grapheme) ? 2 : 1
}
