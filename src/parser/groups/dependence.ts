import type {Block, BuildsOn, Step} from '../../model/runbook.ts'

/**
 * Ties the steps of one fence together. `needs`: a group that is nothing but a test guards what changes below it. `buildsOn`: a variable that a group above
 * sets, or the directory that it changes to, must be there for what is below. Who passes such a group over must not have the later one run as if it were there.
 */
export function tieGroups(steps: readonly Step[]): Step[] {
  return tied(steps, {moved: undefined, guard: undefined, sets: new Map(), outer: undefined})
}

/** What the groups above one leave behind. */
interface Above {
  moved: BuildsOn | undefined
  guard: string | undefined
  /** The step that set a variable last, by its name. */
  sets: Map<string, string>
  /** What stands above the choice that it is a branch of. */
  outer: Above | undefined
}

function tied(steps: readonly Step[], above: Above): Step[] {
  return steps.map(step => {
    if (step.type === 'choice')
      return {
        ...step,
        branches: step.branches.map(branch => ({
          ...branch,
          content: tied(branch.content as Step[], {...above, sets: new Map(), outer: above}),
        })),
      }
    if (step.type !== 'block' || !runsHere(step.block)) return step
    const {block} = step
    const guard = block.effect === 'read' ? undefined : above.guard
    const buildsOn = foundationsOf(block, above)
    takeIn(step.id, block, above)
    if (guard === undefined && buildsOn.length === 0) return step
    return {
      ...step,
      ...(guard === undefined ? {} : {needs: [{step: guard, state: 'met' as const}]}),
      ...(buildsOn.length > 0 ? {buildsOn} : {}),
    }
  })
}

const runsHere = ({kind, elsewhere, syntaxError}: Block): boolean =>
  (kind === 'shell' || kind === 'console') && !elsewhere && !syntaxError

function foundationsOf({commands, variables}: Block, above: Above): BuildsOn[] {
  const moved = above.moved && !startsAnew.test(commands[0]?.text ?? '') ? [above.moved] : []
  const sets = variables.flatMap(variable => {
    const step = setBy(variable, above)
    return step === undefined ? [] : [{step, variable}]
  })
  return [...moved, ...sets]
}

function setBy(variable: string, above: Above): string | undefined {
  let from: Above | undefined = above
  while (from && !from.sets.has(variable)) from = from.outer
  return from?.sets.get(variable)
}

function takeIn(step: string, block: Block, above: Above) {
  for (const {text} of block.commands)
    for (const [, directory] of text.matchAll(moves)) above.moved = {step, directory: directory!}
  if (isTest(block)) above.guard = step
  for (const name of block.assigns) above.sets.set(name, step)
}

/** Whether a block only looks whether something holds, and fails if it does not. */
const isTest = ({commands}: Block): boolean =>
  commands.length > 0 && commands.every(({text}) => /^(?:\[\[?|test)\s[^\n|&;]*$/.test(text.trim()))

const moves = /(?:^|&&\s*|;\s*|\|\|\s*)((?:cd|pushd)\s+(?:"[^"\n]*"|'[^'\n]*'|[^\s;&|])+)/g
const startsAnew = /^(?:cd|pushd)\s+["']?[/~$]/
