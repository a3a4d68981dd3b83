import pg from 'pg'
import {expect, test} from 'vitest'
import {database, startPostgres} from './postgres.ts'

const shared = await database()

async function ask(url: string, statement: string): Promise<unknown> {
  const client = new pg.Client({connectionString: url})
  await client.connect()
  try {
    const {rows} = await client.query({text: statement, rowMode: 'array'})
    return rows[0]?.[0]
  } finally {
    await client.end()
  }
}

test('databases of one server are fresh and apart', async () => {
  const own = await database()
  await ask(shared, 'CREATE TABLE only_here ()')
  expect(await ask(shared, "SELECT to_regclass('only_here') IS NULL")).toBe(false)
  expect(await ask(own, "SELECT to_regclass('only_here') IS NULL")).toBe(true)
  expect(await ask(own, 'SHOW server_version_num')).toMatch(/^18/)
  expect(new URL(own).port).toBe(new URL(shared).port)
})

test('a server of one’s own can be stopped', async () => {
  const server = await startPostgres()
  expect(await ask(server.url, 'SELECT 1')).toBe(1)
  await server.stop()
  await expect(ask(server.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED')
})
