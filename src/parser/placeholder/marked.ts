import {apart, type Gap, gapAt} from './gap.ts'

/** One mark that says that something is missing, whatever stands around it. */
interface Mark {
  /** What it begins with. */
  opening: string
  pattern: RegExp
  /** Undefined where it only looks like the mark. */
  read(match: RegExpExecArray, text: string, closed: ReadonlySet<string>): Partial<Gap> | undefined
}

const marks: Mark[] = [
  {
    // `<deployment-id>`, `<yes|no>`; not `<<EOF`, `<(…)`, `</tag>`, `(?<group>…)` or `<in >out`.
    opening: '<',
    pattern:
      /(?<![<&\\?]|\?P|(?:^|\s)\d)<((?:[\p{L}\p{N}_#@.…*]|~?\/(?=[^<>\s/]{1,60}\/))[^<>\n`$;&"\\]{0,119})>(?!>)/gu,
    read: ([, inner], _, closed) => {
      if (!isName(inner!) || closed.has(inner!) || alone.test(inner!)) return undefined
      const choices = inner!.split('|').map(choice => choice.trim())
      return {
        name: /[\p{L}\p{N}]/u.test(inner!) ? inner! : 'what is left out',
        choices: choices.length > 1 && !choices.includes('') ? choices : undefined,
      }
    },
  },
  {
    // `< namespace >` at the end of a line: a redirection would go on.
    opening: '< ',
    pattern: /(?<=\s)< (\p{L}[\p{L}\p{N}_-]*(?: \p{L}[\p{L}\p{N}_-]*){0,5}) >(?=[ \t]*$)/gmu,
    read: ([, inner]) => ({name: inner!}),
  },
  {
    // `{{name}}`; Go templates such as `{{.Names}}` and `{{json .}}` are not gaps
    opening: '{{',
    pattern: /\{\{\s*([\p{L}_][\p{L}\p{N}_-]*)\s*\}\}/gu,
    read: ({1: inner, index}, text) =>
      /^(?:end|else|break|continue|now)$/.test(inner!) || isTemplate(lineAt(text, index))
        ? undefined
        : {name: inner!},
  },
  {
    // `${your-name}` is to the shell a variable with a default, which nobody means.
    opening: '${',
    pattern: /\$\{((?:your|my|votre|mon|YOUR|MY)-[\p{L}\p{N}_-]+)\}/gu,
    read: ([, inner]) => ({name: inner!}),
  },
  {
    // `[your new PIN]`: more than one word, which no pattern of the shell has.
    opening: '[',
    pattern: /(?<=^|[\s=:/"'@-])\[(\p{L}[\p{L}\p{N}_'’-]*(?: [\p{L}\p{N}_'’-]+){1,7})\](?![\p{L}\p{N}(])/gu,
    read: ([, inner]) => (/(?:^| )[\p{L}\d]-[\p{L}\d](?: |$)/u.test(inner!) ? undefined : {name: inner!}),
  },
  {
    opening: '__',
    pattern: /(?<![\p{L}\p{N}_])__(\p{Lu}[\p{Lu}\p{N}]*(?:_[\p{Lu}\p{N}]+)*)__(?![\p{L}\p{N}_])/gu,
    read: ([, inner]) => ({name: inner!}),
  },
]

const inside = String.raw`(?:[^[\]\n]|\[[^[\]\n]{0,80}\]){0,200}`
/** What may be left out: `[--limit N]`, `[<file> ...]`, `[-- <args>]`; SQL has names in brackets. */
const synopsis: Mark[] = [
  {
    // with those that follow, also on lines of their own
    opening: '[',
    pattern: new RegExp(
      String.raw`(?<=^|[\s>])\[(?:-{1,2}\p{L}${inside}|(?:-- |@|:|\/)?<[^<>\n]{1,80}>(?:@<[^<>\n]{1,80}>)?(?:\s?\.{3})?)\](?:\s+(?:\[[^\s[\]]${inside}\]|\.\.\.))*`,
      'gu',
    ),
    read: ([text]) => ({name: nameOfOptions(text), optional: true}),
  },
]

/** The gaps that an author marked as such, in order and apart. */
export function markedGaps(text: string, language: 'shell' | 'sql'): Gap[] {
  const closed = new Set([...text.matchAll(/<\/([\p{L}][\w:.-]{0,80})\s*>/gu)].map(([, name]) => name!))
  return apart(
    [...marks, ...(language === 'shell' ? synopsis : [])]
      .filter(({opening}) => text.includes(opening))
      .flatMap(({pattern, read}) =>
        [...text.matchAll(pattern)].flatMap(match => {
          const found = read(match, text, closed)
          return found ? [gapAt(match[0], match.index, found)] : []
        }),
      ),
  )
}

/** What programs print in angle brackets, and keys to press. */
const printed =
  /^(?:none|nil|null|unknown|pending|invalid|unset|missing|defunct|stdin|stdout|no value|module|not set|enter|return|esc|tab|space|(?:ctrl|alt|cmd|shift)[+-].*)$/i

function isName(inner: string): boolean {
  if (/\s$/.test(inner) || /^[\d.]*\d$/.test(inner) || printed.test(inner)) return false
  if (/^(?:https?|ssh|ftp|mailto):/i.test(inner)) return false
  if (/^[^\s@]+@[^\s@]+\.\p{L}{2,}$/u.test(inner)) return false
  // An attribute of a tag, or a comparison: `<a href='…'>`, `<b AND c>`.
  if (/=\s*'|\b(?:AND|OR)\b/.test(inner)) return false
  return /\p{L}|[.…#*]/u.test(inner) && balanced(inner)
}

function balanced(inner: string): boolean {
  let depth = 0
  for (const char of inner) {
    if (char === '(' || char === '[' || char === '{') depth++
    if (char === ')' || char === ']' || char === '}') depth--
    if (depth < 0) return false
  }
  return depth === 0
}

/** Elements of HTML that hold nothing, or stand in pieces of it. */
const alone = /^(?:br|hr|html|body|head|div|span)\s*\/?$/i

function lineAt(text: string, index: number): string {
  const end = text.indexOf('\n', index)
  return text.slice(
    Math.max(text.lastIndexOf('\n', index) + 1, index - 500),
    end === -1 ? index + 500 : Math.min(end, index + 500),
  )
}

/** Whether a line holds a template of Go, in which a lone word may be a function. */
function isTemplate(line: string): boolean {
  return /\{\{-?\s*(?:[.$"'(]|range\b|if\b|with\b|json\b|println?\b|printf\b|index\b|end\b)/.test(line)
}

/** `limit` for `[--limit N]`, `file` for `[<file>]`, `options` for several. */
function nameOfOptions(text: string): string {
  const several = /\]\s+[[.]/.test(text)
  return (
    (several ? undefined : /^\[(?:-{1,2}(\p{L}[\p{L}\p{N}_-]*)|[^<]{0,3}<([^<>]+)>)/u.exec(text))
      ?.slice(1)
      .find(Boolean) ?? 'options'
  )
}
