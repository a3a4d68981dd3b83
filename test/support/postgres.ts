import {randomUUID} from 'node:crypto'
import pg from 'pg'
import {inject} from 'vitest'
import {sharedServer} from './share-server.ts'
import {afterwards} from './temporary.ts'

export {startPostgres} from './postgres-server.ts'

/**
 * The URL of a fresh, empty database in the server that all tests of a run share, dropped afterwards. Call it
 * in a test, or at the top level of a test file for one database for all of its tests.
 */
export async function database(): Promise<string> {
  const text = await sharedServer(inject('sharedPostgres'))
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await administer(text, `CREATE DATABASE ${name}`)
  afterwards(() => administer(text, `DROP DATABASE ${name} WITH (FORCE)`))
  const url = new URL(text)
  url.pathname = name
  return url.href
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({connectionString: url})
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
