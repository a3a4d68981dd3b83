import {createHash} from 'node:crypto'
import {readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {cli} from '../support/cli.ts'
import {bundledCli} from '../support/workplace.ts'
import {dataOf, everyFile, onlyRun} from './record.ts'

const anything = () => true
const secret = 'hunter2-hunter2'
const document = (text: string, settings = '') =>
  `---\nrunbook:\n  environment: test\n${settings}---\n\n# Print\n\n\`\`\`bash {id=p effect=read reason=test}\n${text}\n\`\`\`\n`
const run = (text: string, ...options: string[]) => cli('run', 'a.md', '--yes', ...options).file('a.md', text)

test('what a program prints through a pipe is kept as it is, and harmless on the screen', async () => {
  const script = String.raw`printf '\033]0;title\007\033[31mred\033[0m\033[2J\033]52;c;aGk=\007\033[6n\033(0\0\377ok\302\233m\n'`
  let screen = ''
  const {dir} = await run(document(script))
    .stdout(text => {
      screen = text
      return true
    })
    .exits(0)
  expect(screen).toContain('\x1b[31mred\x1b[0m\ufffdokm\n')
  expect(screen).not.toMatch(/title|aGk|\x1b\[2J|\x1b\[6n|\x1b\(0|\0|\u009b/)
  const {dir: kept} = await onlyRun(dir)
  const bytes = readFileSync(join(kept, 'outputs/001-p.1.log'))
  expect(bytes.toString('latin1')).toBe(
    '\x1b]0;title\x07\x1b[31mred\x1b[0m\x1b[2J\x1b]52;c;aGk=\x07\x1b[6n\x1b(0\0\xffok\xc2\x9bm\n',
  )
})

test.each([
  ['--output-limit', '', ['--output-limit', '1KiB']],
  ['the front matter', '  output-limit: 1 KiB\n', []],
  ['the option before the front matter', '  output-limit: 10MB\n', ['--output-limit', '1024']],
])(
  'a limit given by %s cuts the file, and says so there, on the screen and in the incident log',
  async (_, settings, options) => {
    const {dir} = await run(document('seq 1 1000', settings), ...options)
      .stdout(
        text =>
          text.includes('\n1000\n') && text.includes('[2869 more bytes were not kept: the limit is 1 KiB]'),
      )
      .exits(0)
    const {dir: kept, read} = {...(await onlyRun(dir)), ...(await onlyRun(dir))}
    expect(read('outputs/001-p.1.log')).toMatch(/\n\[2869 more bytes were not kept: the limit is 1 KiB\]\n$/)
    expect(read('incident.md')).toContain('2869 more bytes were not kept.')
    expect(dataOf(await onlyRun(dir), 'step.finished')).toMatchObject([{output: {dropped: 2869}}])
    expect(kept).toBeTruthy()
  },
)

test('a limit that is no size is refused', async () => {
  await run(document('true'), '--output-limit', 'much')
    .stderr(text => text.includes('expected a size such as 10MiB'))
    .exits(2)
  await run(document('true', '  output-limit: much\n'))
    .stderr(text =>
      text.includes('Unexpected value for `runbook.output-limit`, expected a size such as `10MiB`'),
    )
    .exits(2)
})

test('a secret on both streams, wrapped, coloured and in a title is nowhere', async () => {
  const script = [
    'printf "a %s\\n" "$MY_TOKEN"; printf "b %s\\n" "$MY_TOKEN" >&2',
    'printf "\\033]0;%s\\007" "$MY_TOKEN"; printf %s "$MY_TOKEN" | fold -w 9; echo',
    'printf %s "$MY_TOKEN" | sed "s/./&$(printf "\\033[1m")/g"; echo',
    'for i in 1 2 3 4; do printf %s "${MY_TOKEN:i*4-4:4}"; sleep 0.15; done; echo',
    'set -x; : "$MY_TOKEN"; cat "/nowhere/$MY_TOKEN" || true',
  ].join('\n')
  const {dir, stdout} = await run(document(script)).env({MY_TOKEN: secret}).stdout(anything).exits(0)
  const {dir: kept} = await onlyRun(dir)
  for (const text of [stdout, ...Object.values(everyFile(kept))])
    expect(text.replaceAll(/\x1b\[\d*m|\n/g, '')).not.toContain(secret)
})

test('--cast records the screen: header, output, a mark at each step, the exit code, and no secret', async () => {
  const two = `${document('echo "one $MY_TOKEN"; printf "\\033[32mgreen\\033[0m\\n"')}\n## Then\n\n\`\`\`bash {id=q}\necho two\n\`\`\`\n`
  const {dir, stdout} = await run(two, '--cast')
    .env({MY_TOKEN: secret, TERM: 'xterm'})
    .stdout(anything)
    .exits(0)
  const {dir: kept, read} = {...(await onlyRun(dir))}
  const [header, ...events] = read('session.cast')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as [number, string, string])
  expect(header).toEqual({
    version: 3,
    term: {cols: 80, rows: 24, type: 'xterm'},
    timestamp: expect.closeTo(Date.now() / 1000, -3),
    title: 'Print',
  })
  expect(events.every(([interval]) => interval >= 0 && interval < 60)).toBe(true)
  const shown = events.flatMap(([, code, data]) => (code === 'o' ? [data] : [])).join('')
  expect(shown.replaceAll('\r\n', '\n')).toBe(stdout)
  expect(shown).toContain('one ‹redacted›\r\n\x1b[32mgreen\x1b[0m\r\n')
  expect(events.flatMap(([, code, data]) => (code === 'm' ? [data] : []))).toEqual([
    expect.stringMatching(/^1\/2 /),
    expect.stringMatching(/^2\/2 /),
  ])
  expect(events.at(-1)!.slice(1)).toEqual(['x', '0'])
  expect((statSync(join(kept, 'session.cast')).mode & 0o777).toString(8)).toBe('600')
})

test('the digest of a long output is that of its file, and what a person reads in the record is whole', async () => {
  const {dir} = await run(document('seq 1 500000; echo the end'))
    .stdout(text => text.includes('\n250000\n') && text.includes('\n500000\nthe end\n'))
    .exits(0)
  const {dir: kept, read} = {...(await onlyRun(dir))}
  const bytes = readFileSync(join(kept, 'outputs/001-p.1.log'))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  expect(dataOf(await onlyRun(dir), 'step.finished')).toMatchObject([
    {output: {sha256, bytes: bytes.length, lines: 500_001}},
  ])
  expect(read('incident.md')).toContain('\n500000\nthe end\n')
})

test('nothing is lost or mixed up where the screen is read slowly', async () => {
  const lines = Array.from({length: 12_000}, (_, n) => `line ${n + 1} of many`)
  const script = 'for ((n = 1; n <= 12000; n++)); do echo "line $n of many"; done'
  await cli
    .command('bash', '-c', '"$0" "$1" run a.md --yes | (sleep 1; cat)', process.execPath, bundledCli())
    .file('a.md', document(script))
    .stdout(text => text.includes(`\n${lines.join('\n')}\n`))
    .exits(0)
})
