import {runInNewContext} from 'node:vm'

/** How long an author's expression may take before it counts as one that backtracks without end. */
const limitMs = 1000

/** Whether a text matches an author's expression; undefined where that takes too long to tell. */
export function matchesWithin(source: string, flags: string, text: string): boolean | undefined {
  try {
    const found: unknown = runInNewContext(
      'new RegExp(source, flags).test(text)',
      {source, flags, text},
      {timeout: limitMs},
    )
    return found === true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined
    throw error
  }
}
