// A stand-in for the part of the `sqlx` command that migrates a database: files in ./migrations, a record in _sqlx_migrations.
import {createHash} from 'node:crypto'
import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {parseArgs} from 'node:util'
import pg from 'pg'
import {Failure, runCli} from './client.ts'

const usage = `Usage: sqlx migrate COMMAND

  add [-r] DESCRIPTION     make an empty migration; -r: one that can be reverted
  info                     which are installed, which are pending
  run                      apply those that are pending, each in a transaction
  revert                   take the last one back

They take --source DIR (migrations) and --database-url URL (DATABASE_URL).
`

interface Migration {
  version: string
  description: string
  up: string
  down: string | undefined
}

const record = `CREATE TABLE IF NOT EXISTS _sqlx_migrations (
  version bigint PRIMARY KEY, description text NOT NULL, installed_on timestamptz NOT NULL DEFAULT now(),
  success boolean NOT NULL, checksum bytea NOT NULL, execution_time bigint NOT NULL)`

function migrations(source: string): Migration[] {
  if (!existsSync(source)) throw new Failure(`error: while resolving migrations: ${source} is no directory`)
  const names = readdirSync(source)
  return names
    .map(name => ({name, parts: /^(\d+)_(.+?)(?:\.up)?\.sql$/.exec(name)}))
    .filter(({name, parts}) => parts && !name.endsWith('.down.sql'))
    .map(({name, parts}) => {
      const down = name.replace(/\.up\.sql$/, '.down.sql')
      return {
        version: parts![1]!,
        description: parts![2]!.replaceAll('_', ' '),
        up: join(source, name),
        down: down !== name && names.includes(down) ? join(source, down) : undefined,
      }
    })
    .sort((a, b) => a.version.localeCompare(b.version))
}

function add(source: string, description: string, reversible: boolean) {
  const version = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const base = join(source, `${version}_${description.replaceAll(/\W+/g, '_')}`)
  mkdirSync(source, {recursive: true})
  for (const path of reversible ? [`${base}.up.sql`, `${base}.down.sql`] : [`${base}.sql`]) {
    writeFileSync(path, '-- Add migration script here\n')
    say(`Creating ${path}`)
  }
}

async function connected(
  url: string | undefined,
  work: (client: pg.Client, installed: string[]) => Promise<void>,
) {
  if (!url) throw new Failure('error: the DATABASE_URL environment variable must be set')
  const client = new pg.Client({connectionString: url})
  try {
    await client.connect()
    await client.query(record)
    const {rows} = await client.query('SELECT version::text FROM _sqlx_migrations ORDER BY version')
    await work(
      client,
      rows.map(row => row.version as string),
    )
  } catch (error) {
    throw error instanceof Failure ? error : new Failure(`error: ${(error as Error).message}`)
  } finally {
    await client.end().catch(() => {})
  }
}

/** Runs one file and keeps the record of it in step, in one transaction. */
async function carryOut(
  client: pg.Client,
  {version, description}: Migration,
  path: string,
  kind: 'migrate' | 'revert',
) {
  const started = performance.now()
  const sql = readFileSync(path, 'utf8')
  await client.query('BEGIN')
  try {
    await client.query(sql)
    const took = Math.round((performance.now() - started) * 1e6)
    const sum = createHash('sha384').update(sql).digest()
    if (kind === 'revert') await client.query('DELETE FROM _sqlx_migrations WHERE version = $1', [version])
    else
      await client.query(
        'INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES ($1, $2, true, $3, $4)',
        [version, description, sum, took],
      )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw new Failure(`error: while executing migration ${version}: ${(error as Error).message}`)
  }
  say(`Applied ${version}/${kind} ${description} (${(performance.now() - started).toFixed(3)}ms)`)
}

function say(line: string) {
  process.stdout.write(`${line}\n`)
}

await runCli('sqlx', async args => {
  const {values, positionals} = parseArgs({
    args,
    allowPositionals: true,
    options: {
      source: {type: 'string', default: 'migrations'},
      'database-url': {type: 'string', default: process.env.DATABASE_URL ?? ''},
      reversible: {type: 'boolean', short: 'r', default: false},
    },
  })
  const [topic, name, description] = positionals
  const {source, 'database-url': url} = values
  if (topic !== 'migrate') throw new Failure(usage.trimEnd(), 2)
  if (name === 'add') {
    if (!description) throw new Failure(`Missing DESCRIPTION\n\n${usage.trimEnd()}`, 2)
    return add(source, description, values.reversible)
  }
  const all = migrations(source)
  if (name === 'info')
    return connected(url, async (_, installed) => {
      for (const {version, description} of all)
        say(`${version}/${installed.includes(version) ? 'installed' : 'pending'} ${description}`)
    })
  if (name === 'run')
    return connected(url, async (client, installed) => {
      for (const migration of all)
        if (!installed.includes(migration.version)) await carryOut(client, migration, migration.up, 'migrate')
    })
  if (name === 'revert')
    return connected(url, async (client, installed) => {
      const last = all.find(({version}) => version === installed.at(-1))
      if (!last) return say('No migrations available to revert')
      if (!last.down)
        throw new Failure(`error: migration ${last.version} cannot be reverted: it has no .down.sql`)
      await carryOut(client, last, last.down, 'revert')
    })
  throw new Failure(usage.trimEnd(), 2)
})
