/** A gap found in a text, with UTF-16 offsets. */
export interface Gap {
  name: string
  text: string
  choices: string[] | undefined
  start: number
  end: number
}

const name = String.raw`\p{L}[\p{L}\p{N}]*(?:[ _.:/-]+[\p{L}\p{N}]+)*`
const patterns: {pattern: RegExp; read: (match: RegExpExecArray) => Pick<Gap, 'name' | 'choices'>}[] = [
  {
    // `<deployment-id>`, `<yes|no>`; not `<<EOF`, `<(…)`, `</tag>` or a tag with attributes
    pattern: new RegExp(String.raw`(?<![<&\d])<(${name}(?:\s*\|\s*${name})*)>(?!>)`, 'gu'),
    read: ([, inner]) => {
      const choices = inner!.split('|').map(choice => choice.trim())
      return {name: inner!, choices: choices.length > 1 ? choices : undefined}
    },
  },
  {
    // `{{name}}`; Go templates such as `{{.Names}}` and `{{json .}}` are not gaps
    pattern: /\{\{\s*([\p{L}_][\p{L}\p{N}_-]*)\s*\}\}/gu,
    read: ([, inner]) => ({name: inner!, choices: undefined}),
  },
  {
    pattern: /(?<![\p{L}\p{N}$_{-])(YOUR[_-][A-Z0-9][A-Z0-9_-]*|[xX]{4,})(?![\p{L}\p{N}_])/gu,
    read: ([, inner]) => ({name: inner!, choices: undefined}),
  },
]

/** Finds what a reader must fill in, in order and without overlaps, before any shell sees the text. */
export function findGaps(text: string): Gap[] {
  const found = patterns.flatMap(({pattern, read}) =>
    [...text.matchAll(pattern)].map(match => ({
      ...read(match),
      text: match[0],
      start: match.index,
      end: match.index + match[0].length,
    })),
  )
  found.sort((a, b) => a.start - b.start || b.end - a.end)
  const apart: Gap[] = []
  for (const gap of found) if (gap.start >= (apart.at(-1)?.end ?? 0)) apart.push(gap)
  return apart
}

const bind = /(?<![:\w$])(:)([A-Za-z_]\w*)(?!\w|:(?!:))/g

/** SQL's own spelling of a gap, `:name`, where `inSql` says that the offset is not in a string or comment. */
export function findBindNames(text: string, inSql: (offset: number) => boolean): Gap[] {
  return [...text.matchAll(bind)]
    .filter(({index}) => inSql(index) && text[index - 1] !== '[')
    .map(match => ({
      name: match[2]!,
      text: match[0],
      choices: undefined,
      start: match.index,
      end: match.index + match[0].length,
    }))
}

/** The text with every gap replaced by a word of the same length, so that a grammar reads it and offsets stay. */
export function withoutGaps(text: string, gaps: readonly Gap[], filler: (gap: Gap) => string): string {
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
