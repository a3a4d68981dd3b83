/**
 * In: what was typed. Out: an exit code. Everything that touches the terminal, the environment, signals and the clock is
 * wired together below this room; each command loads only what it needs.
 */
import process from 'node:process'
import {CommanderError} from 'commander'
import {exitCodes} from '../model/error.ts'
import {reportFailure} from './failure.ts'
import {createProgram} from './program/program.ts'

/** Runs the tool with these arguments and gives its exit code. */
export async function main(args: string[]): Promise<number> {
  let exitCode: number = exitCodes.success
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // who reads no more, or a terminal that is gone, is told nothing more; what was begun is brought to its end
      if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error
    })
  }
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
  return exitCode
}
