import {accessSync, constants} from 'node:fs'
import {delimiter, join} from 'node:path'
import process from 'node:process'
import {exitCodes, RunbookError} from '../model/error.ts'

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

function onPath(name: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some(dir => {
    try {
      accessSync(join(dir, name), constants.X_OK)
      return dir !== ''
    } catch {
      return false
    }
  })
}
