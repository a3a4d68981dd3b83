import {clean, clip, oneLine} from './clean.ts'

/** A word that would notify a person or cross-link an issue on GitHub: `@name`, `#123`, `owner/repo#123`, `GH-123`; addresses too. */
const notifying = String.raw`(?<![\w@#/.-])[\w@#/.-]*(?:@\w|#\d|\bGH-\d)[\w@#/.-]*`
const address = String.raw`https?:\/\/[^\s<>|\\${'`'}]+`
const active = String.raw`[\\*[\]|~$${'`'}]|<(?!\s|$|=)|(?<=--)>|&(?=[#\w])|(?<!\w)#|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|(?<=www)\.`
const inProse = new RegExp(`(?<url>${address})|(?<word>${notifying})|${active}`, 'giu')
const inHtml = new RegExp(`(?<word>${notifying})|[&<>"]`, 'giu')
/** Letters, digits and points of prose that no markup begins with. */
const inert = /^(?!.*(?:www\.|GH-\d|:\/\/))[A-Za-z0-9 ,.;:()'"%+=!?-]*$/i
const entities: Record<string, string> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'}

/** A fenced block holding the cleaned text, less one final newline, whatever backticks are in it. */
export function fence(text: string, language = ''): string {
  const body = clean(text).replace(/\n$/, '')
  const ticks = '`'.repeat(Math.max(3, longestTicks(body) + 1))
  return `${ticks}${/^[\w+-]+$/.test(language) ? language : ''}\n${body}\n${ticks}`
}

/** A code span on one line; `(empty)` for no text. */
export function code(text: string): string {
  const body = clean(text).replaceAll(/[\n\t]/g, ' ')
  if (body === '') return '(empty)'
  const ticks = '`'.repeat(longestTicks(body) + 1)
  const padded = /^`|`$/.test(body) || (/^ .* $/.test(body) && body.trim() !== '')
  return padded ? `${ticks} ${body} ${ticks}` : ticks + body + ticks
}

/** Text of people as text and nothing else: no markup of theirs works but a bare http address. Line breaks are kept. */
export function prose(text: string, indent = ''): string {
  const lines = clean(text)
    .split('\n')
    .map(line => line.trim())
  return lines
    .filter(line => line !== '')
    .map(inline)
    .map(atStart)
    .join(`\\\n${indent}`)
}

/** The same on one line, for a table cell, a heading or amid a line; not for the beginning of a paragraph. */
export function cell(text: string): string {
  return inline(oneLine(text))
}

/** A code span for a table cell, where GitHub cannot spell an odd number of backslashes before `|`: that is shown as text. */
export function codeCell(text: string): string {
  const line = oneLine(text)
  return /(?<!\\)\\(?:\\\\)*\|/.test(line) ? cell(line) : code(line).replaceAll('|', '\\|')
}

/** Text inside an HTML element such as `<summary>`, on one line. */
export function html(text: string): string {
  return oneLine(text).replaceAll(inHtml, (found, ...rest) => {
    const {word} = rest.at(-1) as {word?: string}
    return word === undefined ? entities[found]! : `<code>${word}</code>`
  })
}

/** A link to a file beside the document; only the name, as code, if the path leads elsewhere. Safe in a table cell. */
export function fileLink(path: string, label = path): string {
  const parts = oneLine(path).split('/')
  const name = codeCell(label)
  if (parts.some(part => part === '' || part === '..' || part === '.')) return name
  const target = parts.map(part => encodeURIComponent(part).replaceAll(/[()!'*~]/g, percent)).join('/')
  return `[${name}](${target})`
}

/** A link to the web, its address as text; only the address, as code, if it is none. Safe in a table cell. */
export function webLink(address: string): string {
  const label = codeCell(clip(address, 120))
  if (!URL.canParse(address) || !/^https?:/i.test(address)) return label
  return `[${label}](<${new URL(address).href.replaceAll(/[<>|\\\s]/g, percent)}>)`
}

/** A table row; the cells must be safe already. */
export function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

/** The first two lines of a table; a title that ends in `:` is aligned right. */
export function tableHead(titles: readonly string[]): string {
  return `${row(titles.map(title => title.replace(/:$/, '')))}\n${row(titles.map(title => (title.endsWith(':') ? '--:' : '---')))}`
}

function inline(line: string): string {
  if (inert.test(line)) return line
  return line.replaceAll(inProse, (found, ...rest) => {
    const {url, word} = rest.at(-1) as {url?: string; word?: string}
    if (url !== undefined) {
      const end = /[.,;:!?'")\]*_~]*$/.exec(url)!.index
      return `<${url.slice(0, end)}>${inline(url.slice(end))}`
    }
    if (word === undefined) return `\\${found}`
    const end = /[.-]*$/.exec(word)!.index
    return code(word.slice(0, end)) + word.slice(end)
  })
}

/** Keeps a line from beginning a list, a heading, a quote, a rule or a table. */
function atStart(line: string): string {
  return line.replace(/^(\d{1,9})(?=[.)])/, '$1\\').replace(/^(?=[-+=:>])/, '\\')
}

function longestTicks(text: string): number {
  return text.match(/`+/g)?.reduce((longest, run) => Math.max(longest, run.length), 0) ?? 0
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}
