import {connect, createServer, type Socket} from 'node:net'
import {expect, test} from 'vitest'
import {afterwards} from '../../support/temporary.ts'
import {listen} from '../listener.ts'
import {application, benches} from './bench.ts'

const openBench = await benches()

const active = `select count(*) > 0 from pg_stat_activity where datname = current_database()
  and application_name like '${application}%' and state = 'active' and query like '%pg_sleep%'`

test('a session that was ended between two blocks is opened again', async () => {
  const {run, kill} = await openBench()
  const first = (await run('select pg_backend_pid()')).result
  await kill()
  const second = (await run('select pg_backend_pid()')).result
  expect(second.outcome).toEqual({kind: 'success'})
  expect(second.value).not.toBe(first.value)
})

test('a session that is ended in the middle of a change leaves nothing of it: a failure, rolled back', async () => {
  const {run, ask, holds, kill} = await openBench()
  await ask('create table t (id int)')
  const block = run(['insert into t values (1)', 'select pg_sleep(60)'], {write: true})
  await holds(active)
  await kill()
  expect((await block).result.outcome).toEqual({
    kind: 'failure',
    detail: expect.stringMatching(
      /^the connection was lost \(.*\); the transaction was rolled back by the server$/,
    ),
  })
  expect(await ask('select count(*) from t')).toEqual(['0'])
  expect((await run('select 1')).result.outcome).toEqual({kind: 'success'})
})

test('a session that is ended during the commit leaves a doubt', async () => {
  const {run, ask, holds, kill} = await openBench()
  await ask('create table t (id int)')
  await ask(
    `create function slow() returns trigger language plpgsql as $$ begin perform pg_sleep(60); return null; end $$`,
  )
  await ask(
    'create constraint trigger late after insert on t deferrable initially deferred for each row execute function slow()',
  )
  const block = run('insert into t values (1)', {write: true})
  await holds(
    `select count(*) > 0 from pg_stat_activity where application_name like '${application}%' and datname = current_database() and state = 'active' and query = 'COMMIT'`,
  )
  await kill()
  const {outcome} = (await block).result
  expect(outcome).toEqual({
    kind: 'unknown',
    detail: expect.stringMatching(
      /^the connection was lost while the change was being made .*: check on the server whether it happened; if it was not restarted since, SELECT txid_status\(\d+\) tells$/,
    ),
  })
  const [query] = /SELECT txid_status\(\d+\)/.exec((outcome as {detail: string}).detail)!
  expect(await ask(query)).toEqual(['aborted'])
})

test('a session that is ended while something runs outside of a transaction leaves a doubt', async () => {
  const {run, holds, kill} = await openBench()
  const block = run('select pg_sleep(60)', {write: true, autocommit: true})
  await holds(active)
  await kill()
  expect((await block).result.outcome.kind).toBe('unknown')
})

test("somebody else's cancel is a failure and neither a time limit nor ours", async () => {
  const {run, ask, holds} = await openBench()
  const block = run('select pg_sleep(60)')
  await holds(active)
  await ask(
    `select pg_cancel_backend(pid) from pg_stat_activity where application_name like '${application}%' and datname = current_database()`,
  )
  expect((await block).result.outcome).toEqual({
    kind: 'failure',
    detail: '57014: canceling statement due to user request',
  })
})

test.each([
  ['a time limit', (_: () => void) => {}, 200, {kind: 'timeout', afterMs: 200}],
  [
    'a cancel',
    (cancel: () => void) => cancel(),
    20_000,
    {kind: 'cancelled', detail: 'the server stopped the query'},
  ],
])(
  '%s between two statements keeps the next from being sent, and nothing is committed',
  async (_, act, timeoutMs, outcome) => {
    const {run, ask} = await openBench()
    await ask('create table t (id int)')
    // whoever takes the first result is busy until the limit is over
    let resume: () => void = () => {}
    const busy = new Promise<void>(resolve => {
      resume = resolve
    })
    const listener = listen(() => busy)
    const block = run(
      ['insert into t values (1) returning 0', 'insert into t values (2)'],
      {write: true, timeoutMs},
      listener,
    )
    await listener.heard('0\n')
    act(listener.cancel)
    if (timeoutMs < 1000) await new Promise(resolve => setTimeout(resolve, timeoutMs + 20))
    resume()
    expect((await block).result.outcome).toEqual(outcome)
    expect(await ask('select count(*) from t')).toEqual(['0'])
  },
)

/** A bench behind a line that can be frozen: nothing goes through then, and nobody is told. */
async function onLine() {
  let frozen = false
  const sockets = new Set<Socket>()
  const proxy = createServer(client => {
    const server = connect(Number(new URL(address).port), '127.0.0.1')
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      sockets.add(from)
      from.on('data', chunk => frozen || to.write(chunk))
      from.on('error', () => {})
      from.on('close', () => to.destroy())
    }
  })
  let address = ''
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
  return {...bench, freeze: (so: boolean) => (frozen = so)}
}

test('a server that no longer answers does not hold a cancelled block', async () => {
  const {run, freeze} = await onLine()
  await run('select 1')
  freeze(true)
  const {result} = await run('select 2', {timeoutMs: 200})
  expect(result.outcome.kind).toBe('failure')
  freeze(false)
  expect((await run('select 3')).result.value).toBe('3')
}, 20_000)

test('a server that no longer answers holds neither the question who it is nor the end of the run', async () => {
  const {run, driver, freeze} = await onLine()
  await run('select 1')
  freeze(true)
  const stop = new AbortController()
  const asked = driver.identify('main', {signal: stop.signal})
  stop.abort()
  expect(await asked).toEqual({
    ok: false,
    outcome: {
      kind: 'error',
      code: 'database-unidentified',
      detail: 'database `main` does not say who it is: it was stopped',
    },
  })
  freeze(false)
  await run('select 1')
  freeze(true)
  await driver.close()
}, 20_000)

test('a time limit is said to be one, not to be a cancel by a user', async () => {
  const {run} = await openBench()
  const {result, stderr} = await run('select pg_sleep(60)', {timeoutMs: 200})
  expect({result, stderr}).toEqual({
    result: {outcome: {kind: 'timeout', afterMs: 200}, statusCode: '57014'},
    stderr: 'the time limit of the block was reached: the server has stopped the statement\n',
  })
})

test('a long message of the server goes into the output, and into the outcome how long it is', async () => {
  const {run} = await openBench()
  const {result, stderr} = await run(`do $$ begin raise exception '%', repeat('x', 100000); end $$`, {
    acts: true,
  })
  expect(result.outcome).toEqual({
    kind: 'failure',
    detail: 'P0001: (a message of 100000 characters: the output has it)',
  })
  expect(stderr).toContain('x'.repeat(100_000))
})
