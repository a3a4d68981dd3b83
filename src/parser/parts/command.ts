import {isKnownProgram} from '../shell/known.ts'
import {draws, isData, isIdentifier, isPrinted, isProse} from './shape.ts'

/** How much a statement looks like a shell command. `likely` needs something else that speaks for it. */
export type Likeness = 'clear' | 'likely' | 'no'

/** Programs whose names are words of everyday English (or French): they need more than their name. */
const everyday = new Set(
  `alias at bc break cat check cmp column comm compress continue convert cut date default diff display do expand export eval
  file find fold free fuser go head help host id import install ip join jobs kill last less let limit link locate look mail make man
  map more mount move nice open paste patch ping print ps pull push read reboot record reset restart return route run screen
  select service set shift shutdown sleep sort source split start stop strip suspend sum sync tail task tee test time timeout top
  touch trap type unlink update uptime users vault wait watch who yes record node rails python java ruby git version docker redis
  server status deploy info if while for until case function`.split(/\s+/),
)
const prefix =
  /^(?:(?:[A-Za-z_]\w*=(?:"[^"]*"|'[^']*'|\$\([^)]*\)|[^\s"'|&;()<>]*)|sudo(?: -(?:[ugp] \S+|[a-zA-Z]+|-[\w=-]+))*|time|nohup|exec|then|do|!|\()\s+)*/

/** The program that a statement calls, as it is written; undefined where nothing stands where one would. */
export function programOf(statement: string): string | undefined {
  const text = statement
    .slice(0, 2000)
    .replaceAll(/\\\n\s*/g, ' ')
    .trimStart()
  const behind = text.slice(prefix.exec(text)![0].length)
  const inParentheses = /^\(([a-z][\w.+-]*)(?=[\s;)])/.exec(behind)?.[1]
  const rest = inParentheses !== undefined && isKnownProgram(inParentheses) ? behind.slice(1) : behind
  const found = /^[^\s;|&()"'`]+/.exec(rest.replace(/^["']([^"'\s]+)["']/, '$1'))?.[0]
  // What looks like an option is one of the prefix: `sudo -l` runs sudo.
  return found === undefined || found.startsWith('-')
    ? /^(?:[A-Za-z_]\w*=\S*\s+)*([a-z]\w*)\b/.exec(text)?.[1]
    : found
}

/** The text with its marked gaps filled by words of the same length, so that a grammar can read it. */
export function filled(text: string): string {
  if (!/<|\{\{/.test(text)) return text
  // `<<EOF > file` is a here-document, and `<in >out` are two redirections
  return text.replaceAll(/(?<!<)<[\p{L}.](?:[^<>&;|\n]{0,80}[^<>&;|\n\s])?>|\{\{[^{}\n]{0,80}\}\}/gu, gap =>
    'x'.repeat(gap.length),
  )
}

/** Whether a statement only sets variables. */
export function isAssignment(statement: string): boolean {
  return (
    /^\s*(?:(?:export|readonly|declare|local)\s+(?:-\w+\s+)*)?[A-Za-z_]\w*(?:\[[^\]]*\])?\+?=/.test(
      statement,
    ) &&
    !/^\s*[A-Za-z_]\w*=\S*[^\S\n]+[^\s#]/.test(
      statement.replace(/=(?:"[^"]*"|'[^']*'|\$\([^)]*\)|`[^`]*`)/, '=x'),
    )
  )
}

/** Whether a program's name is a word that begins a sentence or a line of output as well. */
export function isEveryday(program: string): boolean {
  return everyday.has(program)
}

/** How much a statement looks like a command of a shell, from its own text. */
export function likeness(statement: string, parses: (text: string) => boolean): Likeness {
  const [first = ''] = statement.split('\n', 1)
  const line = first.slice(0, 2000)
  if (
    /^\s*(?:if|while|until)\s.*(?:;|\bthen\b|\bdo\b|\[)|^\s*for\s+\w+\s+in\b|^\s*for \(\(|^\s*case\s.*\bin\b|^\s*(?:function\s+)?[\w:-]+\s*\(\)\s*\{|^\s*function\s+[\w:-]+\s*\{|^\s*\[\[? .*\]|^\s*\(\(/.test(
      line,
    )
  )
    return parses(filled(statement)) ? 'clear' : 'no'
  if (isAssignment(statement))
    return /^\s*export\s|=["']?\$[({]|`/.test(statement)
      ? parses(filled(statement))
        ? 'clear'
        : 'no'
      : 'likely'
  const whole = filled(statement)
  const program = programOf(whole)
  const written = whole === statement ? program : programOf(statement)
  if (program === undefined || written === undefined) return 'no'
  const bare = filled(line)
    .replaceAll(/"(?:[^"\\]|\\.)*"|'[^']*'/g, 'x')
    .replace(/\s#\s.*$/, '')
  if (draws(bare) || (written !== 'echo' && isProse(unquoted(line)))) return 'no'
  const known =
    written === '.'
      ? /^\s*\.\s+[\w./~$-]+\s*$/.test(line)
      : isKnownProgram(written) && !/^[[({!:]$/.test(written)
  if (!known && (isData(line) || isPrinted(line) || isIdentifier(line) || /^[0-9a-f]{12,}$/.test(written)))
    return 'no'
  if (
    known &&
    (isCertainlyData(line) ||
      (bare.includes('(') &&
        new RegExp(`(?:^|\\s)${written.replaceAll(/\W/g, '\\$&')}\\s?(?:by ?|without ?)?\\(`).test(bare)))
  )
    return 'no'
  const rest = line.slice(line.indexOf(written) + written.length)
  const options = /(?:^|\s|\[)--?[A-Za-z]/.test(rest)
  const operators = /\s\|\s*[a-z]|\s(?:&&|\|\|)\s|\s(?:2?>>?|<)\s?[\w./&$"<-]|\\$|\$[\w{(]/.test(rest)
  if (known) {
    if (!everyday.has(written)) return 'clear'
    const pathlike = /\s(?:[~.\w-]*\/[\w./<$-]|[\w.-]+\.\w{2,4}\b)|=/.test(rest)
    return options || operators || pathlike || /^\s+\S+(?:\s+\S+)?\s*$/.test(rest) || rest.trim() === ''
      ? 'clear'
      : 'likely'
  }
  if (/(?:^|\s)[\w./@-]+: |\s\(/.test(unquoted(rest))) return 'no'
  if (isScriptPath(written)) {
    if (/\.(?:sh|py|rb|pl|bash)$|^\.{1,2}\/|(?:^|\/)s?bin\//.test(written)) return 'clear'
    return /^[/~$]/.test(written) && (options || operators || /\S/.test(rest)) ? 'clear' : 'likely'
  }
  if (!/^(?:[a-z][\w+.-]*|\$\{?\w+\}?|<[\w -]+>)$/.test(written)) return 'no'
  if (
    /\.(?:md|txt|json|ya?ml|log|conf|org|com|net|io|rb|py|js|gz|html|sql)$/.test(written) ||
    /[.-]$/.test(written)
  )
    return 'no'
  if (options || operators) return 'likely'
  return /^\s+[<[\w./'"$:{=@,*-]/.test(rest) || rest.trim() === '' ? 'likely' : 'no'
}

/** A path that names something to run rather than a place or an address. */
function isScriptPath(word: string): boolean {
  if (/\/$|:\/\/|\.(?:gz|zip|json|ya?ml|md|log|txt|conf|cfg|sql|html|xml|csv|env|key|pem|crt)$/.test(word))
    return false
  return /^(?:\.{1,2}|~|\$\{?\w+\}?|[\w.@-]+)?(?:\/[\w.@+${}<>-]+)+$/.test(word) && !/^\/[\w-]+$/.test(word)
}

/** Data whose first word happens to be a program's name. */
function isCertainlyData(line: string): boolean {
  return /^\s*[\w.-]+:(?:\s|$)|^\s*[\w.-]+ (?:=|:=|=>) |^\s*[\w.-]+\s*\{\s*$|^\s*gem\s+["']|^\s*import\s+[\w{*"'].*(?:from|;)|^\s*require ['"]/.test(
    line,
  )
}

function unquoted(line: string): string {
  return line.replaceAll(/"(?:[^"\\]|\\.)*"|'[^']*'/g, '""').replace(/\s#\s.*$/, '')
}
