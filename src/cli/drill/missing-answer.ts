import type {RunEvent} from '../../model/event.ts'
import type {Plan} from '../../model/plan.ts'

/** Which answer a run lacked, and how to write it; undefined where every question had one. */
export function missingAnswer(events: readonly RunEvent[], {steps}: Plan): string | undefined {
  const asked = events.findLast(({type}) => type === 'prompt.answered')
  if (asked?.type !== 'prompt.answered' || asked.data.answer !== 'refuse') return undefined
  const id = asked.subject ?? ''
  const action = steps.find(step => step.id === id)?.action
  const add = (line: string) => `no answer: add \`${id}: ${line}\` below \`answers:\``
  switch (asked.data.question) {
    case 'step':
      return add('run')
    case 'checklist':
      return add('done')
    case 'manual':
    case 'refused-block':
      return add('done')
    case 'choice': {
      const titles =
        action?.kind === 'choice' ? action.branches.map(({title}, index) => `${index + 1} ${title}`) : []
      return `${add('{choose: 1}')} (${titles.join(', ')})`
    }
    case 'approval':
      return `no answer: ${id} needs a second person; add \`break-glass: REASON\` to the scenario`
    case 'input':
      return `no answer: add the value that ${id} lacks below \`inputs:\``
    default:
      return `no answer to what was asked at ${id}`
  }
}
