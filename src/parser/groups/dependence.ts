import type {Block, BlockStep, Step} from '../../model/runbook.ts'

/**
 * Ties the steps of one fence together where one builds on another: what a block above sets, or the directory that it changes
 * to, or nothing but a test, which guards what stands below it. Who passes that one over must not have the later one run as if it were there. What only reads needs nothing.
 */
export function tieGroups(steps: readonly Step[]): Step[] {
  return tied(steps, [])
}

function tied(steps: readonly Step[], above: readonly BlockStep[]): Step[] {
  const before = [...above]
  return steps.map(step => {
    if (step.type === 'choice')
      return {
        ...step,
        branches: step.branches.map(branch => ({...branch, content: tied(branch.content as Step[], before)})),
      }
    if (step.type !== 'block' || !runsHere(step.block)) return step
    const needed = new Set(needsOf(step.block, before))
    before.push(step)
    if (needed.size === 0) return step
    return {...step, needs: [...needed].map(id => ({step: id, state: 'met' as const}))}
  })
}

const runsHere = ({kind, elsewhere, syntaxError}: Block): boolean =>
  (kind === 'shell' || kind === 'console') && !elsewhere && !syntaxError

function needsOf(block: Block, above: readonly BlockStep[]): string[] {
  if (block.effect === 'read') return []
  const moved = above.findLast(step => step.block.commands.some(({text}) => moves.test(text)))
  const found = moved && !block.commands[0]?.text.match(startsAnew) ? [moved.id] : []
  const guard = above.findLast(step => isTest(step.block))
  if (guard) found.push(guard.id)
  for (const name of block.variables) {
    const set = above.findLast(step => step.block.assigns.includes(name))
    if (set) found.push(set.id)
  }
  return found
}

/** Whether a block only looks whether something holds, and fails if it does not. */
const isTest = ({commands}: Block): boolean =>
  commands.length > 0 && commands.every(({text}) => /^(?:\[\[?|test)\s[^\n|&;]*$/.test(text.trim()))

const moves = /(?:^|&&\s*|;\s*|\|\|\s*)(?:cd|pushd)\s+[^\s;&|]/
const startsAnew = /^(?:cd|pushd)\s+["']?[/~$]/
