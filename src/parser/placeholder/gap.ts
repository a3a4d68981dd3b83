/** A gap found in a text, with UTF-16 offsets. */
export interface Gap {
  /** What it is asked as, once: `deployment-id` for `<deployment-id>`; for one that says nothing, what it is the value of. */
  name: string
  text: string
  choices: string[] | undefined
  start: number
  end: number
  /** False for a stand-in that could be meant as it stands: `my-image`, `example.com`. */
  certain: boolean
  /** A synopsis's `[--limit N]`, which may be left out and takes more than one word. */
  optional: boolean
}

/** A gap at `start`, called by its own text unless told otherwise, and certain unless told otherwise. */
export function gapAt(text: string, start: number, more: Partial<Gap> = {}): Gap {
  return {
    name: text,
    text,
    choices: undefined,
    start,
    end: start + text.length,
    certain: true,
    optional: false,
    ...more,
  }
}

/** In order and without overlaps: of two that overlap, the one that begins first stays, then the longer one. */
export function apart(gaps: readonly Gap[]): Gap[] {
  const kept: Gap[] = []
  for (const gap of gaps.toSorted((a, b) => a.start - b.start || b.end - a.end))
    if (gap.start >= (kept.at(-1)?.end ?? 0)) kept.push(gap)
  return kept
}

/** Those of `gaps` that touch none of `others`, which are in order and apart. */
export function clearOf(gaps: readonly Gap[], others: readonly Gap[]): Gap[] {
  let next = 0
  return gaps
    .toSorted((a, b) => a.start - b.start)
    .filter(({start, end}) => {
      while (next < others.length && others[next]!.end <= start) next++
      return next === others.length || others[next]!.start >= end
    })
}

/** The text with every gap replaced by a word of the same length, so that a grammar reads it and offsets stay. */
export function withoutGaps<G extends {start: number; end: number}>(
  text: string,
  gaps: readonly G[],
  filler: (gap: G) => string,
): string {
  let result = ''
  let from = 0
  for (const gap of gaps) {
    result +=
      text.slice(from, gap.start) +
      filler(gap)
        .padEnd(gap.end - gap.start, 'x')
        .slice(0, gap.end - gap.start)
    from = gap.end
  }
  return result + text.slice(from)
}
