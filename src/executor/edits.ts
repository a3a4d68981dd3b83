import type {BlockAction} from '../model/plan.ts'

/** The texts that the operator put in the place of blocks, by step. Each counts for this run alone. */
export class Edits {
  readonly #actions = new Map<string, BlockAction>()
  /** Those of an earlier process, which must be read before they count. */
  readonly #texts = new Map<string, string>()

  /** Everything that may run, or has run, beside the document's blocks. */
  readonly all: BlockAction[] = []

  /** What was typed off the script and not read yet. */
  readonly typed: {text: string; exitCode?: number | undefined}[] = []

  get(step: string): BlockAction | undefined {
    return this.#actions.get(step)
  }

  set(step: string, action: BlockAction): void {
    this.#texts.delete(step)
    this.#actions.set(step, action)
    this.all.push(action)
  }

  /** From now on the document's text counts again. */
  drop(step: string): void {
    this.#texts.delete(step)
    this.#actions.delete(step)
  }

  /** Keeps a text as the record has it. One with a secret in it is not known any more. */
  remember(step: string, text: string): void {
    this.drop(step)
    if (!text.includes('‹redacted')) this.#texts.set(step, text)
  }

  /** Texts that were remembered and not read yet. */
  unread(): [step: string, text: string][] {
    return [...this.#texts]
  }
}
