import {connect, createServer, type Socket} from 'node:net'
import {expect, test} from 'vitest'
import {afterwards} from '../../support/temporary.ts'
import {listen} from '../listener.ts'
import {application, benches} from './bench.ts'

const openBench = await benches()

/** A bench that counts how often the server was done with all that it had been sent. */
async function counting() {
  let trips = 0
  let address = ''
  const sockets = new Set<Socket>()
  const proxy = createServer(client => {
    const server = connect(Number(new URL(address).port), '127.0.0.1')
    let held = Buffer.alloc(0)
    server.on('data', (chunk: Buffer) => {
      held = Buffer.concat([held, chunk])
      // each message: a letter, then its length without the letter; `Z` is ReadyForQuery
      while (held.length >= 5 && held.length > held.readUInt32BE(1)) {
        if (held[0] === 0x5a) trips++
        held = held.subarray(1 + held.readUInt32BE(1))
      }
      client.write(chunk)
    })
    client.on('data', chunk => server.write(chunk))
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      sockets.add(from)
      from.on('error', () => {})
      from.on('close', () => to.destroy())
    }
  })
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve))
  const {port} = proxy.address() as {port: number}
  const bench = await openBench(url => {
    address = url
    return Object.assign(new URL(url), {port: String(port)}).href
  })
  afterwards(() => {
    for (const socket of sockets) socket.destroy()
    proxy.close()
  })
  const during = async (work: () => Promise<unknown>) => {
    const before = trips
    await work()
    return trips - before
  }
  return {...bench, during}
}

test('a statement that only reads takes one round trip with its transaction, two take two', async () => {
  const {run, during} = await counting()
  await run('select 1')
  expect(await during(() => run('select 1'))).toBe(1)
  expect(await during(() => run(['select 1', 'select 2']))).toBe(2)
  expect(await during(() => run([{text: 'select 1', values: []}]))).toBe(3)
})

test('a statement that fails beside its transaction is told with its place, and leaves nothing open', async () => {
  const {run, ask} = await openBench()
  const {result, stderr} = await run('select\n  nme from pg_class')
  expect(result.outcome).toEqual({kind: 'failure', detail: '42703: column "nme" does not exist'})
  expect(stderr).toBe('ERROR 42703: column "nme" does not exist\nLINE 2:   nme from pg_class\n          ^\n')
  expect(
    await ask(
      `select state, query from pg_stat_activity where application_name like '${application}%' and datname = current_database()`,
    ),
  ).toEqual(['idle|ROLLBACK'])
  expect((await run('select 2')).result).toEqual({outcome: {kind: 'success'}, rows: 1, value: '2'})
})

test('what its transaction is opened with holds for the statement and no longer', async () => {
  const {run, ask} = await openBench()
  const shown = async (name: string) =>
    (await run(`show ${name}`, {timeoutMs: 7000, lockTimeoutMs: 300})).result.value
  expect(await shown('transaction_read_only')).toBe('on')
  expect(await shown('statement_timeout')).toBe('8s')
  expect(await shown('lock_timeout')).toBe('300ms')
  expect(await shown('idle_in_transaction_session_timeout')).toBe('5min')
  expect(await shown('application_name')).toBe(`${application}/block`)
  expect(
    await ask(
      `select application_name from pg_stat_activity where application_name like '${application}%' and datname = current_database()`,
    ),
  ).toEqual([application])
})

test('a statement is read as the plan has read it, whatever a block before it has set for the session', async () => {
  const {run} = await openBench()
  const sets = `do $$ begin perform set_config('standard_conforming_strings', 'off', false), set_config('client_encoding', 'LATIN1', false); end $$`
  expect((await run(sets, {write: true})).result.outcome.kind).toBe('success')
  expect((await run(`select 'a\\\\b ü'`)).result.value).toBe('a\\\\b ü')
  expect((await run(`select 'a\\\\b ü'`)).result.value).toBe('a\\\\b ü')
})

test('where rows cannot be kept, the session goes on, and nothing is left open', async () => {
  const {run} = await openBench()
  const full = listen(() => Promise.reject(new Error('disk full')))
  await expect(run('select 1', {}, full)).rejects.toThrow('disk full')
  expect(full.stderr()).not.toContain('WARNING')
  const {result, stderr} = await run('select 2')
  expect({value: result.value, stderr}).toEqual({value: '2', stderr: ''})
})

test('what wants to copy from a client that has nothing fails, and the session goes on', async () => {
  const {run, ask} = await openBench()
  await ask('create table t (id int)')
  const {result} = await run('copy t from stdin', {write: true})
  expect(result.outcome.kind).toBe('failure')
  expect((await run('select 3')).result.value).toBe('3')
})
