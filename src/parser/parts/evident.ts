import {filled, programOf} from './command.ts'
import {namesFile} from './lead.ts'
import {
  draws,
  isConnector,
  isHeader,
  isIdentifier,
  isInOtherScript,
  isListed,
  isMeasured,
  isMessage,
  isNotation,
  isOr,
  isSentence,
  isTableRow,
} from './shape.ts'

/**
 * Whether a line among commands is surely none of them: then they may run without it. What merely may be output is not; a
 * script that runs without one of its lines does something else than its author meant.
 */
export function isEvident(lines: readonly string[], at: number): boolean {
  const line = lines[at]!.slice(0, 5000)
  if (/^\s*(?:\.{3}|…|\[\.{3}\])\s*$/.test(line)) return isAnswered(lines, at) // else commands are left out here
  if (isConnector(line)) return !isOr(line) // one instead of the other: not both
  if (setting.test(line)) return isOfAFile(lines, at) // else a variable set with blanks: what comes after misses it
  return (
    isMessage(line) ||
    isNotation(line) ||
    powerShell.test(line) ||
    isListed(line) ||
    isSentence(line) ||
    isInOtherScript(line) ||
    draws(withoutQuotes(line)) ||
    isMeasured(line) ||
    isIdentifier(line) ||
    isScriptBanner(lines, at) ||
    isInTable(lines, at)
  )
}

/** Whether a line that looks like output or words has what only a command has: it then is one of an unknown program. */
export function isCalled(line: string): boolean {
  const text = filled(line).trim()
  if (/^[A-Za-z_]\w*\+?=\S/.test(text)) return true
  if (/^(?:"[^"\n]*"|'[^'\n]*')(?=\s|$)/.test(text)) return /^["'](?:[~.$][^"'/]*)?\//.test(text)
  const program = programOf(text)
  if (program === undefined || !/^[\p{L}_][\p{L}\p{N}_+.-]*(?:::[\p{L}\p{N}_-]+)*$/u.test(program))
    return false
  const rest = withoutQuotes(text.slice(text.indexOf(program) + program.length))
  if (/\s\(|(?:^|\s)[\w./@-]+: /.test(rest)) return false
  if (/^[a-z_]/.test(program) && isTableRow(line)) return true
  return (
    program.includes('::') ||
    /\s--?[A-Za-z]|\s(?:\|\|?|&&|>>?|<)\s?[\w./~$"]|\s&$|\$[\w{(]/.test(rest) ||
    /^\s+(?:[\w-]+\s+)?(?:~?\.{0,2}\/\S+|[\w-]+\.[A-Za-z]\w{0,3})$/.test(rest)
  )
}

/** `> tsc`: what a package manager prints before it runs a script. */
function isScriptBanner(lines: readonly string[], at: number): boolean {
  if (!/^\s*> \S/.test(lines[at]!)) return false
  let line = at
  while (line > 0 && at - line < 20 && /^\s*(?:> |$)/.test(lines[line]!)) line--
  return /\b(?:npm|npx|yarn|pnpm|bun)\s/.test(lines[line]!)
}

/** Whether a line stands beside the rows of a table, or heads one. */
function isInTable(lines: readonly string[], at: number): boolean {
  const line = lines[at]!
  if (isHeader(line) || /^\s*\|.*\|\s*$/.test(line)) return true
  if (!isTableRow(line)) return false
  const first = firstWord(line)
  return [lines[at - 1], lines[at + 1]].some(
    beside => beside !== undefined && isTableRow(beside) && firstWord(beside) !== first,
  )
}

/** Whether a line stands right beside what was printed. */
function isAnswered(lines: readonly string[], at: number): boolean {
  return [at - 1, at + 1].some(beside => {
    const line = lines[beside]
    return line !== undefined && (isMessage(line) || isNotation(line) || isTableRow(line) || draws(line))
  })
}

/** Whether settings stand under a comment that names their file. */
function isOfAFile(lines: readonly string[], at: number): boolean {
  let line = at
  while (line > 0 && at - line < 200 && setting.test(lines[line]!)) line--
  return /^\s*#/.test(lines[line]!) && namesFile(lines[line]!.slice(0, 2000))
}

const setting = /^\s*[A-Za-z_]\w* = /
const powerShell =
  /^\s*(?:Add|Clear|Close|Connect|Copy|Disable|Disconnect|Enable|Enter|Exit|Export|Find|Format|Get|Import|Install|Invoke|Measure|Move|New|Open|Out|Remove|Rename|Reset|Resolve|Restart|Restore|Resume|Save|Select|Send|Set|Show|Sort|Start|Stop|Suspend|Test|Uninstall|Update|Wait|Where|Write)-[A-Z]\w+(?:\s|$)/
const firstWord = (line: string) => /^\s*(\S*)/.exec(line)![1]
const withoutQuotes = (line: string) =>
  line.replaceAll(/"(?:[^"\\]|\\.)*"|'[^']*'/g, 'x').replace(/\s#\s.*$/, '')
