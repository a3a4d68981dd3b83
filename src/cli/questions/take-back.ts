import {doneSoFar, typedSoFar} from '../../model/done-so-far.ts'
import type {Answer} from '../../model/operator.ts'
import {renderUndo} from '../../report/undo-list.ts'
import {gone} from './ask-input.ts'
import type {Terminal} from './person.ts'

/** Shows what the run did, and has the person say whether the steps that take it back are gone through; undefined where not. */
export async function takeBack(
  {plan, prompt, show, style, run}: Terminal,
  signal: AbortSignal,
): Promise<Answer | undefined> {
  const done = doneSoFar(plan, run())
  const typed = typedSoFar(run())
  const steps = [...new Set(done.flatMap(({undo}) => undo?.id ?? []))]
  if (done.length === 0 && typed.length === 0) {
    show(`  ${style.colors.yellow('This run has done nothing that could be taken back.')}\n`)
    return undefined
  }
  show(renderUndo(done, typed, style))
  if (steps.length === 0) return undefined
  const said = await prompt(
    `Go through ${steps.length === 1 ? 'this step' : `these ${steps.length} steps`}? Each is asked about. y/N`,
  )
  if (said === undefined) return gone(signal)
  return ['y', 'yes'].includes(said.trim().toLowerCase()) ? {do: 'undo', steps} : undefined
}
