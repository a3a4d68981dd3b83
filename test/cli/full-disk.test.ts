import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {cli} from '../support/cli.ts'
import {bundledCli} from '../support/workplace.ts'
import {onlyRun} from './record.ts'

/** The tool where no file may have more than so many kibibytes, as on a disk that is full. */
const limited = (size: number, ...args: string[]) =>
  cli.command(
    'bash',
    '-c',
    `trap '' XFSZ; ulimit -f ${size}; exec "$0" "$@"`,
    process.execPath,
    bundledCli(),
    ...args,
  )

const runbook = (script: string) => `---
runbook: {}
---
# Disk

\`\`\`bash {id=print}
${script}
\`\`\`

\`\`\`bash {id=after effect=change}
touch reached
\`\`\`
`

test.each([
  ['an output', 'seq 50000', [], /outputs\/001-print\.1\.log: the output cannot be kept \(EFBIG\)/],
  ['the recording', 'seq 2500', ['--cast'], /session\.cast: the recording cannot be kept \(EFBIG\)/],
])(
  'where %s cannot be kept the run stops before the next effect, and still says how it stands',
  async (_, script, options, complaint) => {
    const {dir} = await limited(16, 'run', '--yes', ...options, 'a.md')
      .file('a.md', runbook(script))
      .stdout(
        /\? Run: not finished\n(?:.*\n)* {2}· 2 Disk: not run\n(?:.*\n)*Resume: +runbook resume .*\n(?:.*\n)*Head: +\d+ /,
      )
      .stderr(complaint)
      .exits(70)
    expect(existsSync(join(dir, 'reached'))).toBe(false)
  },
)

test('where the record itself cannot be kept, what has happened is told all the same', async () => {
  const long = `true ${'#'.repeat(900)}`
  const {dir} = await limited(3, 'run', '--yes', 'a.md')
    .file('a.md', runbook(long))
    .stdout(/1\/2 Disk(?:.*\n)*\? Run: not finished\n(?:.*\n)*.*2 Disk: not run\n(?:.*\n)*Head: +\d+ /)
    .stderr(
      /journal\.jsonl: the journal cannot be written \(EFBIG\), so nothing more is run|incident\.md: the incident log cannot be written \(EFBIG\)/,
    )
    .exits(70)
  expect(existsSync(join(dir, 'reached'))).toBe(false)
})

/** The tool with a full disk behind one of its streams. */
const onto = (redirection: string, ...args: string[]) =>
  cli.command('bash', '-c', `exec "$0" "$@" ${redirection}`, process.execPath, bundledCli(), ...args)

const lost = /^runbook: standard output cannot be written: (?:the disk is full|ENOSPC).*\n$/

test
  .skipIf(!existsSync('/dev/full'))
  .each([
    ['--help'],
    ['plan', 'a.md'],
    ['plan', '--json', 'a.md'],
    ['lint', 'a.md', '--format', 'json'],
    ['completion', 'bash'],
    ['list'],
  ])('where standard output is on a full disk, `%s %s` says so in one line', async (...args) => {
  await onto('>/dev/full', ...args.filter(Boolean))
    .file('a.md', '---\nrunbook:\n  severity: minor\n  owner: ops\n---\n# Disk\n\n```bash\ntrue\n```\n')
    .stderr(lost)
    .exits(70)
})

test.skipIf(!existsSync('/dev/full')).each([[[]], [['--json']]])(
  'a run whose screen is on a full disk goes on to its end, and the record has it all: %j',
  async options => {
    const {dir} = await onto('>/dev/full', 'run', '--yes', 'a.md', ...options)
      .file('a.md', runbook('seq 30000'))
      .stderr(lost)
      .exits(70)
    expect(existsSync(join(dir, 'reached'))).toBe(true)
    const {read} = await onlyRun(dir)
    expect(read('journal.jsonl')).toMatch(/"type":"[\w.]*run\.finished"/)
    expect(read('outputs/001-print.1.log')).toMatch(/\n30000\n$/)
  },
)

test.skipIf(!existsSync('/dev/full'))('standard error on a full disk takes nothing else along', async () => {
  await onto('2>/dev/full', 'plan', 'nowhere.md').exits(2)
})
