/** Exit codes of the tool: what a script that calls it can rely on. */
export const exitCodes = {
  success: 0,
  /** The run did not succeed. */
  failed: 1,
  /** The runbook or the call is wrong. */
  usage: 2,
  /** A person is needed. */
  needsPerson: 3,
  /** A guard refused. */
  refused: 4,
  /** The world or we broke. */
  broken: 70,
  hungUp: 129,
  interrupted: 130,
  terminated: 143,
} as const

/** A failure that a person can act on: its text says what happened and what to do next, without a stack. */
export class RunbookError extends Error {
  override readonly name = 'RunbookError'
  readonly code: string
  readonly exitCode: number
  constructor(
    code: string,
    message: string,
    {exitCode = exitCodes.usage, cause}: {exitCode?: number; cause?: unknown} = {},
  ) {
    super(message, cause === undefined ? {} : {cause})
    this.code = code
    this.exitCode = exitCode
  }
}
