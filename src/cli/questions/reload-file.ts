import type {Answer} from '../../model/operator.ts'
import {gone} from './ask-input.ts'
import type {Terminal} from './person.ts'

/** Shows what is different in the file, and has the person say whether the run goes on with it; undefined where not. */
export async function reloadFile(
  {reloading, prompt, show, style}: Terminal,
  signal: AbortSignal,
): Promise<Answer | undefined> {
  const found = await reloading.look()
  if ('problem' in found) {
    show(`  ${style.colors.yellow(found.problem)}\n`)
    return undefined
  }
  show(`\n${found.lines.map(line => `  ${line}`).join('\n')}\n\n`)
  const said = await prompt('Go on with the file as it is now? y/N')
  if (said === undefined) return gone(signal)
  return ['y', 'yes'].includes(said.trim().toLowerCase()) ? {do: 'reload'} : undefined
}
