import {accessSync, constants} from 'node:fs'
import {delimiter, join} from 'node:path'
import process from 'node:process'
import {exitCodes, RunbookError} from '../../model/error.ts'
import type {Plan} from '../../model/plan.ts'

/** Throws a `RunbookError` naming every program that the runbook requires and PATH does not have. */
export function requirePrograms(names: readonly string[]): void {
  const missing = names.filter(name => !onPath(name))
  if (missing.length > 0) {
    throw new RunbookError(
      'programs',
      `the runbook requires ${missing.join(', ')}, not found on PATH; install ${missing.length > 1 ? 'them' : 'it'} first`,
      {
        exitCode: exitCodes.broken,
      },
    )
  }
}

/** What to do where a block needs psql and PATH does not have it. */
export const psqlMissing =
  'psql is not on PATH: install the PostgreSQL client, or write the block without commands of psql and tag it `sql`'

/** Says before anything runs which steps cannot, since they need psql. */
export function warnOfPsql({steps}: Plan): void {
  const needing = steps.filter(
    ({action, skip}) => 'psql' in action && action.psql && !action.refusal && skip === undefined,
  )
  if (needing.length === 0 || onPath('psql')) return
  const numbers = needing.map(({number}) => number).join(', ')
  process.stderr.write(
    `runbook: warning: ${psqlMissing}; needed by step${needing.length > 1 ? 's' : ''} ${numbers}\n`,
  )
}

/** Whether a program of this name can be started. */
export function onPath(name: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some(dir => {
    try {
      accessSync(join(dir, name), constants.X_OK)
      return dir !== ''
    } catch {
      return false
    }
  })
}
