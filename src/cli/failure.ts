import process from 'node:process'
import {exitCodes, RunbookError} from '../model/error.ts'
import {visible} from '../report/clean.ts'

/** Tells what went wrong and gives the exit code: one line for what a person can mend, the stack for a bug of ours. */
export function reportFailure(error: unknown): number {
  if (error instanceof RunbookError) {
    process.stderr.write(`runbook: ${visible(error.message)}\n`)
    return error.exitCode
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`runbook: this is a bug, please report it with what you did:\n${stack}\n`)
  return exitCodes.broken
}
