import type {TestProject} from 'vitest/node'
import {startMariadb} from './mariadb-server.ts'
import {shareServer} from './share-server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Answers with the URL of the one MariaDB server of this run, which the first request starts. */
    sharedMariadb: string
  }
}

/** Lets all tests of a run share one MariaDB server. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const {door, close} = await shareServer(startMariadb)
  project.provide('sharedMariadb', door)
  return close
}
