// `pg_dump` for the sandbox's server: the real one where it is new enough for that, and else a stand-in, which writes the
// tables, their rows, identities, keys and indexes of schema public as SQL that psql can restore.
import {spawn, spawnSync} from 'node:child_process'
import {once} from 'node:events'
import {existsSync, writeFileSync} from 'node:fs'
import {delimiter, join} from 'node:path'
import {parseArgs} from 'node:util'
import pg from 'pg'
import {Failure, runCli} from './client.ts'
import {dump} from './dump.ts'
import {projectRoot} from './places.ts'

await runCli('pg_dump', async args => {
  const {values, positionals} = parseArgs({
    args,
    allowPositionals: true,
    options: {
      dbname: {type: 'string', short: 'd'},
      file: {type: 'string', short: 'f'},
      table: {type: 'string', short: 't', multiple: true},
      clean: {type: 'boolean', short: 'c', default: false},
      'if-exists': {type: 'boolean', default: false},
      version: {type: 'boolean', short: 'V'},
    },
  })
  const client = new pg.Client({
    connectionString: values.dbname ?? positionals[0] ?? process.env.DATABASE_URL,
  })
  if (!values.version) {
    try {
      await client.connect()
    } catch (error) {
      throw new Failure(`error: ${(error as Error).message}`)
    }
    const {rows} = await client.query<{major: number}>(
      "SELECT current_setting('server_version_num')::int / 10000 AS major",
    )
    const real = realProgram(rows[0]!.major)
    if (!real) {
      const text = await dump(client, {tables: values.table, clean: values.clean})
      await client.end()
      if (values.file === undefined) process.stdout.write(text)
      else writeFileSync(values.file, text)
      return
    }
    await client.end()
    return pass(real, args)
  }
  process.stdout.write('pg_dump (PostgreSQL) of the sandbox\n')
})

/** The real one on PATH, if it can dump a server of this version. */
function realProgram(server: number): string | undefined {
  const ours = join(projectRoot, 'sandbox/bin')
  const found = (process.env.PATH ?? '')
    .split(delimiter)
    .filter(directory => directory !== ours)
    .map(directory => join(directory, 'pg_dump'))
    .find(path => existsSync(path))
  const version = found && spawnSync(found, ['--version'], {encoding: 'utf8'}).stdout
  return Number(/(\d+)[\d.]*/.exec(version ?? '')?.[1] ?? 0) >= server ? found : undefined
}

async function pass(program: string, args: string[]) {
  const child = spawn(program, args, {stdio: 'inherit'})
  const [code] = await once(child, 'exit')
  process.exitCode = code ?? 1
}
