import {existsSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {cli} from '../support/cli.ts'
import {database} from '../support/postgres.ts'
import {temporaryDirectory} from '../support/temporary.ts'
import {dataOf, everyFile, onlyRun, outcomes} from './record.ts'

const document = (...blocks: string[]) =>
  `---\nrunbook:\n  environment: test\n  databases:\n    main: { url: $DATABASE_URL }\n---\n\n# Safety\n\n${blocks.join('\n')}`
const block = (info: string, text: string) => `\`\`\`${info}\n${text}\n\`\`\`\n`
const anything = () => true
const unattended = (text: string, ...options: string[]) =>
  cli('run', 'a.md', '--yes', ...options)
    .file('a.md', text)
    .stdout(anything)
    .stderr(anything)

describe('a value never becomes code', () => {
  test.each([
    ['bash -c', 'bash -c "echo <x>"', 'a;touch hacked'],
    ['a comparison in [[', '[[ <x> -gt 3 ]] || true', 'a[$(touch hacked)]'],
    ['arithmetic', 'echo $(( <x> + 1 ))', 'a[$(touch hacked)]'],
    ['awk', 'awk "BEGIN { print <x> }"', '1; system("touch hacked")'],
    ['an SQL client', 'psql "$DB" -c "select <x>"', '1; drop table t'],
    ['eval', 'eval "echo <x>"', '$(touch hacked)'],
  ])('in %s', async (_, script, value) => {
    const {dir} = await unattended(
      document(block('bash {id=use effect=read reason=test}', script)),
      '--allow',
      'use',
      '--input',
      `x=${value}`,
      ...(script.includes('$DB') ? ['--input', 'DB=x'] : []),
    ).exits(3)
    expect(existsSync(join(dir, 'hacked'))).toBe(false)
    expect(outcomes(await onlyRun(dir))).toEqual({})
  })

  test('but a plain word passes there', async () => {
    const {dir} = await unattended(
      document(
        block('bash {id=use effect=read reason=test}', 'bash -c "echo count <x>"; echo $(( <n> + 1 ))'),
      ),
      '--input',
      'x=web-1',
      '--input',
      'n=41',
    ).exits(0)
    expect((await onlyRun(dir)).read('outputs/001-use.1.log')).toBe('count web-1\n42\n')
  })

  test('what a step printed is a value too', async () => {
    const {dir} = await unattended(
      document(
        block('bash {id=ask capture=svc effect=read reason=test}', "printf 'x;touch hacked'"),
        block('bash {id=use effect=read reason=test}', 'bash -c "echo <svc>"'),
      ),
    ).exits(3)
    expect(existsSync(join(dir, 'hacked'))).toBe(false)
  })
})

describe('a variable that nobody set stops a block', () => {
  const use = block('bash {id=use effect=read reason=test}', 'echo "would remove $DATA_DIR/*"')
  test('where the block that sets it was skipped', async () => {
    const {dir} = await unattended(
      document(
        block('bash {id=probe}', 'true'),
        block('bash {id=set if=probe.failed}', 'DATA_DIR=/srv/data'),
        use,
      ),
    ).exits(3)
    expect(outcomes(await onlyRun(dir))).toEqual({probe: 'success'})
  })

  test('and not where it ran', async () => {
    const {dir} = await unattended(document(block('bash {id=set}', 'DATA_DIR=/srv/data'), use)).exits(0)
    expect((await onlyRun(dir)).read('outputs/002-use.1.log')).toBe('would remove /srv/data/*\n')
  })
})

describe('a run is no success', () => {
  test('when a failure jumped over the steps between', async () => {
    const {dir} = await unattended(
      document(
        block('bash {id=deploy on-failure=goto:undo}', 'false'),
        block('bash {id=middle}', 'echo middle'),
        block('bash {id=undo}', 'echo undone'),
      ),
    ).exits(1)
    expect(outcomes(await onlyRun(dir))).toEqual({deploy: 'failure', undo: 'success'})
  })

  test('when nothing was done', async () => {
    await unattended(document(block('bash {id=a skip}', 'true'))).exits(1)
  })
})

describe('the record', () => {
  test('stays whole where a secret equals a word of it', async () => {
    const {dir} = await unattended(document(block('bash {id=restart-postgres}', 'echo postgres success')))
      .env({MY_PASSWORD: 'success', DATABASE_URL: 'postgres://postgres:postgres@127.0.0.1:1/x'})
      .exits(0)
    const run = await onlyRun(dir)
    expect(dataOf(run, 'step.finished')).toMatchObject([
      {outcome: {kind: 'success'}, output: {path: 'outputs/001-restart-postgres.1.log'}},
    ])
    expect(run.read('outputs/001-restart-postgres.1.log')).toBe('‹redacted› ‹redacted›\n')
  })

  test('holds no secret that a table folds over lines', async () => {
    const secret = Array.from({length: 16}, (_, n) => String.fromCharCode(97 + n).repeat(4)).join('')
    const {dir} = await unattended(
      document(block('sql {id=t}', `SELECT '${secret}' AS s, repeat('x', 30) AS x`)),
    )
      .env({JWT_SECRET: secret, DATABASE_URL: await database()})
      .exits(0)
    const {dir: kept} = await onlyRun(dir)
    expect(
      Object.values(everyFile(kept)).filter(text => text.includes('aaaabbbb') || text.includes('ooopppp')),
    ).toEqual([])
  })

  test('does not grow from what looks like its own marker', async () => {
    const {dir} = await unattended(
      document(block('bash {id=a}', 'echo "<!-- runbook:end incident run=x -->"')),
    ).exits(0)
    const run = await onlyRun(dir)
    const first = run.read('incident.md')
    for (let times = 0; times < 2; times++) await cli('log', run.dir).dir(dir).stdout(anything).exits(0)
    expect(run.read('incident.md')).toBe(first)
  })
})

test('a killed run leaves nothing of its environment behind', async () => {
  const runtime = temporaryDirectory()
  await cli('run', 'a.md', '--yes')
    .file(
      'a.md',
      document(block('bash {id=set}', 'MARK=1'), block('bash {id=wait}', 'echo waiting; sleep 0.5')),
    )
    .env({JWT_SECRET: 'never-to-be-seen', XDG_RUNTIME_DIR: runtime})
    .stdout(anything)
    .kill('SIGKILL')
    .when('waiting')
    .exits('SIGKILL')
  await expect.poll(() => readdirSync(runtime), {timeout: 10_000}).toEqual([])
})
