import {sectionsOf, stepsOf} from '../../model/content.ts'
import type {BlockStep, Section} from '../../model/runbook.ts'
import type {Rule} from '../lint/rule.ts'

export const destroyUnverified: Rule = {
  id: 'destroy-unverified',
  severity: 'warning',
  elsewhere: 'info',
  summary: 'a step destroys, and nothing near looks at the result or takes it back',
  why: 'After a step that stops, deletes or replaces something the operator must know whether it worked, and what to do if it did not: an expectation, a step that looks, a section named Verification or Rollback, or `undo`.',
  examples: [
    {
      text: '# Restart\n\n```bash\nsystemctl restart web\n```\n\n## Verification\n\n```bash\nsystemctl is-active web\n```\n',
      says: [],
    },
    {text: '# Restart\n\n```bash\nsystemctl restart web\nsystemctl is-active web\n```\n', says: []},
    {
      text: '# Restart\n\n```bash\nsystemctl restart web\n```\n',
      says: ['4:1 Unexpected end after a step that destroys, expected a look at its result, or a way back'],
    },
  ],
  check(document, say) {
    const parts = document.runbook.procedures.map(({section}) => section)
    const seen = new Set<BlockStep>()
    for (const part of parts) {
      const steps = [...stepsOf(part)]
      const looked = [part, ...sectionsOf(part)].some(isLook)
      for (const [index, step] of steps.entries()) {
        if (step.type !== 'block' || seen.has(step)) continue
        seen.add(step)
        if (step.block.effect !== 'destroy' || looked || saysItself(step)) continue
        // further down than the next few steps it is about something else
        if (!steps.slice(index + 1, index + 5).some(looks))
          say(
            'Unexpected end after a step that destroys, expected a look at its result, or a way back',
            step.block.commands.find(({effect}) => effect === 'destroy')?.place ?? step.place,
          )
      }
    }
  },
}

const isLook = ({phase}: Section) => phase === 'verification' || phase === 'rollback'

function looks(step: {type: string; block?: BlockStep['block']}): boolean {
  if (step.type === 'block') return step.block!.effect === 'read' && step.block!.commands.length > 0
  return step.type === 'checklist' || step.type === 'manual'
}

/** Whether the block has an expectation or a way back, or goes on to look. */
function saysItself({block: {attributes, commands}}: BlockStep): boolean {
  if (attributes.expect || attributes.undo || attributes.onFailure) return true
  const last = commands.findLastIndex(({effect}) => effect === 'destroy')
  return commands.slice(last + 1).some(({effect}) => effect === 'read')
}
