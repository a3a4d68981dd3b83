import {languageAbove} from './indented-language.ts'

/** The opening line of a fence as it is written: remark unescapes the info string, which would change expressions in it. */
export interface FenceLine {
  /** The first word, as it is. */
  language: string
  /** The rest of the info string. */
  meta: string
  /** Where `meta` begins in the fence's source. */
  metaOffset: number
  /** Whether the fence is closed before its container or the document ends. */
  closed: boolean
}

/** What is said around a fenced or indented block. */
export interface SaidAround {
  lead: string | undefined
  /** The text right before it, be it a paragraph or a quotation. */
  above: string | undefined
  /** The paragraph right behind it, where that leads to nothing else. */
  below: string | undefined
  /** It is tagged as text, and a shell's fence stands right before it: that prints it. */
  printed: boolean
  /** Words around it that are struck out. */
  struck: string | undefined
}

/** Reads the source of a fenced block, from its first backtick or tilde; undefined for an indented block, but one that names its language. */
export function readFence(source: string): FenceLine | undefined {
  const lines = source.split(/\r\n|[\n\r]/)
  const match = /^(`{3,}|~{3,})[ \t]*(\S*)[ \t]*(.*?)[ \t]*$/.exec(lines[0]!)
  if (!match) {
    const language = languageAbove(source)
    return language === undefined
      ? undefined
      : {language, meta: '', metaOffset: lines[0]!.length, closed: true}
  }
  const [, fence] = match
  const [language, meta] = inBraces(match[2]!, match[3]!)
  const last = lines
    .at(-1)!
    .replace(/^[\s>]*/, '')
    .trimEnd()
  const closed =
    lines.length > 1 && last.length >= fence!.length && [...last].every(char => char === fence![0])
  return {
    language,
    meta,
    metaOffset: lines[0]!.trimEnd().length - meta.length,
    closed,
  }
}

/** The language of Pandoc's, MkDocs' and knitr's spellings, which stands inside the braces: `{.bash data-prompt="$"}`, `{: .bash}`, `{sql, echo=FALSE}`. */
function inBraces(first: string, rest: string): [language: string, meta: string] {
  if (!first.startsWith('{')) return [first, rest]
  const meta = rest === '' ? first : `${first} ${rest}`
  const group = meta.slice(1, 500)
  const name =
    /^[^}]{0,300}?(?:^|[\s:])\.(?:language-|highlight-)?((?!no-?copy|copy|number|line-|annotate)[A-Za-z][\w-]*)(?=[\s},])/.exec(
      group,
    )?.[1] ?? /^\s*(bash|sh|shell|zsh|console|sql|postgres|postgresql|psql|mysql)\s*[,}\s]/i.exec(group)?.[1]
  return name === undefined ? [first, rest] : [name, meta]
}
