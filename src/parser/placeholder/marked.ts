import {late} from '../late.ts'
import {endsIn, isElement, isName} from './angled.ts'
import {apart, type Gap, gapAt} from './gap.ts'
import {isJoined, isNoun, partsOf} from './vocabulary.ts'

/** One mark that says that something is missing, whatever stands around it. */
interface Mark {
  /** What it begins with. */
  opening: string
  /** Made where its opening stands: each costs at its first look. */
  pattern: () => RegExp
  /** Undefined where it only looks like the mark. */
  read(match: RegExpExecArray, text: string, closed: ReadonlySet<string>): Partial<Gap> | undefined
}

const marks: Mark[] = [
  {
    // `<deployment-id>`, `<yes|no>`; not `<<EOF`, `<(…)`, `</tag>`, `(?<group>…)` or `<in >out`.
    opening: '<',
    pattern: () =>
      /(?<![<&\\?]|\?P|(?:^|\s)\d)<((?:[\p{L}\p{N}_#@.…*]|~?\/(?=[^<>\s/]{1,60}\/))[^<>\n`$;&"\\]{0,119})>(?!>)/gu,
    read: ({0: whole, 1: inner, index}, text, closed) => {
      const around = text.slice(Math.max(0, index - 1), index + whole.length + 1)
      if (!isName(inner!) || isElement(inner!, around, closed) || isSoughtFor(text, index, whole.length))
        return undefined
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
    pattern: () => /(?<=\s)< (\p{L}[\p{L}\p{N}_-]*(?: \p{L}[\p{L}\p{N}_-]*){0,5}) >(?=[ \t]*$)/gmu,
    read: ([, inner]) => ({name: inner!}),
  },
  {
    // `{{name}}`; Go templates such as `{{.Names}}` and `{{json .}}` are not gaps
    opening: '{{',
    pattern: () => /\{\{\s*([\p{L}_][\p{L}\p{N}_-]*)\s*\}\}/gu,
    read: ({1: inner, index}, text) =>
      /^(?:end|else|break|continue|now)$/.test(inner!) || isTemplate(lineAt(text, index))
        ? undefined
        : {name: inner!},
  },
  {
    // `${your-name}` is to the shell a variable with a default, which nobody means.
    opening: '${',
    pattern: () => /\$\{((?:your|my|votre|mon|YOUR|MY)-[\p{L}\p{N}_-]+)\}/gu,
    read: ([, inner]) => ({name: inner!}),
  },
  {
    // `&lt;file&gt;`, as a page escapes it
    opening: '&lt;',
    pattern: () => /&lt;(\p{L}[^&<>\n;|$`"'\\]{0,80})&gt;/gu,
    read: ([, inner]) => ({name: inner!}),
  },
  {
    // `[your new PIN]`: more than one word, which no pattern of the shell has.
    opening: '[',
    pattern: () =>
      /(?<=^|[\s=:/"'@-])\[(\p{L}[\p{L}\p{N}_'’-]*(?: [\p{L}\p{N}_'’-]+){1,7})\](?![\p{L}\p{N}(])/gu,
    read: ([, inner]) => (/(?:^| )[\p{L}\d]-[\p{L}\d](?: |$)/u.test(inner!) ? undefined : {name: inner!}),
  },
  {
    opening: '__',
    pattern: () => /(?<![\p{L}\p{N}_])__(\p{Lu}[\p{Lu}\p{N}]*(?:_[\p{Lu}\p{N}]+)*)__(?![\p{L}\p{N}_])/gu,
    read: ([, inner]) => ({name: inner!}),
  },
  {
    // `__pid__`; Python and Prometheus have names of their own in this form
    opening: '__',
    pattern: () =>
      /(?<![\p{L}\p{N}_$"'.])__(\p{Ll}[\p{Ll}\p{N}]*(?:_[\p{Ll}\p{N}]+)*)__(?![\p{L}\p{N}_"'=])/gu,
    read: ([, inner]) =>
      isNoun(partsOf(inner!).at(-1)!) &&
      !/^(?:name|file|path|version|class|address|error|doc|type|key|value|date|label|param\w*|module|package)$/.test(
        inner!,
      )
        ? {name: inner!}
        : undefined,
  },
]

/** Whether the script itself gives a variable its value. */
function isSet(name: string, text: string): boolean {
  return new RegExp(`(?<![\\w-])(?:${name}\\+?=|(?:for|read)\\s[^\\n;]{0,80}\\b${name}\\b)`).test(text)
}

/** A line that only says something, with marks as in prose. */
function isShown(line: string): boolean {
  return /^\s*(?:echo|printf|say|print|#)/.test(line)
}

const inside = String.raw`(?:[^[\]\n]|\[[^[\]\n]{0,80}\]){0,200}`
/** Marks that mean something else in SQL, which has labels and names in brackets. */
const inShell: Mark[] = [
  {
    // `「pod名字」`, `＜文件名＞`: brackets that no shell knows, about a whole word of a command
    opening: '「',
    pattern: () => /(?<=[\s=:/@])「([\p{L}\p{N}_-][\p{L}\p{N}_ .-]{0,40})」(?=[\s/:.@]|$)/gu,
    read: ({1: inner, index}, text) => (isShown(lineAt(text, index)) ? undefined : {name: inner!}),
  },
  {
    opening: '＜',
    pattern: () => /(?<=[\s=:/@])＜([\p{L}\p{N}_-][\p{L}\p{N}_ .-]{0,40})＞(?=[\s/:.@]|$)/gu,
    read: ({1: inner, index}, text) => (isShown(lineAt(text, index)) ? undefined : {name: inner!}),
  },
  {
    // `%FILE%`; no date, whose letters stand alone
    opening: '%',
    pattern: () => /(?<![\p{L}\p{N}%'"])%([A-Z][A-Z_]{1,40})%(?![\p{L}\p{N}%])/gu,
    read: ([, inner]) => ({name: inner!}),
  },
  {
    // `${pod-name}`, `$app-name`: to the shell `pod` or `name`, and `app` with `-name` behind it, which nobody means
    opening: '$',
    pattern: () =>
      /(?<![\\$\w])\$(?:\{(\p{Ll}{2,30}(?:-\p{Ll}[\p{Ll}\p{N}]{1,30}){1,3})\}|(\p{Ll}{2,30}-(?:name|id|host|namespace|ip|user|password|url|token))(?![\p{L}\p{N}_-]))/gu,
    read: ({1: braced, 2: bare}, text) => {
      const inner = (braced ?? bare)!
      return isNoun(partsOf(inner).at(-1)!) && !isSet(inner.split('-', 1)[0]!, text)
        ? {name: inner}
        : undefined
    },
  },
  {
    // `${group.id}`: bash refuses the name; templates of tools have names of their own
    opening: '${',
    pattern: () => /(?<![\\$'])\$\{(\p{Ll}[\p{L}\p{N}_]{1,30}(?:\.\p{Ll}[\p{L}\p{N}_]{1,30}){1,2})\}/gu,
    read: ({1: inner, index}, text) =>
      isNoun(inner!.split('.').at(-1)!) &&
      !/^(?:var|local|module|data|each|self|path|env|project|terraform|github|steps|inputs|secrets|matrix|node|process|pom|sys|java|user)\./.test(
        inner!,
      ) &&
      !isQuotedWhole(text, index)
        ? {name: inner!.replaceAll('.', '-')}
        : undefined,
  },
  {
    // `rm <file>>log`: bash would read `file` and append to `log`, which nobody writes so
    opening: '<',
    pattern: () =>
      /(?<=[\s=:/@])<(\p{L}[\p{L}\p{N}_-]{0,60}(?: \p{L}[\p{L}\p{N}_-]{0,60}){0,3})>(?=>{1,2}[ \t]?[\p{L}\p{N}/&~.$"'])/gu,
    read: ([, inner]) => (isNoun(partsOf(inner!.split(' ').at(-1)!).at(-1)!) ? {name: inner!} : undefined),
  },
  {
    // `<<name>>`; a here-document has an end, and SQL's labels are alone on their line.
    opening: '<<',
    pattern: () => /(?<=[\s=:/@-])<<(\p{L}[\p{L}\p{N}_.-]{0,60}(?: [\p{L}\p{N}_.-]{1,60}){0,5})>>(?!>)/gu,
    read: ({1: inner, index}, text, closed) =>
      closed.has(`<<${inner!}`) || /^EO[A-Z]$|^END$/.test(inner!) || isAlone(text, index)
        ? undefined
        : {name: inner!},
  },
  {
    // `-h [host1|host2|host3]`: to the shell a pipe, which nobody means
    opening: '[',
    pattern: () =>
      /(?<=\s)\[([\p{L}\p{N}][\p{L}\p{N}_.-]{1,60}(?:\|[\p{L}\p{N}][\p{L}\p{N}_.-]{1,60}){1,9})\](?=[\s:/]|$)/gmu,
    read: ([, inner]) => ({name: inner!, choices: inner!.split('|')}),
  },
  {
    // `/etc/init.d/web {start|stop}`: to the shell a pipe, which nobody means
    opening: '{',
    pattern: () =>
      /(?<=[\s=/:@-])\{([\p{L}\p{N}][\p{L}\p{N}_.-]{0,60}(?:\|[\p{L}\p{N}][\p{L}\p{N}_.-]{0,60}){1,9})\}(?=[\s:/.-]|$)/gmu,
    read: ([, inner]) => ({name: inner!, choices: inner!.split('|')}),
  },
  {
    // `ctl nodes (on|off)`: to the shell an error, but where `case` has it
    opening: '(',
    pattern: () => /(?<=[\p{L}\p{N}/._-] )(?<!\bin )\((\p{Ll}{2,30}(?:\|\p{Ll}{2,30}){1,5})\)(?=[ \t]|$)/gmu,
    read: ([, inner]) => ({name: inner!, choices: inner!.split('|')}),
  },
  {
    // `change_type disc|ram`, `service web start|stop`: to the shell a pipe into what is no program
    opening: '|',
    pattern: late(
      String.raw`(?<=[\w-] )(?:start|stop|restart|status|reload|on|off|enable|disable|enabled|disabled|yes|no|up|down|disc|disk|ram|master|slave|primary|secondary|replica|all|none)(?:\|(?:start|stop|restart|status|reload|on|off|enable|disable|enabled|disabled|yes|no|up|down|disc|disk|ram|master|slave|primary|secondary|replica|all|none)){1,6}(?=[ \t]*$)`,
      'gm',
    ),
    read: ([text]) => ({name: text.replaceAll('|', '-or-'), choices: text.split('|')}),
  },
  {
    // `${文件名}`: bash takes no such letters in a name
    opening: '${',
    pattern: () => /(?<![\\$])\$\{((?=[\p{L}\p{N}_-]{0,60}[^\0-\x7f])\p{L}[\p{L}\p{N}_-]{0,60})\}/gu,
    read: ([, inner]) => ({name: inner!}),
  },
  {
    // `qm unlock (VMID)`: to the shell an error
    opening: '(',
    pattern: () => /(?<=[\p{L}\p{N}/._-] )\((\p{Lu}[\p{Lu}\p{N}_-]{1,40})\)(?=[\s/:]|$)/gmu,
    read: ([, inner]) => (isNoun(partsOf(inner!).at(-1)!) || isJoined(inner!) ? {name: inner!} : undefined),
  },
  {
    // `-safemode [enter/leave]`
    opening: '[',
    pattern: () => /(?<=[\p{L}\p{N}] )\[(\p{Ll}{2,30}(?:\/\p{Ll}{2,30}){1,5})\](?=[ \t]|$)/gmu,
    read: ([, inner]) => ({name: inner!, choices: inner!.split('/')}),
  },
  {
    // `ceph-{ first part of it}`: words that no program gets apart
    opening: '{',
    pattern: () =>
      /(?<=[\s/:=._-])\{( ?)(\p{L}[\p{L}\p{N}_-]{0,60}(?:[ /]\p{L}[\p{L}\p{N}_-]{0,60}){1,7}) ?\}(?![\p{L}\p{N}}])/gu,
    read: ({1: blank, 2: inner, index}, text) =>
      coded.test(inner!) || (blank && !/\S/.test(text[index - 1]!) && !prosaic.test(inner!))
        ? undefined
        : {name: inner!},
  },
  {
    // what may be left out: `[--limit N]`, `[<file> ...]`, `[-- <args>]`; with those that follow, also on lines of their own
    opening: '[',
    pattern: late(
      String.raw`(?<=^|[\s>])\[(?:-{1,2}\p{L}${inside}|(?:-- |@|:|\/)?<[^<>\n]{1,80}>(?:@<[^<>\n]{1,80}>)?(?:\s?\.{3})?)\](?:\s+(?:\[[^\s[\]]${inside}\]|\.\.\.))*`,
      'gu',
    ),
    read: ([text]) => ({name: nameOfOptions(text), optional: true}),
  },
]

/** The gaps that an author marked as such, in order and apart. */
export function markedGaps(text: string, language: 'shell' | 'sql'): Gap[] {
  const closed = endsIn(text)
  return apart(
    [...marks, ...(language === 'shell' ? inShell : [])]
      .filter(({opening}) => text.includes(opening))
      .flatMap(({pattern, read}) =>
        [...text.matchAll(pattern())].flatMap(match => {
          const found = read(match, text, closed)
          return found ? [gapAt(match[0], match.index, found)] : []
        }),
      ),
  )
}

/** Whether a mark stands in what `s/…/…/` looks for, and nothing in what it puts there is to be filled in: then it is in the file. */
function isSoughtFor(text: string, index: number, length: number): boolean {
  const before = text.slice(Math.max(0, index - 200), index)
  const by = /['"; ]s([/|#,@])(?:\\.|(?!\1)[^\n\\])*$/.exec(before)?.[1]
  if (by === undefined) return false
  const rest = text.slice(index + length, index + length + 200).split('\n', 1)[0]!
  const end = rest.indexOf(by)
  return end !== -1 && !/<\p{L}/u.test(rest.slice(end + 1).split(by, 1)[0]!)
}

/** Whether single quotes stand around an offset, between which a shell expands nothing. */
function isQuotedWhole(text: string, index: number): boolean {
  return (
    (lineBefore(text, index)
      .replaceAll(/"[^"]*"/g, '')
      .match(/'/g)?.length ?? 0) %
      2 ===
    1
  )
}

function lineBefore(text: string, index: number): string {
  return text.slice(Math.max(text.lastIndexOf('\n', index - 1) + 1, index - 500), index)
}

/** What code in braces begins with. */
const coded =
  /^(?:print|printf|echo|next|exit|return|delete|getline|if|while|for|sum|count|range|json|end|with)\b/
/** What only a text for people holds. */
const prosaic = /\b(?:of|the|your|from|for|du|de|la|le|votre)\b/i

function isAlone(text: string, index: number): boolean {
  return /^\s*<<[^\n>]*>>\s*$/.test(lineAt(text, index))
}

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
