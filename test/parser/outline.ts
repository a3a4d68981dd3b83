import type {Block, Content, Runbook, Step} from '../../src/model/runbook.ts'

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
    ...contentLines(runbook.section.content, ''),
    ...runbook.links.map(
      ({place, path, anchor}) =>
        `${place.start.line}:${place.start.column} link ${path}${anchor === undefined ? '' : `#${anchor}`}`,
    ),
    ...messages.map(
      ({line, column, ruleId, reason, fatal}) =>
        `${fatal ? 'error' : 'warning'} ${line}:${column} ${ruleId}: ${reason}`,
    ),
  ]
  return `${lines.join('\n')}\n`
}

function contentLines(content: readonly Content[], indent: string): string[] {
  return content.flatMap(item => {
    const at = `${indent}${item.place.start.line}:${item.place.start.column} `
    if (item.type === 'section') {
      const phase = item.phase ? ` (${item.phase})` : ''
      const when = item.conditions.map(({step, state}) => ` if ${step}.${state}`).join('')
      return [
        `${at}${item.slug ? '#' : '**'} ${item.title}${phase}${item.skip ? ' skip' : ''}${when}`,
        ...contentLines(item.content, `${indent}  `),
      ]
    }
    if (item.type === 'prose') return [`${at}prose ${JSON.stringify(short(item.text))}`]
    return stepLines(item, at, `${indent}    `)
  })
}

function stepLines(step: Step, at: string, indent: string): string[] {
  const when = step.if ? ` if ${step.if.step}.${step.if.state}` : ''
  const head = `${at}${step.type} ${step.id}: ${step.title}${step.skip ? ' skip' : ''}${when}`
  switch (step.type) {
    case 'checklist':
      return [`${head}${step.checked ? ' [x]' : ''}`]
    case 'manual':
      return [head]
    case 'wait':
      return [`${head} (${step.leastMs / 1000}–${step.mostMs / 1000} s)`]
    case 'choice':
      return [
        `${head}${step.menu ? ' (menu)' : ''}`,
        ...step.branches.flatMap(({title, link, content}) => [
          `${indent}or ${title}${link ? ` → ${link.path}#${link.anchor ?? ''}` : ''}`,
          ...contentLines(content, `${indent}  `),
        ]),
      ]
    case 'block':
      return [head, ...blockLines(step.block).map(line => indent + line)]
  }
}

function blockLines(block: Block): string[] {
  const attributes = Object.keys(block.attributes).length > 0 ? ` ${JSON.stringify(block.attributes)}` : ''
  return [
    `${block.kind} ${block.language || '-'}${attributes}${block.kind === 'show' ? ` because ${block.kindReason}` : ` ${block.effect}`}${block.shows ? ` [${block.shows}]` : ''}${block.elsewhere ? ' elsewhere' : ''}`,
    ...(block.fence
      ? [
          `part ${block.fence.part} of ${block.fence.of} of ${block.fence.place.start.line}: ${JSON.stringify(short(block.text))}`,
        ]
      : []),
    ...(block.client === undefined ? [] : [`for ${block.client}`]),
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
    ...block.seen.map(
      ({text, place}) => `${place.start.line}:${place.start.column} seen ${JSON.stringify(short(text))}`,
    ),
    ...(block.endless ? [`endless ${block.endless.text}${block.endless.last ? '' : ', not last'}`] : []),
  ]
}

function short(text: string): string {
  return text.length > 70 ? `${text.slice(0, 69)}…` : text
}
