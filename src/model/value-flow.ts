import type {BlockAction} from './plan.ts'
import type {Block} from './runbook.ts'

/** A block as the plan takes it, beside what the document says of it. */
export interface Flow {
  block: Pick<Block, 'assigns' | 'script' | 'variables'>
  action: BlockAction
}

const declaresNumbers = /\b(?:declare|typeset)\b.*\s-\w*i/

/**
 * Follows values from block to block: what sets a variable that a later block hands to a program which may read it as
 * code (`n=<count>`, then `((n > 3))`) may take only what that program may be given. Order does not count: a run may go back.
 */
export function followValues(flows: readonly Flow[]): void {
  const read = new Map<string, string>()
  for (let known = -1; known < read.size; ) {
    known = read.size
    for (const {block, action} of flows) {
      const name = block.assigns.find(name => read.has(name))
      action.interpreter ??= name === undefined ? undefined : read.get(name)
      if (action.interpreter === undefined) continue
      // what is assigned to a variable that was declared a number is worked out, too
      const numbers = declaresNumbers.test(block.script) ? block.assigns : []
      for (const used of [...block.variables, ...numbers])
        if (!read.has(used)) read.set(used, action.interpreter)
    }
  }
}
