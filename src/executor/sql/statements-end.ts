import type {DriverResult} from '../../model/driver.ts'

/** What the statements of a block came to. */
export type StatementsEnd = {facts: Pick<DriverResult, 'rows' | 'affected' | 'value'>} & (
  | {kind: 'success'; detail?: string}
  | {kind: 'refused'; detail: string}
  /** It was shown what would change, and answered that it must not, or nobody answered. */
  | {kind: 'rolled-back'; affected: number; answered: boolean}
  /** It was asked to stop while the server had nothing to do for it: nothing was committed. */
  | {kind: 'stopped'}
  | {
      kind: 'error'
      error: unknown
      statement: string
      /** Nobody can say whether the change was made. */
      uncertain: boolean
      /** By which the server tells later whether it was kept. */
      transaction: string | undefined
      /** How many statements ran before it. */
      before: number
      /** The session ended while somebody thought about the change. */
      undecided: boolean
    }
)
