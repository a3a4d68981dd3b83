import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {dataOf, isRunning, onlyRun, outcomes} from '../cli/record.ts'
import {temporaryDirectory} from '../support/temporary.ts'
import {terminal} from '../support/terminal.ts'

const block = (info: string, text: string) => `\`\`\`bash {${info}}\n${text}\n\`\`\`\n\n`
const sleeper = block('id=sleep', 'trap "" INT\nsleep 1000 & echo "$!" > pid\necho sleeping\nwait')
const start = (...blocks: string[]) => {
  const cwd = temporaryDirectory()
  return terminal(['run', 'a.md'], {
    cwd,
    env: {XDG_RUNTIME_DIR: cwd}, // what a run that had to be killed could not clear away goes with the test
    files: {'a.md': `# Stop it\n\n${blocks.join('')}`},
    patienceMs: 5000,
  })
}
type Session = Awaited<ReturnType<typeof start>>
const pidIn = ({dir}: Session) => Number(readFileSync(join(dir, 'pid'), 'utf8'))
const consent = async (t: Session) => {
  await t.next(/Enter runs it|Run it\? y\/N/)
  t.type('y\r')
}

describe('Ctrl-C', () => {
  test('during a step stops it and what it started, and asks what now', async () => {
    const t = await start(sleeper, block('id=next', 'echo "the next one"'))
    await consent(t)
    await t.next('sleeping')
    t.key('ctrl-c') // goes to the program, which does not mind
    await t.next('^C')
    t.key('ctrl-c')
    await t.next('Still running')
    t.key('ctrl-c')
    await t.next('■ 1/2 Stop it: cancelled')
    await t.next('What now?')
    await t.next('› Next')
    expect(isRunning(pidIn(t))).toBe(false)
    t.type('c\r')
    await consent(t)
    await t.next('the next one')
    expect(await t.exit()).toBe(1)
    const run = await onlyRun(t.dir)
    expect(outcomes(run)).toEqual({sleep: 'cancelled', next: 'success'})
    expect(run.types).not.toContain('run.interrupted')
  })

  test('pressed once more right after it stopped a step still asks what now', async () => {
    const t = await start(block('id=sleep', 'echo sleeping\nsleep 1000'))
    await consent(t)
    await t.next('sleeping')
    t.key('ctrl-c')
    await t.next('› Next')
    t.key('ctrl-c')
    await t.next('› Next')
    t.type('q enough\r')
    expect(await t.exit()).toBe(1)
    expect((await onlyRun(t.dir)).types).not.toContain('run.interrupted')
  })

  test('at a prompt ends the run with 130, and nothing ran', async () => {
    const t = await start(block('id=a', 'touch ran'))
    await t.next(/Enter runs it|Run it\? y\/N/)
    t.key('ctrl-c')
    await t.next('interrupted by SIGINT')
    expect(await t.exit()).toBe(130)
    const run = await onlyRun(t.dir)
    expect(run.types).toEqual(['run.started', 'prompt.answered', 'run.interrupted'])
    expect(dataOf(run, 'run.interrupted')).toEqual([{signal: 'SIGINT'}])
    expect(existsSync(join(t.dir, 'ran'))).toBe(false)
  })

  test('while a step waits for its next try stops the waiting and asks what now', async () => {
    const t = await start(block('id=poll every=10m until=1h', 'echo tried; false'))
    await consent(t)
    await t.next('tried')
    await t.sees('left; Ctrl-C stops it (failed: exit 1)')
    t.key('ctrl-c')
    await t.next('› Next')
    expect(t.text()).toContain('✗ 1/1 Stop it: failed: exit 1') // where it counted
    t.type('q\r')
    expect(await t.exit()).toBe(1)
  })

  test('at a question about a value ends the run with 130', async () => {
    const t = await start(block('id=a', 'echo <name> > ran'))
    await t.next('Value for name')
    t.key('ctrl-c')
    expect(await t.exit()).toBe(130)
    expect(existsSync(join(t.dir, 'ran'))).toBe(false)
  })
})

describe('the end of input', () => {
  test('Ctrl-D at a prompt ends the run without running anything', async () => {
    const t = await start(block('id=a', 'touch ran'))
    await t.next(/Enter runs it|Run it\? y\/N/)
    t.key('ctrl-d')
    expect(await t.exit()).toBe(1)
    const run = await onlyRun(t.dir)
    expect(run.types).toEqual(['run.started', 'prompt.answered', 'run.finished'])
    expect(dataOf(run, 'run.finished')).toMatchObject([{result: 'stopped'}])
    expect(existsSync(join(t.dir, 'ran'))).toBe(false)
  })
})

describe('a signal from outside', () => {
  test.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s at a prompt ends the run with %i', async (signal, exit) => {
    const t = await start(block('id=a', 'touch ran'))
    await t.next(/Enter runs it|Run it\? y\/N/)
    t.kill(signal)
    expect(await t.exit()).toBe(exit)
    expect(dataOf(await onlyRun(t.dir), 'run.interrupted')).toEqual([{signal}])
    expect(existsSync(join(t.dir, 'ran'))).toBe(false)
  })
})
