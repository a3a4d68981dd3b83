import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {cli} from '../support/cli.ts'
import {dataOf, isRunning, onlyRun, outcomes} from './record.ts'

const fence = (info: string, text: string) =>
  `\`\`\`bash {${info} effect=read reason="a test"}\n${text}\n\`\`\`\n\n`
const head = '---\nrunbook: {}\n---\n\n# Serve\n\n'
const server = fence(
  'id=server background expect="listening"',
  'echo $$ > server.pid\necho listening\nwhile :; do echo tick; sleep 0.05; done',
)
const pidIn = (dir: string, name: string) => Number(readFileSync(join(dir, name), 'utf8'))

test('a block in the background goes on while the next runs, keeps its output off the screen, and ends with the run', async () => {
  const {dir} = await cli('run', 'a.md', '--yes')
    .file('a.md', `${head}${server}${fence('id=use', 'kill -0 $(cat server.pid) && echo it is up')}`)
    .stdout(
      text =>
        /^✓ 1\/2 .*: success: left running as process \d+, its output in .*outputs\/001-server\.1\.log/m.test(
          text,
        ) &&
        /^it is up$/m.test(text) &&
        /left running, ended with the run/.test(text) &&
        !/^tick$/m.test(text),
    )
    .exits(0)
  const run = await onlyRun(dir)
  expect(run.types.filter(type => /^(step|background)/.test(type))).toEqual([
    'step.started',
    'step.finished',
    'step.started',
    'step.finished',
    'background.ended',
  ])
  const pid = pidIn(dir, 'server.pid')
  expect(dataOf(run, 'step.finished')[0]).toMatchObject({
    outcome: {kind: 'success'},
    background: {pid: expect.any(Number)},
  })
  expect(dataOf(run, 'background.ended')).toMatchObject([
    {by: 'run', output: {path: 'outputs/001-server.1.log'}},
  ])
  expect(run.read('outputs/001-server.1.log')).toMatch(/^listening\ntick\n/)
  expect(isRunning(pid)).toBe(false)
})

test('one that fails while the run goes on makes the run a failed one', async () => {
  const dies = fence(
    'id=server background expect="up"',
    'echo up\nuntil [ -e go ]; do sleep 0.02; done\nexit 7',
  )
  const {dir} = await cli('run', 'a.md', '--yes')
    .file('a.md', `${head}${dies}${fence('id=use', 'touch go; sleep 0.5')}${fence('id=last', 'true')}`)
    .stdout(['✗ 1/3', 'failed: exit 7'])
    .exits(1)
  const run = await onlyRun(dir)
  expect(outcomes(run)).toMatchObject({use: 'success', last: 'success'})
  expect(dataOf(run, 'background.ended')).toMatchObject([
    {by: 'itself', outcome: {kind: 'failure', detail: 'exit 7'}, process: {exit: {code: 7}}},
  ])
  expect(dataOf(run, 'run.finished')).toMatchObject([{result: 'failure'}])
})

test('what a plain block leaves running is listed at the end, and ended', async () => {
  const {dir} = await cli('run', 'a.md', '--yes')
    .file(
      'a.md',
      `${head}${fence('id=start', 'sleep 300 & echo $! > pid\nuntil [ "$(cat /proc/$!/comm)" = sleep ]; do :; done')}`,
    )
    .stdout(/ended with the run: sleep \(process \d+\), which 1\/1 .* left running/)
    .exits(0)
  expect(dataOf(await onlyRun(dir), 'process.left')).toEqual([{pid: pidIn(dir, 'pid'), name: 'sleep'}])
  expect(isRunning(pidIn(dir, 'pid'))).toBe(false)
})

test('a signal that ends the run ends what is in the background too', async () => {
  const {dir} = await cli('run', 'a.md', '--yes')
    .file('a.md', `${head}${server}${fence('id=use', 'echo waiting; sleep 100')}`)
    .kill('SIGTERM')
    .when('waiting')
    .stdout(['left running, ended with the run', 'interrupted by SIGTERM'])
    .exits(143)
  expect(isRunning(pidIn(dir, 'server.pid'))).toBe(false)
})

test('the state of the session is kept with the run, for its owner alone and without what was captured as a secret', async () => {
  const {dir} = await cli('run', 'a.md', '--yes')
    .file(
      'a.md',
      `${head}${fence('id=one', 'PLAIN=kept; HIDDEN=$(echo abc-123-def); cd /')}${fence('id=two capture-secret=token', 'echo $HIDDEN')}`,
    )
    .stdout(/2 succeeded/)
    .exits(0)
  const state = (await onlyRun(dir)).read('session/state.sh')
  expect(state).toContain('declare -- PLAIN="kept"')
  expect(state).toMatch(/^# Left out, since it is or may be secret: HIDDEN\n__rb_pwd=\/;/)
  expect(state).not.toContain('abc-123')
})
