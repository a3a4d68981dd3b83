import type {Output} from '../model/event.ts'
import type {Run} from '../model/fold.ts'
import type {OutputText} from './incident-step.ts'
import type {TimelineEvent} from './timeline/tell.ts'

/** One recorded run of the incident. */
export interface PostmortemRun {
  runId: string
  /** The way to its run directory from where the document will be, with a `/` at its end. */
  folder: string
  run: Run
  /** Those that are told one by one, and what was last known before each: see `thin`. */
  events: readonly TimelineEvent[]
  /** How many attempts at steps each person began. */
  begunBy: ReadonlyMap<string, number>
  output: (output: Output) => OutputText
}

/** So long a silence, or a wait for an answer, is worth a question. */
export const longMs = 5 * 60_000

/** Whether an effect is more than looking. */
export function changesSomething(effect: string | undefined): boolean {
  return effect !== undefined && effect !== 'read' && effect !== 'local'
}
