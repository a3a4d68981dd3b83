import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {type Sandbox, startSandbox} from '../../sandbox/sandbox.ts'
import {stepsOf} from '../../src/model/content.ts'
import {parseRunbook} from '../../src/parser/parse.ts'
import {dataOf, onlyRun} from '../cli/record.ts'
import {cli} from '../support/cli.ts'
import {onPath} from '../support/installed.ts'
import {query} from './shell.ts'

describe.skipIf(!onPath('psql'))('with psql', () => {
  let sandbox: Sandbox
  beforeAll(async () => {
    sandbox = await startSandbox()
  })
  afterAll(() => sandbox.stop())

  const head = '---\nrunbook: {}\n---\n\n# Look\n\n'
  const run = (text: string, ...options: string[]) =>
    cli('run', 'a.md', '--yes', ...options)
      .env(sandbox.env)
      .file('a.md', head + text)

  const onlyStep = async (text: string) => {
    const {runbook} = await parseRunbook('a.md', head + text)
    return [...stepsOf(runbook.section)].map(({id}) => id).join()
  }

  test('SQL and commands of psql behind a line that opens it are handed to that psql, wherever it runs', async () => {
    const text =
      '```bash\nrailway run --environment production psql $DATABASE_URL\nSELECT count(*) > 0 AS some FROM users;\n\\dt users\n```\n'
    const {dir} = await run(text, '--allow', await onlyStep(text))
      .stdout(/ some \n-+\n t\n\(1 row\)\n[\s\S]* public \| users +\| table/)
      .exits(0)
    const [finished] = dataOf(await onlyRun(dir), 'step.finished')
    expect(finished).toMatchObject({outcome: {kind: 'success'}, process: {exit: {code: 0}}})
  })

  test('its first error ends it, and is a failure of the block', async () => {
    const text =
      '```bash\nrailway run psql $DATABASE_URL\nCREATE TABLE one ();\nSELECT nme FROM users;\nCREATE TABLE two ();\n```\n'
    const {dir} = await run(text, '--allow', await onlyStep(text))
      .stdout(/column "nme" does not exist/)
      .exits(1)
    const [finished] = dataOf(await onlyRun(dir), 'step.finished')
    expect(finished).toMatchObject({outcome: {kind: 'failure'}, process: {exit: {code: 3}}})
    const made = await query(
      sandbox.env.DATABASE_URL,
      "SELECT to_regclass('one') AS one, to_regclass('two') AS two",
    )
    expect(made).toEqual([{one: 'one', two: null}])
  })

  test('a psql block runs over the declared database, which says who it is before it is changed', async () => {
    const text =
      '```psql {id=look}\n\\dt users\n```\n\n```psql {id=write write}\nCREATE TABLE three (id int);\n\\copy three from stdin\n1\n\\.\n```\n\n```psql {id=wrong}\nDELETE FROM three;\n```\n'
    const {dir} = await run(text, '--allow', 'write', '--allow', 'wrong')
      .stdout(/cannot execute DELETE in a read-only transaction/)
      .exits(1)
    const record = await onlyRun(dir)
    expect(dataOf(record, 'target.checked')).toMatchObject([{target: 'database main', verdict: 'undeclared'}])
    expect(dataOf(record, 'step.finished').map(({outcome}) => (outcome as {kind: string}).kind)).toEqual([
      'success',
      'success',
      'failure',
    ])
    expect(await query(sandbox.env.DATABASE_URL, 'SELECT id FROM three')).toEqual([{id: 1}])
  })
})

test('without psql that is said before anything runs', () =>
  cli('run', 'a.md', '--yes')
    .env({DATABASE_URL: 'postgres://ops@127.0.0.1:1/shop', PATH: '/nonexistent'})
    .file('a.md', '---\nrunbook: {}\n---\n\n# Look\n\n```psql\n\\dt\n```\n')
    .stderr(
      'runbook: warning: psql is not on PATH: install the PostgreSQL client, or write the block without commands of psql and tag it `sql`; needed by step 1\n',
    )
    .stdout(/./)
    .exits(1))
