import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {createInterface} from 'node:readline'
import {fileURLToPath} from 'node:url'

/** A running server. `url` leads to its database `postgres` as superuser; `stop` resolves when it has ended. */
export interface PostgresServer {
  readonly url: string
  readonly port: number
  stop(): Promise<void>
}

/** Starts a PostgreSQL 18 server of one's own, in about a second; without `stop` it ends with this process. */
export async function startPostgres(): Promise<PostgresServer> {
  const keeper = spawn(process.execPath, [fileURLToPath(new URL('./postgres-keeper.mjs', import.meta.url))], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true, // Ctrl-C must reach it as the end of its input, when the tests have ended
  })
  const ended = once(keeper, 'close')
  let complaint = ''
  keeper.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    complaint += chunk
  })
  const ready = once(createInterface(keeper.stdout), 'line') as Promise<[string]>
  const first = await Promise.race([ready, ended.then(() => undefined)])
  if (first === undefined) throw new Error(`PostgreSQL did not start: ${complaint}`)
  const {port} = JSON.parse(first[0]) as {port: number}
  return {
    port,
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    stop: async () => {
      keeper.stdin.end()
      await ended
    },
  }
}
