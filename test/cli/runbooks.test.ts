import {join} from 'node:path'
import {afterAll, beforeAll, expect, test} from 'vitest'
import type {Fault} from '../../sandbox/faults.ts'
import {type Sandbox, startSandbox} from '../../sandbox/sandbox.ts'
import {planDocumentSchema} from '../../src/model/plan-document.ts'
import {query, quickly} from '../sandbox/shell.ts'
import {cli} from '../support/cli.ts'
import {dataOf, onlyRun, outcomes} from './record.ts'

const runbooks = join(import.meta.dirname, '../../runbooks')

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox()
})
afterAll(() => sandbox.stop())

/** Breaks the sandbox, runs a runbook without a person, all that needs one answered, and gives its record. */
async function repaired(name: string, fault: Fault, ...options: string[]) {
  const path = join(runbooks, name)
  const env = quickly(sandbox)
  const {stdout} = await cli('plan', path, '--json').env(env).stdout(/./).exits(0)
  const {steps, blocks} = planDocumentSchema.parse(JSON.parse(stdout))
  expect(blocks.filter(({refusal}) => refusal !== null)).toEqual([])
  const answers = steps
    .map(
      ({id, kind}) => `  ${id}: ${kind === 'choice' ? '{choose: 1}' : '{do: done, note: this is a test}'}\n`,
    )
    .join('')
  await sandbox.break(fault)
  if (fault === 'connections-exhausted') await leaked(20)
  const call = cli('run', path, '--yes', '--allow', 'destroy', '--answers', 'answers.yaml', ...options)
  const {dir} = await call
    .file('answers.yaml', answers ? `steps:\n${answers}` : '')
    .env(env)
    .stdout(/✓ Run: success/)
    .exits(0)
  return {run: await onlyRun(dir), answered: steps.filter(({kind}) => kind !== 'choice').length}
}

/** Waits until so many sessions have been idle for longer than the runbook asks for. */
const leaked = (count: number) =>
  expect
    .poll(
      async () => {
        const [row] = await query(
          sandbox.env.DATABASE_URL,
          "SELECT count(*)::int AS held FROM pg_stat_activity WHERE usename = 'backend' AND state = 'idle' AND state_change < now() - interval '1 second'",
        )
        return row?.held
      },
      {timeout: 10_000, interval: 50},
    )
    .toBeGreaterThanOrEqual(count)

test('backend-down.md restarts a backend that crashed', async () => {
  const {run, answered} = await repaired(
    'backend-down.md',
    'backend-crashed',
    '--input',
    'deployment-id=none',
  )
  expect(outcomes(run)).toMatchObject({restart: 'success', healthy: 'success'})
  expect(outcomes(run)).not.toHaveProperty('rollback')
  expect(dataOf(run, 'checklist.changed').length).toBeGreaterThan(0)
  expect(dataOf(run, 'prompt.answered').filter(({detail}) => detail === 'this is a test')).toHaveLength(
    answered,
  )
  expect(await sandbox.health()).toBe(200)
})

test('database-inaccessible.md ends the sessions that were leaked', async () => {
  const {run} = await repaired(
    'database-inaccessible.md',
    'connections-exhausted',
    '--input',
    'idle-for=1 second',
  )
  expect(outcomes(run)).toMatchObject({'terminate-idle': 'success', healthy: 'success'})
  expect(outcomes(run)).not.toHaveProperty('restart')
  expect(await sandbox.health()).toBe(200)
  const password = new URL(sandbox.env.DATABASE_URL).password
  if (password.length >= 6) expect(run.read('journal.jsonl')).not.toContain(`:${password}@`)
})

// last: its load goes on, and would take the connections that the others need
test('slow-performance.md adds the index that was missing', async () => {
  const index = "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('idx_users_email')"
  expect(await query(sandbox.env.DATABASE_URL, index)).toEqual([])
  const {run} = await repaired(
    'slow-performance.md',
    'slow-query',
    '--input',
    'user-email=user-4242@example.org',
  )
  expect(outcomes(run)).toMatchObject({'add-index': 'success', 'index-valid': 'success'})
  expect(await query(sandbox.env.DATABASE_URL, index)).toEqual([{indisvalid: true}])
  expect(run.read('outputs/003-explain.1.log')).toContain('Seq Scan')
  expect(run.read('outputs/007-explain-after.1.log')).toContain('idx_users_email')
})
