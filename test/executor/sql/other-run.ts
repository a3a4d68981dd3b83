import type {
  DriverResult,
  HeldChange,
  PendingChange,
  SqlDriver,
  SqlSpec,
  SqlSystem,
  Table,
} from '../../../src/model/driver.ts'
import {type Listener, listen} from '../listener.ts'

type Answer = 'commit' | 'roll-back' | 'no-answer'
type Statements =
  | string
  | readonly (string | {text: string; values: string[]; bare?: number[]; returns?: boolean})[]

/** Ways to run blocks on a driver, and to see all that came of them. */
export interface OtherRun {
  spec(statements: Statements, more?: Partial<SqlSpec>): SqlSpec
  run(
    statements: Statements,
    more?: Partial<SqlSpec>,
    listener?: Listener,
  ): Promise<{result: DriverResult; stdout: string; stderr: string; tables: Table[]}>
  /** Runs a writing block, and answers what is asked of it. */
  decide(
    statements: Statements,
    answer: Answer | ((held: HeldChange) => Promise<Answer>),
  ): Promise<{result: DriverResult; changes: PendingChange[]; stdout: string}>
}

/** Runs blocks in the SQL of one system on a driver. */
export function runsOn(driver: SqlDriver, system: SqlSystem): OtherRun {
  const spec: OtherRun['spec'] = (statements, more = {}) => ({
    kind: 'sql',
    system,
    id: 'block',
    statements: [statements].flat().map(one => (typeof one === 'string' ? {text: one, values: []} : one)),
    database: 'main',
    write: false,
    autocommit: false,
    maxAffected: undefined,
    timeoutMs: 20_000,
    ...more,
  })
  return {
    spec,
    run: async (statements, more, listener = listen()) => {
      const tables: Table[] = []
      const table = (table: Table) => {
        tables.push(table)
        return listener.io.table(table)
      }
      const result = await driver.run(spec(statements, more), {...listener.io, table})
      return {result, stdout: listener.stdout(), stderr: listener.stderr(), tables}
    },
    decide: async (statements, answer) => {
      const listener = listen()
      const changes: PendingChange[] = []
      const result = await driver.run(spec(statements, {write: true}), {
        ...listener.io,
        decide: async (change, held) => {
          changes.push(change)
          return typeof answer === 'string' ? answer : answer(held!)
        },
      })
      return {result, changes, stdout: listener.stdout()}
    },
  }
}
