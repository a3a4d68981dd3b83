import {stepsOf} from '../../model/content.ts'
import type {BlockStep, Content, Phase, Section} from '../../model/runbook.ts'
import type {Rule} from '../lint/rule.ts'

type Part = Pick<Section, 'phase' | 'content'>

export const destroyUnverified: Rule = {
  id: 'destroy-unverified',
  severity: 'warning',
  elsewhere: 'warning',
  summary: 'a step destroys, and nothing near looks at the result or takes it back',
  why: 'After a step that stops, deletes or replaces something the operator must know whether it worked, and what to do if it did not: an expectation, a step that looks, words that ask for a look, what is seen, `undo`, or a section named Verification (after it) or Rollback that belongs to the same part.',
  examples: [
    {
      text: '# Restart\n\n```bash\nsystemctl restart web\n```\n\n## Verification\n\n```bash\nsystemctl is-active web\n```\n',
      says: [],
    },
    {text: '# Restart\n\n```bash\nsystemctl restart web\nsystemctl is-active web\n```\n', says: []},
    {text: '# Restart\n\n```bash\nsystemctl restart web\n```\n\nCheck that the shop answers.\n', says: []},
    {
      text: '# Release\n\n## Prepare\n\n### Stop\n\n```bash\nsystemctl stop web\n```\n\n## Deploy\n\n```bash\nmake deploy\n```\n\n## Post-deployment verification\n\nThe shop answers.\n',
      says: [],
    },
    {
      text: '# Check\n\n## Verification\n\n```bash\nuptime\n```\n\n## Restart\n\n```bash\nsystemctl restart web\n```\n',
      says: ['12:1 Unexpected end after a step that destroys, expected a look at its result, or a way back'],
    },
    {
      text: '# Web\n\n## Restart\n\n```bash\nsystemctl restart web\n```\n\n## Queue\n\n### Purge\n\n```bash\nredis-cli FLUSHALL\n```\n\n### Verification\n\nThe queue is empty.\n',
      says: ['6:1 Unexpected end after a step that destroys, expected a look at its result, or a way back'],
    },
    {
      text: '# Restart\n\n```bash\nsystemctl restart web\n```\n',
      says: ['4:1 Unexpected end after a step that destroys, expected a look at its result, or a way back'],
    },
  ],
  check(document, say) {
    const parts = document.runbook.procedures.map(({section}) => section)
    const seen = new Set<BlockStep>()
    // a section of the whole document looks at what each procedure before it did
    const looked = new Set(lookedAt(document.runbook.section))
    for (const part of parts) {
      const steps = [...stepsOf(part)]
      for (const [index, step] of steps.entries()) {
        if (step.type !== 'block' || seen.has(step)) continue
        seen.add(step)
        if (step.block.effect !== 'destroy' || saysItself(step)) continue
        if (looked.has(step) || told(step, part) || rehearses.test(step.block.script)) continue
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

/** The blocks below that a section of their own part, or of one around it, looks at afterwards or takes back. */
function* lookedAt(part: Part, around = false): Generator<BlockStep> {
  const has = (phase: Phase) => (item: Content) =>
    item.type === 'section' && item.phase === phase && part.phase !== phase
  const look = part.content.findLastIndex(has('verification'))
  const backs = part.content.flatMap((item, index) => (has('rollback')(item) ? [index] : []))
  for (const [index, item] of part.content.entries()) {
    const looked = around || index < look || backs.some(back => back !== index)
    if (item.type === 'block' && looked) yield item
    else if (item.type === 'section') yield* lookedAt(item, looked)
    else if (item.type === 'choice')
      for (const {content} of item.branches) yield* lookedAt({phase: part.phase, content}, looked)
  }
}

function looks(step: {type: string; block?: BlockStep['block']}): boolean {
  if (step.type === 'block' && step.block!.kind === 'show') return step.block!.shows === 'output'
  if (step.type === 'block') return step.block!.effect === 'read' && step.block!.commands.length > 0
  return step.type === 'checklist' || step.type === 'manual'
}

const asksForALook =
  /\b(?:verif(?:y|ies)|checks?|confirms?|ensure|make sure|monitor|watch|wait (?:for|until)|(?:should|will) (?:now )?(?:see|be|show|return|have|start|come)|is (?:now )?(?:up|running|back|healthy)|roll(?:ed)? ?back|undo|revert|v[ée]rifie[rz]?|contrôle[rz]?|s['’]assurer|assurez-vous|attend(?:re|ez)|devrai(?:t|ent)|doit|dev(?:ez|riez)|surveille[rz]?)\b/iu

/** Nothing is changed yet: what is said of it comes with the step that does it. */
const rehearses =
  /--dry-run\b(?!=(?:false|none))|\bdry[-_]run["']?\s*[:=]\s*["']?true|[:\s]dry(?:[-_]?run)?(?=[[\s]|$)/i

/** Whether the words after the step speak of a look at its result, or of a way back. */
function told(step: BlockStep, {content}: Section): boolean {
  const around = aroundOf(step, content)
  if (!around) return false
  const {list, at} = around
  const after = list.slice(at + 1).findIndex(({type}) => type === 'section')
  const near = list.slice(at + 1, after === -1 ? at + 7 : Math.min(at + 7, at + 1 + after))
  return near.some(item => item.type === 'prose' && asksForALook.test(item.text.slice(0, 2000)))
}

function aroundOf(
  step: BlockStep,
  list: readonly Content[],
): {list: readonly Content[]; at: number} | undefined {
  const at = list.indexOf(step)
  if (at !== -1) return {list, at}
  for (const item of list) {
    const inside = item.type === 'section' ? [item] : item.type === 'choice' ? item.branches : []
    for (const {content} of inside) {
      const found = aroundOf(step, content)
      if (found) return found
    }
  }
  return undefined
}

/** Whether the block has an expectation or a way back, or goes on to look. */
function saysItself({block: {attributes, commands}}: BlockStep): boolean {
  if (attributes.expect || attributes.undo || attributes.onFailure) return true
  const last = commands.findLastIndex(({effect}) => effect === 'destroy')
  return commands.slice(last + 1).some(({effect}) => effect === 'read')
}
