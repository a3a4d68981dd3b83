import {createHash} from 'node:crypto'
import type {CatalogueEntry} from '../model/catalogue.ts'
import type {Escalation} from './escalation.ts'
import {cell, row, tableHead} from './markdown.ts'
import {stepsSummary} from './plan.ts'

/** A document of a folder of runbooks, as its index has it; paths are from that folder. */
export interface Indexed {
  /** Undefined for one that is no runbook, and only says whom to call. */
  entry: CatalogueEntry | undefined
  title: string
  path: string
  escalation: Escalation
  /** Its file of scenarios, and how many there are. */
  scenarios: {path: string; count: number | undefined} | undefined
}

const begin = '<!-- runbook:begin index -->'
const ends = /<!-- runbook:end index digest=(\w+) -->/

/** What becomes of an index page: its text; undefined where people have changed the generated part, which is not thrown away. */
export function renewIndex(page: string | undefined, part: string): string | undefined {
  const whole = `${begin}\n\n${part.trim()}\n\n<!-- runbook:end index digest=${digestOf(part)} -->\n`
  if (page === undefined) return `# Runbooks\n\n${whole}`
  const from = page.indexOf(begin)
  if (from === -1) return `${page.trimEnd()}\n\n${whole}`
  const end = ends.exec(page.slice(from))
  if (!end) return undefined
  const old = page.slice(from + begin.length, from + end.index).replaceAll('\r\n', '\n')
  if (digestOf(old) !== end[1]) return undefined
  const rest = page.slice(from + end.index + end[0].length).replace(/^\r?\n/, '')
  const fresh = page.includes('\r\n') ? whole.replaceAll('\n', '\r\n') : whole
  return page.slice(0, from) + fresh + rest
}

/** The generated part: a table of all runbooks, the severest first, then whom to call. The same folder gives the same text. */
export function indexPart(documents: readonly Indexed[]): string {
  const books = documents
    .filter(({entry}) => entry)
    .sort((a, b) => compare(rank(a), rank(b)) || compare(a.path, b.path))
  const parts = [
    books.length === 0
      ? 'There is no runbook here yet.'
      : [
          tableHead(['severity', 'runbook', 'owner', 'steps', 'review due', 'practised by']),
          ...books.flatMap(rows),
        ].join('\n'),
    escalation(documents),
  ]
  return parts.filter(Boolean).join('\n\n')
}

function rows({entry, path, title, scenarios}: Indexed): string[] {
  const {severity, owner, steps, reviewDue, procedures} = entry!
  const practised = scenarios
    ? link(
        scenarios.count === undefined
          ? 'scenarios'
          : `${scenarios.count} scenario${scenarios.count === 1 ? '' : 's'}`,
        scenarios.path,
      )
    : ''
  const cells = [severity ?? '', link(title, path), owner ?? '', stepsSummary(steps), reviewDue ?? '']
  const safe = (text: string) => (text.startsWith('[') ? text : cell(text))
  const main = row([...cells.map(safe), practised])
  if (procedures.length < 2) return [main]
  return [
    main,
    ...procedures.map(procedure =>
      row([
        cell(procedure.severity ?? ''),
        `↳ ${link(procedure.title, `${path}#${procedure.slug}`)}`,
        '',
        cell(stepsSummary(procedure.steps)),
        '',
        '',
      ]),
    ),
  ]
}

function escalation(documents: readonly Indexed[]): string {
  const texts = new Map<string, Indexed[]>()
  const contacts = new Map<string, Indexed[]>()
  for (const document of documents) {
    for (const text of document.escalation.texts) texts.set(text, [...(texts.get(text) ?? []), document])
    for (const one of document.escalation.contacts)
      contacts.set(one, [...(contacts.get(one) ?? []), document])
  }
  const all = documents.filter(document => document.escalation.contacts.length > 0)
  const from = [...new Set([...texts.values()].map(linksTo))].map(links =>
    [`From ${links}:`, ...[...texts].filter(([, of]) => linksTo(of) === links).map(([text]) => text)].join(
      '\n\n',
    ),
  )
  const lines = [...contacts].map(([contact, of]) =>
    row([
      contact.replaceAll(/(?<!\\)\|/g, '\\|'),
      of.length === all.length && all.length > 1 ? 'all' : linksTo(of),
    ]),
  )
  if (from.length === 0 && lines.length === 0) return ''
  return [
    '## Escalation',
    ...from,
    ...(lines.length > 0 ? [[tableHead(['contact', 'in']), ...lines].join('\n')] : []),
  ].join('\n\n')
}

function linksTo(documents: readonly Indexed[]): string {
  return [...new Set(documents)].map(({title, path}) => link(title, path)).join(', ')
}

function link(text: string, path: string): string {
  return `[${cell(text)}](${encodeURI(path).replaceAll(/[()]/g, character => `%${character.charCodeAt(0).toString(16)}`)})`
}

/** The severest first; what has no severity last. */
function rank({entry}: Indexed): string {
  return entry?.severity?.toUpperCase() ?? '~'
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function digestOf(text: string): string {
  return createHash('sha256').update(text.trim()).digest('hex').slice(0, 16)
}
