import type {Content, Section} from '../model/runbook.ts'

/** What sections on escalation say. */
export interface Escalation {
  /** Single contacts: items of lists, as markdown. */
  contacts: string[]
  /** Paragraphs and tables, as the document has them. */
  texts: string[]
}

/** What a document says of whom to call, in its sections on escalation and contacts. */
export function escalationOf(section: Section): Escalation {
  const found = outermost(section).map(contentOf)
  return {contacts: found.flatMap(({contacts}) => contacts), texts: found.flatMap(({texts}) => texts)}
}

function outermost(section: Section): Section[] {
  if (section.phase === 'escalation') return [section]
  return section.content.flatMap(item => (item.type === 'section' ? outermost(item) : []))
}

function contentOf({content}: Section): Escalation {
  const found = content.map(of)
  return {contacts: found.flatMap(({contacts}) => contacts), texts: found.flatMap(({texts}) => texts)}
}

function of(item: Content): Escalation {
  if (item.type === 'section') {
    if (item.phase !== 'escalation') return {contacts: [], texts: []}
    const {contacts, texts} = contentOf(item)
    return {
      contacts: contacts.map(contact => `${item.title}: ${contact}`),
      texts: texts.length > 0 ? [`**${item.title}**`, ...texts] : [],
    }
  }
  if (item.type !== 'prose') return {contacts: [item.title], texts: []}
  const blocks = item.text.split(/\n[ \t]*\n/).filter(block => block.trim() !== '')
  const lists = blocks.filter(block => /^\s*(?:[-*+]|\d+[.)])\s/.test(block))
  return {
    contacts: lists.flatMap(itemsOf),
    texts: blocks
      .filter(block => !lists.includes(block) && !/^\s*<!--/.test(block))
      .map(block => block.trim()),
  }
}

/** The items of a list, each on one line; what is nested stands behind its item. */
function itemsOf(list: string): string[] {
  const items: string[] = []
  for (const line of list.split('\n')) {
    const top = /^(?:[-*+]|\d+[.)])\s+(.*)$/.exec(line)
    if (top) items.push(top[1]!.trim())
    else if (items.length > 0)
      items.push(`${items.pop()} ${line.replace(/^\s*(?:[-*+]|\d+[.)])?\s*/, '').trim()}`)
  }
  return items
}
