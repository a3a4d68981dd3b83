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
  events: readonly TimelineEvent[]
  output: (output: Output) => OutputText
}
