import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {cli} from '../support/cli.ts'
import {temporaryDirectory} from '../support/temporary.ts'
import {isRunning, onlyRun} from './record.ts'

const document = (text: string) =>
  `---\nrunbook: {}\n---\n\n# Work\n\n1. First\n\n   \`\`\`bash {id=work effect=read reason="a test"}\n${text.replace(/^/gm, '   ')}\n   \`\`\`\n`

test('an error of bash names the runbook and the line in it, also in a list', () =>
  cli('run', 'backend-down.md', '--yes', '--allow', 'work')
    .file('backend-down.md', document('echo "line $LINENO"\n\nls /none 2>/dev/null\nno-such-program'))
    .stdout(
      text =>
        text.includes('line 10\n') &&
        /\/backend-down\.md: line 13: no-such-program: command not found/.test(text),
    )
    .exits(1))

test.each([
  ['', 'runs on'],
  ["trap 'echo cleaned > cleaned' EXIT\n", 'has an EXIT trap'],
])(
  'when the tool is killed with -9, its step goes on to its end, and then nothing is left (%s%s)',
  async trap => {
    const dir = temporaryDirectory()
    const runtime = temporaryDirectory()
    await cli('run', 'a.md', '--yes', '--allow', 'work')
      .dir(dir)
      .env({XDG_RUNTIME_DIR: runtime})
      .file(
        'a.md',
        document(`${trap}echo $$ > pid\necho begun\nuntil [ -e go ]; do sleep 0.05; done\necho over > over`),
      )
      .kill('SIGKILL')
      .when('begun')
      .stdout(/begun\n$/)
      .exits('SIGKILL')
    const pid = Number(readFileSync(join(dir, 'pid'), 'utf8'))
    expect({runs: isRunning(pid), kept: readdirSync(runtime).length}).toEqual({runs: true, kept: 1})
    expect((await onlyRun(dir)).read('outputs/001-work.1.log')).toBe('begun\n')
    await cli('run', 'b.md', '--yes', '--allow', 'work')
      .dir(dir)
      .file('b.md', document('touch go'))
      .stdout(/1 succeeded/)
      .exits(0)
    await expect.poll(() => existsSync(join(dir, 'over')), {timeout: 10_000}).toBe(true)
    await expect.poll(() => isRunning(pid), {timeout: 10_000}).toBe(false)
    expect(existsSync(join(dir, 'cleaned'))).toBe(trap !== '')
    if (trap)
      await cli('run', 'c.md', '--yes')
        .dir(dir)
        .env({XDG_RUNTIME_DIR: runtime})
        .file('c.md', document('true'))
        .stdout(/1 succeeded/)
        .exits(0)
    expect(readdirSync(runtime)).toEqual([])
  },
)
