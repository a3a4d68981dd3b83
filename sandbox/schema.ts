import {randomBytes} from 'node:crypto'
import pg from 'pg'

/** The product's database, as its superuser and as the backend's own role sees it. */
export interface Databases {
  admin: string
  backend: string
}

const tables = `
SET ROLE backend;
CREATE TABLE users AS
SELECT id,
       'user' || id || '@example.com' AS email,
       'Member ' || id AS name,
       repeat('Member of Token4Good. ', 10) AS bio,
       'token-' || id AS dazno_token,
       now() - id * interval '7 minutes' AS created_at
FROM generate_series(1, 150000) AS id;
ALTER TABLE users ADD PRIMARY KEY (id);
CREATE TABLE payments AS
SELECT id, 1 + id % 150000 AS user_id, 100 + id % 9900 AS amount_cents, now() - id * interval '3 minutes' AS paid_at
FROM generate_series(1, 50000) AS id;
ALTER TABLE payments ADD PRIMARY KEY (id);
RESET ROLE;
ANALYZE users, payments;
SELECT pg_stat_statements_reset();
`

/** Fills a fresh server: role `backend`, database `token4good` with users and payments; no index but the primary keys. */
export async function createDatabase(serverUrl: string): Promise<Databases> {
  const password = randomBytes(18).toString('base64url')
  const admin = new URL(serverUrl)
  const backend = new URL(serverUrl)
  admin.pathname = '/token4good'
  backend.pathname = '/token4good'
  backend.username = 'backend'
  backend.password = password
  await run(
    serverUrl,
    `CREATE ROLE backend LOGIN PASSWORD '${password}'`,
    'CREATE DATABASE token4good OWNER backend',
  )
  await run(admin.href, 'CREATE EXTENSION pg_stat_statements', tables)
  return {admin: admin.href, backend: backend.href}
}

async function run(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({connectionString: url})
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}
