/**
 * In: what was typed. Out: an exit code. Everything that touches the terminal, the environment, signals and the clock is
 * wired together below this room; each command loads only what it needs.
 */
import {setImmediate as turn} from 'node:timers/promises'
import {CommanderError} from 'commander'
import {exitCodes} from '../model/error.ts'
import {reportFailure} from './failure.ts'
import {createProgram} from './program/program.ts'
import {watchOutput} from './terminal/lost-output.ts'

/** Runs the tool with these arguments and gives its exit code. */
export async function main(args: string[]): Promise<number> {
  let exitCode: number = exitCodes.success
  const outputLost = watchOutput()
  const program = createProgram(code => (exitCode = code))
  if (args.length === 0) {
    program.outputHelp()
    return exitCode
  }
  try {
    await program.parseAsync(args, {from: 'user'})
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.success : exitCodes.usage
    return reportFailure(error)
  }
  await turn() // only then a write tells that it failed
  return exitCode === exitCodes.success && outputLost() ? exitCodes.broken : exitCode
}
