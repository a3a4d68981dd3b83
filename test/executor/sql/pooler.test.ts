import {spawn} from 'node:child_process'
import {chmodSync, writeFileSync} from 'node:fs'
import {type AddressInfo, connect, createServer, type Socket} from 'node:net'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {freePort} from '../../../sandbox/free-port.ts'
import {serverUser} from '../../../sandbox/postgres-programs.ts'
import {onPath} from '../../support/installed.ts'
import {afterwards, temporaryDirectory} from '../../support/temporary.ts'
import {listen} from '../listener.ts'
import {type Bench, benches, driverOn, sqlSpec} from './bench.ts'

const openBench = await benches()

/** What poolers do with the options that a client gives at its start. */
type Options = 'refused' | 'forgotten'

const through = (url: string, port: number) =>
  Object.assign(new URL(url), {hostname: '127.0.0.1', port: String(port)}).href

/** Stands between a driver and its server, and treats options as poolers do; from then on it passes everything on. */
async function relay(url: string, how: Options): Promise<string> {
  const {hostname, port} = new URL(url)
  const sockets = new Set<Socket>()
  const proxy = createServer(client => {
    client.once('data', (start: Buffer) => {
      if (isRequest(start)) {
        client.write('N') // it speaks no TLS
        client.once('data', answer)
      } else answer(start)
    })
    const answer = (start: Buffer) => {
      const told = start.toString('latin1', 8).split('\0')
      const at = told.indexOf('options')
      if (at >= 0 && how === 'refused') {
        client.end(refusal)
        return
      }
      if (at >= 0) told.splice(at, 2)
      const server = connect(Number(port), hostname)
      sockets.add(server)
      server.write(packet(start.readInt32BE(4), told.join('\0')))
      client.pipe(server).pipe(client)
      for (const one of [client, server]) one.on('error', () => client.destroy() && server.destroy())
    }
    sockets.add(client)
  }).listen(0, '127.0.0.1')
  await new Promise(resolve => proxy.once('listening', resolve))
  afterwards(() => {
    for (const socket of sockets) socket.destroy()
    proxy.close()
  })
  return through(url, (proxy.address() as AddressInfo).port)
}

/** A request for TLS, which comes before the start. */
const isRequest = (start: Buffer) => start.length === 8 && start.readInt32BE(4) === 80877103

function packet(kind: number, told: string): Buffer {
  const bytes = Buffer.alloc(8 + told.length)
  bytes.writeInt32BE(bytes.length, 0)
  bytes.writeInt32BE(kind, 4)
  bytes.write(told, 8, 'latin1')
  return bytes
}

const said = 'SFATAL\0C08P01\0Munsupported startup parameter: options\0\0'
const refusal = Buffer.concat([Buffer.from('E'), Buffer.from([0, 0, 0, said.length + 4]), Buffer.from(said)])

/** A PgBouncer that gives each transaction one of two sessions. */
async function bouncer(url: string, how: Options): Promise<string> {
  const {hostname, port, username, password, pathname} = new URL(url)
  const dir = temporaryDirectory()
  const own = await freePort()
  const ini = join(dir, 'pgbouncer.ini')
  const settings = [
    '[databases]',
    `* = host=${hostname} port=${port} user=${username} password=${password}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${own}`,
    'unix_socket_dir =',
    'auth_type = any',
    'pool_mode = transaction',
    'default_pool_size = 2',
    ...(how === 'forgotten' ? ['ignore_startup_parameters = options'] : []),
  ]
  writeFileSync(ini, `${settings.join('\n')}\n`)
  chmodSync(dir, 0o755)
  chmodSync(ini, 0o644)
  const as = process.getuid!() === 0 ? serverUser() : {} // it refuses to run as root
  const child = spawn('pgbouncer', [ini], {...as, stdio: ['ignore', 'ignore', 'pipe']})
  const ended = new Promise(resolve => child.once('exit', resolve))
  afterwards(async () => {
    child.kill('SIGKILL')
    await ended
  })
  let log = ''
  await new Promise<void>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      log += text
      if (log.includes('process up')) resolve()
    })
    void ended.then(() => reject(new Error(`PgBouncer did not start: ${log}`)))
  })
  return `postgres://${username}@127.0.0.1:${own}${pathname}`
}

const note =
  'It is reached through a pooler: what a block sets for its session may be gone in the next, or reach others.\n'
const notRun = expect.stringContaining('Give the address of the database itself')

const ways = [
  ['a relay', relay, true],
  ['PgBouncer', bouncer, onPath('pgbouncer') || process.env.CI === 'true'],
] as const
const poolers = ways.flatMap(([name, open, there]) =>
  (['refused', 'forgotten'] as const).map(how => ({name, how, open, there})),
)

describe.each(poolers.filter(({there}) => there))('options are $how by $name', ({how, open}) => {
  const bench = async (): Promise<Bench['run'] & {ask: Bench['ask']}> => {
    const {url, ask} = await openBench()
    const address = await open(url, how)
    const driver = driverOn(() => address)
    afterwards(() => driver.close())
    const run: Bench['run'] = async (statements, more = {}, listener = listen()) => {
      const result = await driver.run(sqlSpec(statements, more), listener.io)
      return {result, stdout: listener.stdout(), stderr: listener.stderr(), tables: []}
    }
    return Object.assign(run, {ask})
  }

  test('blocks run in transactions of their own, and say once through what', async () => {
    const run = await bench()
    await run.ask('create table t as values (1), (2)')
    const first = await run('select count(*) from t')
    expect(first).toMatchObject({result: {outcome: {kind: 'success'}}, stdout: '2\n', stderr: note})
    const second = await run('update t set column1 = 3 where column1 = 2', {write: true})
    expect(second).toMatchObject({result: {outcome: {kind: 'success'}, affected: 1}, stderr: ''})
    expect(await run.ask('select * from t order by 1')).toEqual(['1', '3'])
  })

  test('what only reads cannot write', async () => {
    const run = await bench()
    const {result} = await run([{text: 'create table t (id int)', values: [], reads: true}])
    expect(result.outcome).toMatchObject({kind: 'failure', detail: expect.stringMatching(/^25006: /)})
    expect(await run.ask(`select to_regclass('t') is null`)).toEqual(['true'])
  })

  test('the settings of a block reach nobody else', async () => {
    const run = await bench()
    for (const write of [false, true]) await run('select count(*) from pg_class', {write, timeoutMs: 7000})
    const {stdout} = await run([
      `select setting from pg_settings where name = 'default_transaction_read_only'`,
      `select count(*) from pg_prepared_statements`,
    ])
    expect(stdout).toBe('off\n0\n')
  })

  test('what stands outside a transaction, and psql, are not run', async () => {
    const run = await bench()
    await run.ask('create table t (id int)')
    const alone = await run('vacuum t', {write: true, autocommit: true})
    expect(alone.result).toEqual({outcome: {kind: 'failure', detail: notRun}})
    const script = await run([], {psql: {script: 'commit;\ninsert into t values (1);', variables: {}}})
    expect(script.result).toEqual({outcome: {kind: 'failure', detail: notRun}})
    expect(await run.ask('select count(*) from t')).toEqual(['0'])
  })

  test('a cancel reaches what runs', async () => {
    const run = await bench()
    const listener = listen()
    const sleeping = run(['select 1', 'select pg_sleep(60)'], {}, listener)
    await listener.heard('1\n')
    listener.cancel()
    expect((await sleeping).result.outcome).toMatchObject({kind: 'cancelled'})
  })
})

test('options of the address that a pooler refuses are told, with what to do', async () => {
  const {url} = await openBench()
  const address = `${await relay(url, 'refused')}?options=-c%20search_path%3Dapp`
  const driver = driverOn(() => address)
  const {outcome} = await driver.run(sqlSpec('select 1'), listen().io)
  expect(outcome).toEqual({
    kind: 'error',
    code: 'database-unreachable',
    detail:
      'database `main` does not answer: unsupported startup parameter: options; a pooler answers there, which takes no `options`: leave them out of its URL, or give the address of the database itself',
  })
})
