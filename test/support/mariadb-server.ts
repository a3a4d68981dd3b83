import {spawn, spawnSync} from 'node:child_process'
import {once} from 'node:events'
import {chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync} from 'node:fs'
import {createServer} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {createConnection} from 'mysql2'

/** A running MariaDB server of one's own; `url` leads to it as its superuser, without a database. */
export interface MariadbServer {
  readonly url: string
  stop(): Promise<void>
}

const program = ['/usr/sbin/mariadbd', '/usr/local/sbin/mariadbd', '/usr/bin/mariadbd'].find(existsSync)
const sql = '/usr/share/mysql'

/** Whether a server can be started; in CI one must be. */
export const hasMariadb: boolean = program !== undefined || process.env.CI === 'true'

/** As root it would not start: then it runs as the user who owns nothing. */
const nobody = process.getuid?.() === 0 ? {uid: 65534, gid: 65534} : {}

/** Starts a server in an empty directory; without `stop` it ends with this process. */
export async function startMariadb(): Promise<MariadbServer> {
  if (!program) throw new Error('there is no mariadbd: install Debian’s mariadb-server-core')
  const root = mkdtempSync(join(tmpdir(), 'runbook-mariadb-'))
  const data = join(root, 'data')
  mkdirSync(data)
  for (const path of [root, data]) if (nobody.uid !== undefined) chownSync(path, nobody.uid, nobody.gid)
  const own = [
    '--no-defaults',
    `--datadir=${data}`,
    `--tmpdir=${root}`,
    '--innodb-buffer-pool-size=16M',
    '--innodb-log-file-size=4M',
  ]
  const settings =
    'create database mysql;\nuse mysql;\nset @skip_auth_anonymous = 1, @current_hostname = "localhost";\n'
  const tables = ['mysql_system_tables.sql', 'mysql_system_tables_data.sql'].map(name =>
    readFileSync(join(sql, name), 'utf8'),
  )
  const made = spawnSync(program, [...own, '--bootstrap'], {input: settings + tables.join('\n'), ...nobody})
  if (made.status !== 0) throw new Error(`MariaDB was not set up: ${made.stderr}`)
  const port = await freePort()
  const args = [
    `--port=${port}`,
    `--socket=${join(root, 'socket')}`,
    '--bind-address=127.0.0.1',
    '--skip-name-resolve',
  ]
  // whatever ends this process closes the pipe, and nothing is left behind
  const keep = '"$@" & server=$!; cat > /dev/null; kill -9 $server; wait $server 2> /dev/null; rm -rf "$root"'
  const keeper = spawn('sh', ['-c', keep, 'sh', program, ...own, ...args], {
    stdio: ['pipe', 'ignore', 'pipe'],
    env: {...process.env, root},
    detached: true, // Ctrl-C must reach it as the end of its input, when the tests have ended
    ...nobody,
  })
  const ended = once(keeper, 'exit')
  let said = ''
  await new Promise<void>((resolve, reject) => {
    keeper.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said = (said + chunk).slice(-4000)
      if (said.includes('ready for connections')) resolve()
      if (/\bAborting\b/.test(said)) reject(new Error(`MariaDB did not start: ${said}`))
    })
  })
  return {
    url: `mysql://root@127.0.0.1:${port}/`,
    stop: async () => {
      keeper.stdin.end()
      await ended
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  const {port} = server.address() as {port: number}
  await new Promise(resolve => server.close(resolve))
  return port
}

/** A second connection, on which each query gives rows of text. */
export async function mariadbClient(url: string) {
  const connection = createConnection({uri: url, rowsAsArray: true, multipleStatements: true})
  connection.on('error', () => {})
  await new Promise<void>((resolve, reject) =>
    connection.connect(error => (error ? reject(error) : resolve())),
  )
  return {
    ask: (text: string) =>
      new Promise<string[]>((resolve, reject) => {
        connection.query({sql: text, rowsAsArray: true}, (error, rows) => {
          if (error) reject(error)
          else
            resolve(
              Array.isArray(rows) ? (rows as unknown[][]).map(row => [row].flat().map(String).join('|')) : [],
            )
        })
      }),
    end: () => connection.destroy(),
  }
}
