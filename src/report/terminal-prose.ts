import type {BlockContent, DefinitionContent, ListItem, Root, RootContent, Table} from 'mdast'
import pc from 'picocolors'
import {clean} from './clean.ts'
import {type InlineStyle, inlineLines} from './inline-text.ts'
import {renderTable} from './table.ts'
import {width} from './width.ts'

/** How a document's words are drawn: how wide, and inline markup as `InlineStyle` says. */
export interface ProseStyle extends InlineStyle {
  columns: number
}

/** Narrower, a line holds no words. */
const narrowest = 20

/** GitHub's alerts, by the word in their first line. */
const alerts = {
  NOTE: ['Note', 'blue'],
  TIP: ['Tip', 'green'],
  IMPORTANT: ['Important', 'magenta'],
  WARNING: ['Warning', 'yellow'],
  CAUTION: ['Caution', 'red'],
} as const

/** A document's words for a terminal, as GitHub shows them: comments are left out, nothing else is. No newline at the end. */
export function renderProse(tree: Root, style: ProseStyle): string {
  return blocks(tree.children, style).join('\n')
}

function blocks(nodes: readonly RootContent[], style: ProseStyle, tight = false): string[] {
  const parts = nodes.map(node => block(node, style)).filter(lines => lines.length > 0)
  return parts.flatMap((lines, index) => (index > 0 && !tight ? ['', ...lines] : lines))
}

function block(node: RootContent, style: ProseStyle): string[] {
  const {columns, colors} = style
  switch (node.type) {
    case 'paragraph':
      return inlineLines(node.children, columns, style)
    case 'heading':
      return inlineLines(node.children, columns, style).map(line => colors.bold(line))
    case 'list':
      return node.children.flatMap((item, index) => {
        const mark = node.ordered ? `${(node.start ?? 1) + index}.` : '•'
        const lines = listItem(item, `${mark}${boxOf(item)} `, style)
        return index > 0 && node.spread ? ['', ...lines] : lines
      })
    case 'blockquote':
      return quote(node.children, style)
    case 'code':
      return clean(node.value)
        .split('\n')
        .map(line => `  ${colors.dim('┊')} ${line}`.trimEnd())
    case 'table':
      return table(node, style)
    case 'thematicBreak':
      return [colors.dim('─'.repeat(Math.min(columns, 40)))]
    case 'html':
      return /^\s*<!--[\s\S]*-->\s*$/.test(node.value)
        ? []
        : clean(node.value)
            .split('\n')
            .map(line => colors.dim(line))
    case 'footnoteDefinition':
      return hanging(`[${clean(node.label ?? node.identifier)}] `, node.children, style)
    default:
      return []
  }
}

function boxOf({checked}: ListItem): string {
  return checked === true ? ' [x]' : checked === false ? ' [ ]' : ''
}

function listItem(item: ListItem, mark: string, style: ProseStyle): string[] {
  return hanging(mark, item.children, style, !item.spread)
}

/** Blocks behind a mark, all lines below the first one indented as far. */
function hanging(
  mark: string,
  nodes: readonly (BlockContent | DefinitionContent)[],
  style: ProseStyle,
  tight = false,
): string[] {
  const indent = ' '.repeat(width(mark))
  const room = Math.max(narrowest, style.columns - width(mark))
  const [first = '', ...rest] = blocks(nodes, {...style, columns: room}, tight)
  return [mark + first, ...rest.map(line => (line === '' ? '' : indent + line))].map(line => line.trimEnd())
}

function quote(nodes: readonly (BlockContent | DefinitionContent)[], style: ProseStyle): string[] {
  const {colors} = style
  const [first, ...rest] = nodes
  const opening = first?.type === 'paragraph' ? first.children[0] : undefined
  const found =
    opening?.type === 'text'
      ? /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|$)/.exec(opening.value)
      : null
  const room = {...style, columns: Math.max(narrowest, style.columns - 2)}
  if (first?.type !== 'paragraph' || opening?.type !== 'text' || !found)
    return blocks(nodes, room).map(line => `${colors.dim('│')} ${line}`.trimEnd())
  const [title, colour] = alerts[found[1] as keyof typeof alerts]
  const paint = colors[colour]
  const left = opening.value.slice(found[0].length)
  const children =
    left === '' ? first.children.slice(1) : [{...opening, value: left}, ...first.children.slice(1)]
  const body = blocks(children.length > 0 ? [{...first, children}, ...rest] : rest, room)
  return [paint(colors.bold(title)), ...body].map(line => `${paint('│')} ${line}`.trimEnd())
}

function table({children, align}: Table, style: ProseStyle): string[] {
  const plain = {...style, links: false, colors: pc.createColors(false)}
  const cells = children.map(({children: row}) =>
    row.map(cell => inlineLines(cell.children, Number.MAX_SAFE_INTEGER, plain).join('\n')),
  )
  const [head = [], ...rows] = cells
  const named = head.map((name, index) => ({name, numeric: align?.[index] === 'right'}))
  const full = rows.map(row => named.map((_, index) => row[index] ?? ''))
  const text = renderTable(
    {columns: named, rows: full, total: full.length, command: ''},
    {columns: style.columns, words: true},
  )
  return text.trimEnd().split('\n').slice(0, -1) // without the count of rows
}
