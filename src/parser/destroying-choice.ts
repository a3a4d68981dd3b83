import type {Reason} from '../model/effect.ts'
import type {Gap} from './placeholder/gap.ts'
import {analyseShell} from './shell/analyse.ts'
import {endsSomething} from './shell/verb.ts'

/** What a script destroys with the worst that a reader may choose for its gaps: `service web {start|stop}`. */
export function destroyingChoice(
  script: string,
  gaps: readonly Gap[],
  options: Parameters<typeof analyseShell>[1],
): Reason[] {
  if (!gaps.some(({choices}) => choices?.some(endsSomething))) return []
  let filled = ''
  let from = 0
  for (const {start, end, name, choices} of gaps) {
    filled +=
      script.slice(from, start) + (choices?.find(endsSomething) ?? name.replaceAll(/[^A-Za-z0-9]/g, 'x'))
    from = end
  }
  return analyseShell(filled + script.slice(from), options).reasons.filter(({effect}) => effect === 'destroy')
}
