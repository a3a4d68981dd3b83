import type {Rule} from '../lint/rule.ts'

export const alternatives: Rule = {
  id: 'alternatives',
  severity: 'info',
  elsewhere: 'info',
  summary: 'one block holds alternatives',
  why: 'Who pastes the whole block runs all of them. The operator is asked which one is meant; a section for each says it to readers too.',
  examples: [
    {text: '# Restart\n\n```bash\n# Restart the service:\nsystemctl restart web\n```\n', says: []},
    {
      text: '# Restart\n\n```bash\n# If the service crashed:\nsystemctl restart web\n\n# If the machine is stuck:\nreboot\n```\n',
      says: ['4:1 Unexpected alternatives in one block, expected a section for each'],
    },
  ],
  check(document, say) {
    for (const step of document.steps) {
      if (step.type !== 'choice' || step.menu) continue
      if (document.fenceAround(step.place))
        say('Unexpected alternatives in one block, expected a section for each', step.place)
    }
  },
}
