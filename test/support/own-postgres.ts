import {type ChildProcess, spawn} from 'node:child_process'
import {once} from 'node:events'
import {appendFileSync, chmodSync, chownSync, mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {execa} from 'execa'
import pg from 'pg'
import {freePort} from '../../sandbox/free-port.ts'
import {binaries, serverUser} from '../../sandbox/postgres-programs.ts'
import {afterwards, temporaryDirectory} from './temporary.ts'

/** A PostgreSQL server of one test file alone, which can be stopped, killed and started again. */
export interface OwnPostgres {
  port: number
  /** The folder of its Unix socket. */
  socket: string
  /** As superuser, over TCP. */
  url(database?: string): string
  /** Runs statements as superuser; rows of the last as text, `|` between the cells. */
  ask(statement: string, database?: string): Promise<string[]>
  start(): Promise<void>
  /** `immediate` ends it as a crash would. */
  stop(how: 'fast' | 'immediate'): Promise<void>
}

interface Setup {
  /** Folder with `initdb` and `postgres`; those of the package, if undefined. */
  bin?: string | undefined
  /** Lines of postgresql.conf. */
  settings?: readonly string[]
  /** Lines of pg_hba.conf, before those that let everybody in over TCP with a password. */
  hba?: readonly string[]
  /** Further files of the data folder, readable for the server alone. */
  files?: Readonly<Record<string, string | Uint8Array>>
}

/** Starts a server; it ends, and its files go, with the test or the test file. */
export async function ownPostgres({
  bin,
  settings = [],
  hba = [],
  files = {},
}: Setup = {}): Promise<OwnPostgres> {
  const dir = temporaryDirectory()
  const data = join(dir, 'data')
  const programs = bin ?? (await binaries())
  const as: {uid: number; gid: number} | Record<string, never> = process.getuid!() === 0 ? serverUser() : {}
  chmodSync(dir, 0o711)
  mkdirSync(data, {mode: 0o700})
  const owned = (path: string) => {
    if (as.uid !== undefined) chownSync(path, as.uid, as.gid)
  }
  owned(data)
  writeFileSync(join(dir, 'password'), 'postgres\n')
  chmodSync(join(dir, 'password'), 0o644) // whatever the umask is
  const options = [
    '--no-sync',
    '--encoding=UTF8',
    '--locale=C',
    '--auth=scram-sha-256',
    '--username=postgres',
  ]
  await execa(join(programs, 'initdb'), ['-D', data, ...options, `--pwfile=${join(dir, 'password')}`], {
    ...as,
    cwd: data,
  })
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(data, name), content, {mode: 0o600})
    owned(join(data, name))
  }
  const port = await freePort()
  appendFileSync(
    join(data, 'postgresql.conf'),
    [
      `port = ${port}`,
      `listen_addresses = '127.0.0.1'`,
      `unix_socket_directories = '${data}'`,
      'fsync = off',
      ...settings,
      '',
    ].join('\n'),
  )
  const rules = [...hba, 'local all all scram-sha-256', 'host all all 127.0.0.1/32 scram-sha-256', '']
  writeFileSync(join(data, 'pg_hba.conf'), rules.join('\n'))
  chmodSync(data, 0o700)
  let server: ChildProcess | undefined
  const url = (database = 'postgres') => `postgres://postgres:postgres@127.0.0.1:${port}/${database}`
  const ask = async (statement: string, database?: string) => {
    const client = new pg.Client({connectionString: url(database)})
    await client.connect()
    try {
      const ends = [await client.query({text: statement, rowMode: 'array'})].flat()
      return (ends.at(-1)?.rows ?? []).map(row => (row as unknown[]).join('|'))
    } finally {
      await client.end()
    }
  }
  const start = async () => {
    server = spawn(join(programs, 'postgres'), ['-D', data], {
      ...as,
      cwd: data,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let log = ''
    const ready = new Promise<void>((resolve, reject) => {
      server!.stderr!.setEncoding('utf8').on('data', (chunk: string) => {
        log += chunk
        if (log.includes('database system is ready to accept connections')) resolve()
      })
      server!.once('exit', () => reject(new Error(`PostgreSQL did not start: ${log}`)))
    })
    await ready
  }
  const stop = async (how: 'fast' | 'immediate') => {
    if (!server || server.exitCode !== null) return
    const ended = once(server, 'exit')
    server.kill(how === 'fast' ? 'SIGINT' : 'SIGQUIT')
    await ended
  }
  afterwards(() => stop('immediate'))
  await start()
  return {port, socket: data, url, ask, start, stop}
}
