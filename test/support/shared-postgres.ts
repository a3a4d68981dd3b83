import {once} from 'node:events'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import type {TestProject} from 'vitest/node'
import {type PostgresServer, startPostgres} from './postgres-server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Answers with the URL of the one PostgreSQL server of this run, which the first request starts. */
    sharedPostgres: string
  }
}

/** Lets all tests of a run share one PostgreSQL server, and costs nothing when none needs it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let server: Promise<PostgresServer> | undefined
  const door = createServer((_, response) => {
    server ??= startPostgres()
    server.then(
      ({url}) => response.end(url),
      error => response.writeHead(500).end(String(error)),
    )
  }).listen(0, '127.0.0.1')
  await once(door, 'listening')
  project.provide('sharedPostgres', `http://127.0.0.1:${(door.address() as AddressInfo).port}/`)
  return async () => {
    door.closeAllConnections()
    door.close()
    await server?.then(({stop}) => stop()).catch(() => {})
  }
}
