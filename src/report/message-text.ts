import type {Colors} from 'picocolors/types.js'
import type {LintMessage, Severity} from '../model/lint-message.ts'
import {oneLine, visible} from './clean.ts'
import type {LintedFile, LintReporter, LintSummary} from './lint-reporter.ts'
import {width} from './width.ts'

/** How messages are written: how wide the screen is, and in which colours. */
export interface MessageStyle {
  columns: number
  colors: Colors
}

/** Messages for people: where, how severe, what, which rule; below it the line of the document, with marks under the place. */
export function textReporter(style: MessageStyle): LintReporter {
  return {
    begin: '',
    file: file => file.messages.map(message => messageText(file, message, style)).join(''),
    end: summary => summaryText(summary),
  }
}

function messageText(file: LintedFile, message: LintMessage, {columns, colors}: MessageStyle): string {
  const {place, severity, text, rule, note} = message
  const at = [oneLine(file.path), ...(place ? [place.start.line, place.start.column] : [])].join(':')
  const head = `${colors.bold(at)}  ${painter(severity, colors)(severity)}  ${oneLine(text)}  ${colors.dim(rule)}\n`
  const lines = place ? excerpt(file, place, {columns, colors, severity}) : []
  const rest = [...lines, ...(note ? [`  ${colors.dim('note:')} ${oneLine(note)}`] : [])]
  return head + rest.map(line => `${line}\n`).join('')
}

function painter(severity: Severity, {red, yellow, cyan}: Colors): (text: string) => string {
  return {error: red, warning: yellow, info: cyan}[severity]
}

const around = 400

/** The first line of the place with marks under it; of a long line what stands around the marks. */
function excerpt(
  file: LintedFile,
  {start, end}: NonNullable<LintMessage['place']>,
  {columns, colors, severity}: MessageStyle & {severity: Severity},
): string[] {
  const line = file.line(start.line)
  if (line.trim() === '') return []
  const number = String(start.line)
  const column = start.column - 1
  const to = end.line === start.line ? Math.max(end.column - 1, column) : line.length
  const room = Math.max(20, columns - number.length - 6)
  // cut before anything is measured: a line may be very long
  const cut = Math.max(0, column - around)
  const before = expanded(line.slice(cut, column), 0)
  const marked = expanded(line.slice(column, Math.min(to, column + around)), width(before))
  const after = expanded(line.slice(to, to + around), width(before) + width(marked))
  const left =
    width(before) + Math.min(width(marked), 20) > room ? tail(before, Math.floor(room / 2)) : before
  const shown = head(`${left}${marked}${after}`, room)
  const marks = Math.max(1, Math.min(width(marked), room - width(left)))
  const gutter = (text: string) => colors.dim(`  ${text.padStart(number.length)} |`)
  return [
    `${gutter(number)} ${shown}`,
    `${gutter('')} ${' '.repeat(width(left))}${painter(severity, colors)('^'.repeat(marks))}`,
  ]
}

const tab = 4

/** Without tabs, which reach to the next column that is a multiple of four, and with what cannot be seen spelled out. */
function expanded(text: string, from: number): string {
  let result = ''
  for (const part of text.split(/(\t)/)) {
    const used = from + width(result)
    result += part === '\t' ? ' '.repeat(tab - (used % tab)) : visible(part)
  }
  return result
}

function head(text: string, columns: number): string {
  if (width(text) <= columns) return text.trimEnd()
  let kept = ''
  let used = 0
  for (const character of text) {
    used += width(character)
    if (used >= columns) break
    kept += character
  }
  return `${kept}…`
}

function tail(text: string, columns: number): string {
  const characters = [...text]
  let kept = ''
  let used = 1
  while (characters.length > 0) {
    const character = characters.pop()!
    used += width(character)
    if (used > columns) break
    kept = character + kept
  }
  return `…${kept}`
}

/** One line that counts; empty where nothing was shown. */
export function summaryText({error, warning, info, files, fixable, hidden}: LintSummary): string {
  if (error + warning + info === 0) return ''
  const counts = [
    counted(error, 'error'),
    counted(warning, 'warning'),
    info > 0 ? `${info} of information` : '',
  ].filter(Boolean)
  const more = [
    fixable > 0 ? `--fix mends ${fixable}` : '',
    hidden > 0 ? `--severity info shows ${hidden} more` : '',
  ].filter(Boolean)
  return `\n${[`${counts.join(', ')} in ${counted(files, 'file')}`, ...more].join('; ')}\n`
}

const counted = (count: number, what: string): string =>
  count === 0 ? '' : `${count} ${what}${count === 1 ? '' : 's'}`
