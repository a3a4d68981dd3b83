import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {cli} from '../support/cli.ts'
import {database} from '../support/postgres.ts'
import {dataOf, everyFile, isRunning, linesOf, onlyRun, outcomes} from './record.ts'

const head = '---\nrunbook:\n  severity: P1\n---\n\n# Mend it\n\n'
const block = (info: string, text: string) => `\`\`\`${info}\n${text}\n\`\`\`\n\n`
const mend =
  head +
  '## Diagnosis\n\n' +
  block('bash {id=look}', 'echo "it is broken"') +
  '## Resolution\n\n' +
  block('bash {id=mend effect=change}', 'echo mended > state; cat state') +
  '- [ ] Tell the team\n'
const unattended = (text: string, ...options: string[]) =>
  cli('run', 'a.md', '--yes', '--operator', 'ada', ...options).file('a.md', text)

const ending = (lines: number) => `
Incident log: incidents/<run>/incident.md
Timeline:     runbook timeline incidents/<run>
Head: ${lines} <sha256>
`

describe('run', () => {
  test('what reads and what is marked runs unattended, step by step, and what needs a person ends it', async () => {
    const {dir} = await unattended(mend)
      .stdout(
        text =>
          text.replaceAll(/tell-the-team-[\w-]+/g, '<tell>') ===
          `Mend it
3 steps: 1 read, 1 change; 1 checklist item
Record: incidents/<run>
▸ 1/3 Diagnosis (read)
it is broken
✓ 1/3 Diagnosis  <time>
▸ 2/3 Resolution (change)
mended
✓ 2/3 Resolution  <time>
■ 3/3 Tell the team: guard needs-person: <tell> needs a person: answer it with --answers FILE (runbook plan --answers begins one)

■ Run: stopped, a person is needed: <tell> needs a person: answer it with --answers FILE (runbook plan --answers begins one)  <time>
  2 succeeded, 1 not run
Failed or open:
  · 3 Tell the team: not run

Resume:       runbook resume incidents/<run>${ending(10)}`,
      )
      .exits(3)
    const run = await onlyRun(dir)
    expect(run.types).toEqual([
      'run.started',
      ...['prompt.answered', 'step.started', 'step.finished'],
      ...['prompt.answered', 'step.started', 'step.finished'],
      'prompt.answered',
      'guard.triggered',
      'run.finished',
    ])
    expect(dataOf(run, 'run.started')).toMatchObject([{operator: 'ada', mode: 'unattended'}])
    expect(run.read('outputs/001-look.1.log')).toBe('it is broken\n')
    expect(run.read('outputs/002-mend.1.log')).toBe('mended\n')
    expect(readdirSync(run.dir).sort()).toEqual(['incident.md', 'journal.jsonl', 'outputs', 'session'])
    expect(statSync(run.dir).mode & 0o777).toBe(0o700)
    expect(statSync(join(run.dir, 'journal.jsonl')).mode & 0o777).toBe(0o600)
    expect(statSync(join(run.dir, 'outputs/001-look.1.log')).mode & 0o777).toBe(0o600)
  })

  test('a dry run prints the plan, runs nothing and leaves nothing', async () => {
    const {dir} = await cli('run', 'a.md', '--dry-run')
      .file('a.md', mend)
      .stdout(
        `Mend it (P1)
a.md

3 steps: 1 read, 1 change; 1 checklist item

Diagnosis

  1. Diagnosis
     bash, read: \`echo\` only reads; line 10
       echo "it is broken"

Resolution

  2. Resolution
     bash, change: the author says so; line 16
       echo mended > state; cat state

  3. Tell the team
     checklist item, answered by a person; line 20
`,
      )
      .exits(0)
    expect(readdirSync(dir).filter(name => !name.startsWith('.'))).toEqual(['a.md'])
  })

  test('one procedure of a handbook runs alone', async () => {
    const part = (title: string) => `## ${title}\n\n### Resolution\n\n${block('bash', `echo ${title}`)}`
    const {dir} = await cli('run', 'book.md#second', '--yes')
      .file('book.md', head + part('First') + part('Second'))
      .stdout(text => /^Second\n1 step: 1 read\n/.test(text) && !text.includes('First'))
      .exits(0)
    expect(dataOf(await onlyRun(dir), 'run.started')).toMatchObject([
      {procedure: {slug: 'second', title: 'Second'}, runbook: {path: 'book.md'}},
    ])
  })

  test('a failing block ends the run with 1, and what follows does not run', async () => {
    const {dir} = await unattended(
      head + block('bash {id=bad}', 'echo oh >&2; exit 7') + block('bash {id=next}', 'touch ran'),
    )
      .stdout(['✗ 1/2 Mend it: failed: exit 7', '✗ Run: failed: bad did not succeed', '1 failed, 1 not run'])
      .exits(1)
    expect(outcomes(await onlyRun(dir))).toEqual({bad: 'failure'})
    expect(existsSync(join(dir, 'ran'))).toBe(false)
  })

  test('an expectation that is not met is a failure, whatever the exit code', async () => {
    const {dir} = await unattended(head + block('bash {id=check expect="all fine"}', 'echo broken'))
      .stdout(['✗ 1/1 Mend it: check unmet: expected output contains all fine, observed broken'])
      .exits(1)
    expect(dataOf(await onlyRun(dir), 'check.evaluated')).toEqual([
      {attempt: 1, verdict: 'unmet', expected: 'output contains all fine', observed: 'broken'},
    ])
  })

  test('a block that takes too long is ended, with what it started', async () => {
    const {dir} = await unattended(
      head + block('bash {id=slow timeout=1s}', 'sleep 1000 & echo "$!" > pid; wait'),
    )
      .stdout(['✗ 1/1 Mend it: timed out after <time>'])
      .exits(1)
    expect(outcomes(await onlyRun(dir))).toEqual({slow: 'timeout'})
    expect(isRunning(Number(readFileSync(join(dir, 'pid'), 'utf8')))).toBe(false)
  })

  test('a section that is not the happy path does not run', async () => {
    await unattended(
      `${head + block('bash {id=a}', 'true')}## Rollback\n\n${block('bash {id=b}', 'touch ran')}`,
    )
      .stdout([
        '– 2/2 Rollback: skipped: rollback: offered when a step fails or on request',
        '✓ Run: success',
      ])
      .exits(0)
  })

  test('one session feels like one terminal, and exit in a block ends only the block', async () => {
    const {dir} = await unattended(
      head +
        block('bash {id=a}', 'mkdir sub && cd sub\nlocally=1\nexport out=2\nf() { echo "f $1"; }') +
        block('bash {id=b}', 'f "$locally$out ${PWD##*/}"\nexit 0') +
        block('bash {id=c}', 'f "$locally$out ${PWD##*/}"'),
      '--allow',
      'unknown',
    )
      .stdout(['✓ 3/3'])
      .exits(0)
    const run = await onlyRun(dir)
    expect([run.read('outputs/002-b.1.log'), run.read('outputs/003-c.1.log')]).toEqual([
      'f 12 sub\n',
      'f 12 sub\n',
    ])
  })
})

describe('permissions without a person', () => {
  const unmarked = head + block('bash {id=touch}', 'systemctl restart nothing-of-this-name; touch ran')
  const refused = (reason: string) => [`■ 1/1 Mend it: guard refused: ${reason}`, `■ Run: refused: ${reason}`]

  test('a change that its author did not mark is refused, with the reason, and does not run', async () => {
    const {dir} = await unattended(
      head + block('bash {id=mv}', 'mv a.md b.md; curl -X POST http://127.0.0.1:1/'),
    )
      .stdout(refused('mv may change: allow it with --allow change or --allow mv'))
      .exits(4)
    const run = await onlyRun(dir)
    expect(existsSync(join(dir, 'b.md'))).toBe(false)
    expect(dataOf(run, 'guard.triggered')).toEqual([
      {guard: 'refused', message: 'mv may change: allow it with --allow change or --allow mv'},
    ])
    expect(run.types).not.toContain('step.started')
  })

  test('what destroys is refused although it is marked', async () => {
    await unattended(head + block('bash {id=rm effect=destroy}', 'rm -rf keep'))
      .file('keep/it', '')
      .stdout(refused('rm may destroy: allow it with --allow destroy or --allow rm'))
      .exits(4)
      .then(({dir}) => expect(existsSync(join(dir, 'keep/it'))).toBe(true))
  })

  test.each([
    ['its effect', 'destroy'],
    ['its id', 'rm'],
  ])('what destroys runs when %s is allowed', async (_, what) => {
    const {dir} = await unattended(
      head + block('bash {id=rm effect=destroy}', 'rm -rf gone'),
      '--allow',
      what,
    )
      .file('gone/it', '')
      .stdout(['✓ 1/1 Mend it'])
      .exits(0)
    expect(existsSync(join(dir, 'gone'))).toBe(false)
  })

  test('to allow one effect does not allow a worse one', async () => {
    await unattended(
      unmarked.replace('id=touch', 'id=touch effect=destroy'),
      '--allow',
      'change',
      '--allow',
      'unknown',
    )
      .stdout(refused('touch may destroy: allow it with --allow destroy or --allow touch'))
      .exits(4)
  })

  test('a block that asks to be confirmed needs a person, whatever effect is allowed', async () => {
    await unattended(head + block('bash {id=ask confirm="Sure?"}', 'echo x'), '--allow', 'destroy')
      .stdout(["guard needs-person: ask asks for a person's confirmation: allow it with --allow ask"])
      .exits(3)
  })

  test('answers given beforehand stand for a person, in words that are recorded', async () => {
    const ids = ['done', 'not', 'bad', 'by-hand']
    const text = `${head}- [ ] done\n- [ ] not\n- [ ] bad\n\n${block('bash {id=by-hand}', 'vim file')}`
    const plan = await cli('plan', 'a.md', '--json').file('a.md', text).stdout(/./).exits(0)
    const steps = (JSON.parse(plan.stdout) as {steps: {id: string}[]}).steps.map(({id}) => id)
    const said = ['done', '{do: not-applicable, reason: this is a drill}', '{do: failed, note: no luck}']
    const answers = `steps:\n${steps.map((id, at) => `  ${id}: ${said[at]}\n`).join('')}  by-hand: {do: skip, reason: no editor}\n`
    const {dir} = await unattended(text, '--answers', 'an.yaml')
      .file('an.yaml', answers)
      .stdout(/Run: failed/)
      .exits(1)
    const run = await onlyRun(dir)
    expect(ids).toHaveLength(4)
    expect(dataOf(run, 'checklist.changed')).toEqual([
      {state: 'done'},
      {state: 'not-applicable', note: 'this is a drill'},
      {state: 'failed', note: 'no luck'},
    ])
    expect(dataOf(run, 'step.skipped')).toEqual([{reason: 'no editor', by: 'policy'}])
  })
})

describe('values', () => {
  test('a value with quotes, blanks and a newline is never code', async () => {
    const evil = `'; touch owned; echo "$(touch owned)" \`touch owned\` $HOME\n*`
    const {dir} = await unattended(
      head + block('bash {id=say}', 'printf "[%s]" <who>; printf "[%s]" "<who>"'),
      '--input',
      `who=${evil}`,
    )
      .stdout(/✓ Run: success/)
      .exits(0)
    expect((await onlyRun(dir)).read('outputs/001-say.1.log')).toBe(`[${evil}][${evil}]`)
    expect(existsSync(join(dir, 'owned'))).toBe(false)
  })

  test('SQL reads in a read-only transaction, and a value is bound', async () => {
    const url = await database()
    const sql = `${head.replace('severity: P1', 'databases: {main: {url: $DATABASE_URL}}')}${block('sql {id=ask}', "SELECT 1 + 1 AS sum, '<who>' AS who;")}${block('sql {id=write}', 'CREATE TABLE t ();')}`
    const {dir} = await unattended(sql, '--input', "who=O'Neill; DROP TABLE x", '--allow', 'change')
      .env({DATABASE_URL: url})
      .stdout(['✓ 1/2', '25006: cannot execute CREATE TABLE in a read-only transaction'])
      .exits(1)
    const run = await onlyRun(dir)
    expect(run.read('outputs/001-ask.1.log')).toContain("O'Neill; DROP TABLE x")
    expect(outcomes(run)).toEqual({ask: 'success', write: 'failure'})
  })

  test('a secret of the environment that a block prints is nowhere', async () => {
    const secret = 'hunter2-correct-horse'
    const text =
      head +
      block(
        'bash {id=leak}',
        'echo "$API_TOKEN"; echo "$API_TOKEN" >&2; printf %s "$API_TOKEN" | base64; false',
      )
    for (const options of [[], ['--json']]) {
      const shown = await unattended(text, ...options)
        .env({API_TOKEN: secret})
        .stdout(/./)
        .exits(1)
      const {dir} = await onlyRun(shown.dir)
      const everything = {...everyFile(dir), stdout: shown.stdout, stderr: shown.stderr}
      for (const form of [secret, Buffer.from(secret).toString('base64').slice(0, 20)]) {
        expect(
          Object.keys(everything).filter(path => everything[path as keyof typeof everything]!.includes(form)),
        ).toEqual([])
      }
      expect(everything['outputs/001-leak.1.log' as keyof typeof everything]).toMatch(/redacted/)
    }
  })

  test('a secret input reaches the block and not the record', async () => {
    const text = `${head.replace('severity: P1', 'inputs: {pass: {secret: true}}')}${block('bash {id=use}', 'printf %s "<pass>" | wc -c; echo "<pass>"')}`
    const {dir, stdout} = await unattended(text, '--input', 'pass=s3cr3t-value').stdout(/12\n/).exits(0)
    const run = await onlyRun(dir)
    expect(Object.values({...everyFile(run.dir), stdout}).some(text => text.includes('s3cr3t-value'))).toBe(
      false,
    )
    expect(dataOf(run, 'input.set')).toEqual([{name: 'pass', secret: true, source: 'option'}])
  })
})

describe('--json', () => {
  test('prints the lines of the journal and nothing else', async () => {
    const {dir, stdout} = await unattended(mend.replace('- [ ] Tell the team\n', ''), '--json')
      .stdout(/./)
      .exits(0)
    const {read} = await onlyRun(dir)
    expect(stdout).toBe(read('journal.jsonl'))
    expect(linesOf(stdout)).toHaveLength(8)
  })
})

describe('a reader that goes away', () => {
  const chatty = head + block('bash {id=big}', 'seq 1 200000') + block('bash {id=after}', 'echo still here')

  test.each([
    ['the screen', 'run a.md --yes', 9],
    ['the JSON', 'run a.md --yes --json', 1],
  ])('does not stop the run, nor its record, when it read %s', async (_, call) => {
    const {dir} = await cli
      .command('/bin/bash', '-c', `node "$0" ${call} | head -1; exit "\${PIPESTATUS[0]}"`, bundle())
      .file('a.md', chatty)
      .stdout(/^.*\n$/)
      .exits(0)
    const run = await onlyRun(dir)
    expect(outcomes(run)).toEqual({big: 'success', after: 'success'})
    expect(linesOf(run.read('outputs/001-big.1.log'))).toHaveLength(200_000)
    expect(run.types.at(-1)).toBe('run.finished')
    expect(run.read('incident.md')).toContain('✓')
  })
})

function bundle(): string {
  return join(import.meta.dirname, '../../dist/runbook.cjs')
}
