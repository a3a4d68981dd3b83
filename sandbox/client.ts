// What the two stand-in CLIs share: talking to the platform, and failing as command lines do.

import type {IncomingMessage} from 'node:http'
import {text} from 'node:stream/consumers'
import {ask} from './ask.ts'

/** Ends the CLI with one line on stderr: exit code 1 for a refusal, 2 for a wrong call. */
export class Failure extends Error {
  readonly exitCode: number
  constructor(message: string, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

/** Asks the platform; throws a Failure with its words when it refuses. */
export async function call<T>(method: 'GET' | 'POST', path: string, body?: object): Promise<T> {
  const response = await reach(method, path, body)
  const answer = JSON.parse(await text(response)) as T & {error?: string}
  if (response.statusCode !== 200) throw new Failure(answer.error ?? `It answered ${response.statusCode}`)
  return answer
}

/** Prints a log as it comes; with `follow` until the reader or the platform goes away. */
export async function printLogs(
  path: string,
  {lines, follow}: {lines?: number; follow: boolean},
): Promise<void> {
  const query = new URLSearchParams({
    ...(lines !== undefined && {lines: `${lines}`}),
    ...(follow && {follow: ''}),
  })
  try {
    for await (const chunk of await reach('GET', `${path}?${query}`)) process.stdout.write(chunk)
  } catch (error) {
    throw error instanceof Failure ? error : new Failure('The log stream ended: the platform went away')
  }
}

async function reach(method: 'GET' | 'POST', path: string, body?: object): Promise<IncomingMessage> {
  const base = process.env.SANDBOX_URL
  if (!base)
    throw new Failure('SANDBOX_URL is not set: this stand-in acts on a sandbox, and there is none here')
  return ask(method, base + path, body).catch(() => {
    throw new Failure(`No sandbox answers at ${base}`)
  })
}

/** Runs a CLI: its errors become one line and an exit code, and a reader that goes away ends it quietly. */
export async function runCli(name: string, main: (args: string[]) => Promise<void>): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
  try {
    await main(process.argv.slice(2))
  } catch (error) {
    if (!(error instanceof Failure) && !isUsageError(error)) throw error
    process.stderr.write(`${name}: ${error.message}\n`)
    process.exitCode = error instanceof Failure ? error.exitCode : 2
  }
}

const isUsageError = (error: unknown): error is Error =>
  error instanceof Error && `${(error as NodeJS.ErrnoException).code}`.startsWith('ERR_PARSE_ARGS')

/** Refuses every environment but the one that the sandbox has. */
export function checkEnvironment(name: string | undefined): void {
  if (name !== undefined && name !== 'production')
    throw new Failure(`Environment "${name}" not found. The sandbox has: production`)
}

/** Lines up cells in columns, two spaces apart. */
export function table(rows: string[][]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map(row => row[column]!.length)))
  return rows
    .map(
      row =>
        `  ${row
          .map((cell, column) => cell.padEnd(widths[column]!))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('')
}
