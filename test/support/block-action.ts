import type {BlockAction} from '../../src/model/plan.ts'

/** A block's action that only reads and asks for nothing, with what a test changes. */
export function blockAction(text: string, more: Partial<BlockAction> = {}): BlockAction {
  return {
    kind: 'shell',
    language: 'bash',
    text,
    fence: undefined,
    shows: undefined,
    seen: [],
    client: undefined,
    psql: false,
    script: text,
    attributes: {},
    effect: 'read',
    reasons: [],
    commands: [],
    placeholders: [],
    needs: [],
    refusal: undefined,
    variables: [],
    nonEmpty: [],
    assigns: [],
    interpreter: undefined,
    broken: false,
    interactive: undefined,
    endless: undefined,
    guess: undefined,
    ...more,
  }
}
