import type {Content, Runbook, Section} from '../model/runbook.ts'
import {type ScreenStyle, words} from './step-screen.ts'

/** What a document says of whom to call: its sections on escalation and contacts, where there are any the procedure's own; empty if there are none. */
export function renderContacts(
  {section, procedures}: Runbook,
  slug: string | undefined,
  style: ScreenStyle,
): string {
  const own = procedures.filter(one => one.slug === slug).flatMap(one => sectionsOn(one.section))
  const found = own.length > 0 ? own : sectionsOn(section)
  return found.map(one => `\n${words(textOf(one), style)}\n`).join('')
}

/** The outermost sections of that phase. */
function sectionsOn(section: Section): Section[] {
  if (section.phase === 'escalation') return [section]
  return section.content.flatMap(item => (item.type === 'section' ? sectionsOn(item) : []))
}

function textOf({title, content}: Section): string {
  return [`## ${title}`, ...content.map(lineOf)].join('\n\n')
}

function lineOf(item: Content): string {
  if (item.type === 'prose') return item.text
  return item.type === 'section' ? textOf(item) : `- ${item.title}`
}
