import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {dataOf, onlyRun, outcomes} from '../cli/record.ts'
import {temporaryDirectory} from '../support/temporary.ts'
import {terminal} from '../support/terminal.ts'

const bundle = join(import.meta.dirname, '../../dist/runbook.cjs')
const block = (info: string, text: string) => `\`\`\`bash {${info}}\n${text}\n\`\`\`\n\n`
const start = (text: string, env: Record<string, string> = {}) => {
  const cwd = temporaryDirectory()
  const script = `stty -g > before; node '${bundle}' run a.md; echo "exit $?"; stty -g > after`
  return terminal.command('/bin/sh', ['-c', script], {
    cwd,
    env: {XDG_RUNTIME_DIR: cwd, ...env},
    files: {'a.md': `# Restore\n\n${text}`},
  })
}
type Session = Awaited<ReturnType<typeof start>>
const modes = ({dir}: Session) => ['before', 'after'].map(name => readFileSync(join(dir, name), 'utf8'))
const consent = async (t: Session) => {
  await t.next(/Enter runs it|Run it\? y\/N/)
  t.type('y\r')
}

test.each([
  ['a success', 'echo fine', 0],
  ['a step that leaves modes behind', 'stty raw -echo', 0],
  [
    'a step that leaves a screen of its own, the mouse and a hidden cursor on',
    "printf '\\033[?1049h\\033[?1003h\\033[?25l'",
    0,
  ],
  ['SIGTERM to the tool', 'kill -TERM "$(ps -o ppid= -p $PPID)"; sleep 60', 143],
  ['SIGHUP to the tool', 'kill -HUP "$(ps -o ppid= -p $PPID)"; sleep 60', 129],
])('after %s the terminal is as it was', async (_, script, exit) => {
  const t = await start(block('id=a effect=read reason=tested', script))
  await consent(t)
  await t.next(`exit ${exit}`)
  expect(await t.exit()).toBe(0)
  const [before, after] = modes(t)
  expect(after).toBe(before)
  expect(t.screen()).toContain(`exit ${exit}`)
})

test('a failure and the question after it leave the terminal as it was', async () => {
  const t = await start(block('id=a', 'stty -echo; exit 3'))
  await consent(t)
  await t.next('› Next')
  t.type('q\r')
  await t.next('exit 1')
  expect(await t.exit()).toBe(0)
  const [before, after] = modes(t)
  expect(after).toBe(before)
})

test('a terminal that goes away while a step runs ends the run, with its record kept', async () => {
  const cwd = temporaryDirectory()
  const t = await terminal(['run', 'a.md'], {
    cwd,
    env: {XDG_RUNTIME_DIR: cwd},
    files: {'a.md': `# Gone\n\n${block('id=a', 'echo running; sleep 60')}`},
  })
  await consent(t)
  await t.next(/^running$/m)
  t.kill('SIGHUP')
  expect(await t.exit()).toBe(129)
  const run = await onlyRun(t.dir)
  expect(outcomes(run)).toEqual({a: 'cancelled'})
  expect(dataOf(run, 'run.interrupted')).toEqual([{signal: 'SIGHUP'}])
})

test.each([
  ['script', '`script` gives one', 'terminal'],
  ['inherited', 'steps read from this terminal', 'pipe'],
])(
  'with RUNBOOK_TERMINAL=%s it is said, and a step still reads what is typed',
  async (kind, said, output) => {
    const t = await start(
      block(
        'id=a',
        'if test -t 1; then echo "to a terminal"; else echo "to a pipe"; fi\nread -r word\necho "got $word"',
      ),
      {RUNBOOK_TERMINAL: kind},
    )
    await consent(t)
    await t.next(said)
    await t.next(`to a ${output}`)
    t.type('it\r')
    await t.next('got it')
    await t.next('exit 0')
    expect(await t.exit()).toBe(0)
    const [before, after] = modes(t)
    expect(after).toBe(before)
  },
)

test('a kind of terminal that there is not is an error of the call', async () => {
  const t = await start(block('id=a', 'true'), {RUNBOOK_TERMINAL: 'vt100'})
  await t.next('RUNBOOK_TERMINAL=vt100: expected pty, script, inherited')
  await t.next('exit 2')
  expect(await t.exit()).toBe(0)
})
