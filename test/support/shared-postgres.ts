import type {TestProject} from 'vitest/node'
import {startPostgres} from './postgres-server.ts'
import {shareServer} from './share-server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Answers with the URL of the one PostgreSQL server of this run, which the first request starts. */
    sharedPostgres: string
  }
}

/** Lets all tests of a run share one PostgreSQL server. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const {door, close} = await shareServer(startPostgres)
  project.provide('sharedPostgres', door)
  return close
}
