import {execFileSync} from 'node:child_process'
import {cpSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {execa} from 'execa'
import {beforeAll, expect, test} from 'vitest'
import {parse} from 'yaml'
import {runbook, scenarios} from '../cli/drill/shop.ts'
import {temporaryDirectory} from '../support/temporary.ts'
import {isolatedEnvironment, writeFiles} from '../support/workplace.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

interface Action {
  inputs: Record<string, {description: string; default: string}>
  runs: {
    using: string
    steps: {name: string; if?: string; shell: string; env?: Record<string, string>; run: string}[]
  }
}

const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as Action

/** Runs a step's script exactly as it stands in the file, as a runner runs `shell: bash`. */
async function step(name: string, dir: string, inputs: Record<string, string> = {}) {
  const found = action.runs.steps.find(one => one.name === name)!
  const given = Object.entries(found.env ?? {}).map(([variable, expression]) => {
    const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(expression)![1]!
    const value = inputs[input] ?? action.inputs[input]!.default
    return [variable, /^\$\{\{/.test(value) ? '' : value] as const
  })
  writeFiles(dir, {'.runner/step.sh': found.run, '.runner/summary.md': ''})
  const {exitCode, stdout, stderr} = await execa(
    'bash',
    ['--noprofile', '--norc', '-e', '-o', 'pipefail', '.runner/step.sh'],
    {
      cwd: dir,
      env: isolatedEnvironment(dir, {
        ...Object.fromEntries(given),
        GITHUB_ACTIONS: 'true',
        GITHUB_ACTION_PATH: root,
        GITHUB_STEP_SUMMARY: join(dir, '.runner/summary.md'),
      }),
      extendEnv: false,
      reject: false,
      stdin: 'ignore',
    },
  )
  return {exitCode, stdout, stderr, summary: readFileSync(join(dir, '.runner/summary.md'), 'utf8')}
}

const list = `- name: Mended
  replay: canned.yaml
  answers: {mend: run}
- name: Not agreed to
  replay: canned.yaml`
const canned =
  'steps:\n  look: {output: "crashed\\n::error::not ours"}\n  mend: {}\n  healthy: {output: up}\n'

let dir: string
beforeAll(() => {
  dir = temporaryDirectory()
  writeFiles(dir, {
    'runbooks/shop.md': runbook,
    'runbooks/shop.test.yaml': scenarios(list, 'inputs: {}\n'),
    'runbooks/canned.yaml': canned,
    'more/queue.md': '# Queue\n\n```bash\nuptime\n```\n',
  })
  const git = (...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...words], {
      cwd: dir,
      stdio: 'pipe',
    })
  git('init', '--quiet', '--initial-branch=main')
  git('add', '--all')
  git('commit', '--quiet', '--message=first')
  writeFiles(dir, {'more/queue.md': '# Queue\n\n```bash\nreboot\n```\n'})
  git('commit', '--quiet', '--all', '--message=second')
})

test('no step splices an input into its script, and each input is used and described', () => {
  for (const {run, shell} of action.runs.steps) {
    expect(run).not.toContain('${{')
    expect(shell).toBe('bash')
  }
  const text = JSON.stringify(action.runs.steps)
  for (const [name, {description}] of Object.entries(action.inputs)) {
    expect(text).toContain(`inputs.${name} `)
    expect(description).not.toBe('')
  }
})

test('mistakes fail the step, and are marked beside the lines', async () => {
  expect((await step('Install runbook', dir)).exitCode).toBe(0)
  const {exitCode, stdout} = await step('Find mistakes', dir, {paths: 'more\nrunbooks'})
  expect(exitCode).toBe(1)
  expect(stdout).toMatch(/^::warning file=runbooks\/shop\.md,/m)
  expect((await step('Find mistakes', dir, {'max-warnings': '50'})).exitCode).toBe(0)
})

test('building the tool in a job writes nothing into that job’s summary', async () => {
  const [dist, summary] = [temporaryDirectory(), join(dir, 'job-summary.md')]
  cpSync(join(root, 'dist'), dist, {recursive: true})
  writeFiles(dir, {'job-summary.md': ''})
  await execa('node', [join(root, 'scripts/code-cache.mjs'), dist], {
    env: {GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary},
  })
  expect(readFileSync(summary, 'utf8')).toBe('')
})

test('what would run otherwise is in the summary', async () => {
  const {exitCode, summary} = await step('Say what would run otherwise', dir, {paths: 'more', base: 'HEAD~1'})
  expect(exitCode).toBe(0)
  expect(summary).toMatch(/^## What this changes in runbooks\n\n```text\nmore\/queue\.md[\s\S]*reboot/)
  const same = await step('Say what would run otherwise', dir, {base: 'HEAD~1'})
  expect(same.summary).toContain('Nothing would run otherwise.')
  const far = await step('Say what would run otherwise', dir, {base: 'f'.repeat(40)})
  expect([far.exitCode, far.summary]).toEqual([0, ''])
  expect(far.stdout).toMatch(/^::notice title=runbook diff::/)
})

test('an index that is not up to date fails the step', async () => {
  const {exitCode, stderr} = await step('See that the index is up to date', dir, {index: 'runbooks'})
  expect([exitCode, stderr]).toEqual([
    1,
    'runbooks/README.md: error: it is not up to date; runbook docs runbooks writes it',
  ])
})

test('scenarios are run; what failed is marked at its file and told in the summary, and no output is taken for a command', async () => {
  const {exitCode, stdout, summary} = await step('Practise', dir, {jobs: '1'})
  expect(exitCode).toBe(1)
  const [first, ...lines] = stdout.split('\n')
  const token = /^::stop-commands::(\w{32})$/.exec(first!)![1]!
  const end = lines.indexOf(`::${token}::`)
  expect(lines.slice(0, end).filter(line => /^\S+ runbooks\/shop/.test(line))).toHaveLength(2)
  expect(lines[end + 1]).toMatch(
    /^::error file=runbooks\/shop\.test\.yaml,title=Not agreed to::run: expected success, was refused: /,
  )
  expect(summary).toMatch(/^## Drills\n/)
  expect(summary).toContain('| ✅ | Mended | `runbooks/shop.md` |')
  expect(summary).toContain('no answer: add `mend: run` below `answers:`')
  expect(readFileSync(join(dir, 'runbook-drills.xml'), 'utf8')).toContain('tests="2" failures="1"')
})
