import type {Block, Runbook, Section, Step} from '../../src/model/runbook.ts'

/** What the parser understood, as text: one line a thing, so that a fixture can be read beside its document. */
export function outline(
  runbook: Runbook,
  messages: readonly {
    line?: number | undefined
    column?: number | undefined
    ruleId?: string | undefined
    reason: string
    fatal?: boolean | null | undefined
  }[],
): string {
  const lines = [
    `title ${runbook.title}${runbook.severity ? ` [${runbook.severity}]` : ''}${runbook.settings.optedIn ? ' opted in' : ''}`,
    ...runbook.procedures.map(({slug, severity}) => `procedure #${slug}${severity ? ` [${severity}]` : ''}`),
    ...sectionLines(runbook.section, ''),
    ...messages.map(
      ({line, column, ruleId, reason, fatal}) =>
        `${fatal ? 'error' : 'warning'} ${line}:${column} ${ruleId}: ${reason}`,
    ),
  ]
  return `${lines.join('\n')}\n`
}

function sectionLines(section: Section, indent: string): string[] {
  return section.content.flatMap(item => {
    const at = `${indent}${item.place.start.line}:${item.place.start.column} `
    if (item.type === 'section') {
      const phase = item.phase ? ` (${item.phase})` : ''
      return [`${at}${item.slug ? '#' : '**'} ${item.title}${phase}`, ...sectionLines(item, `${indent}  `)]
    }
    if (item.type === 'prose') return [`${at}prose ${JSON.stringify(short(item.text))}`]
    return stepLines(item, at, `${indent}    `)
  })
}

function stepLines(step: Step, at: string, indent: string): string[] {
  const head = `${at}${step.type} ${step.id}: ${step.title}`
  if (step.type === 'checklist') return [`${head}${step.checked ? ' [x]' : ''}`]
  return step.type === 'manual' ? [head] : [head, ...blockLines(step.block).map(line => indent + line)]
}

function blockLines(block: Block): string[] {
  const attributes = Object.keys(block.attributes).length > 0 ? ` ${JSON.stringify(block.attributes)}` : ''
  return [
    `${block.kind} ${block.language || '-'}${attributes}${block.kind === 'show' ? ` because ${block.kindReason}` : ` ${block.effect}`}`,
    ...block.commands.map(
      ({text, name, effect, place}) =>
        `${place.start.line}:${place.start.column} ${name} (${effect}) ${JSON.stringify(short(text))}`,
    ),
    ...block.placeholders.map(
      ({text, name, context, place}) =>
        `${place.start.line}:${place.start.column} gap ${name} ${context} ${text}`,
    ),
    ...(block.variables.length > 0 ? [`uses ${block.variables.join(', ')}`] : []),
    ...(block.assigns.length > 0 ? [`sets ${block.assigns.join(', ')}`] : []),
    ...(block.syntaxError
      ? [
          `broken ${block.syntaxError.place.start.line}:${block.syntaxError.place.start.column} ${block.syntaxError.message}`,
        ]
      : []),
    ...(block.interactive ? [`interactive ${block.interactive}`] : []),
    ...(block.endless ? [`endless ${block.endless.text}${block.endless.last ? '' : ', not last'}`] : []),
  ]
}

function short(text: string): string {
  return text.length > 70 ? `${text.slice(0, 69)}…` : text
}
