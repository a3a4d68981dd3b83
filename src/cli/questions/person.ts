import type {Run} from '../../model/fold.ts'
import type {Plan} from '../../model/plan.ts'
import type {ScreenStyle} from '../../report/step-screen.ts'
import type {Editor} from '../terminal/editor.ts'
import type {Prompt} from '../terminal/prompt.ts'
import type {Reloading} from './reload.ts'

/** What the attended operator needs: a way to ask and a way to show text that has passed the door. */
export interface Terminal {
  prompt: Prompt
  show(text: string): void
  style: ScreenStyle
  plan: Plan
  runId: string
  /** How the run stands by its record. */
  run(): Run
  now(): Date
  /** What the document says of whom to call; empty if nothing. */
  contacts(): string
  reloading: Pick<Reloading, 'look'>
  /** The person's own editor; undefined where none is set. */
  editor: Editor | undefined
  /** For a text of several lines, where none is set. */
  plainEditor: Editor | undefined
}
