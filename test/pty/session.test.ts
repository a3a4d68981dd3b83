import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {dataOf, isRunning, onlyRun, outcomes} from '../cli/record.ts'
import {cli} from '../support/cli.ts'
import {temporaryDirectory} from '../support/temporary.ts'
import {terminal} from '../support/terminal.ts'

const block = (info: string, text: string) => `\`\`\`bash {${info}}\n${text}\n\`\`\`\n\n`
const start = (...blocks: string[]) => {
  const cwd = temporaryDirectory()
  return terminal(['run', 'a.md'], {
    cwd,
    env: {XDG_RUNTIME_DIR: cwd, TERM: 'xterm-256color'},
    files: {'a.md': `# At a terminal\n\n${blocks.join('')}`, 'long.txt': 'line of text\n'.repeat(500)},
  })
}
type Session = Awaited<ReturnType<typeof start>>
const consent = async (t: Session) => {
  await t.next(/Enter runs it|Run it\? y\/N/)
  t.type('y\r')
}

describe('a step with a person at the terminal', () => {
  test('has a terminal for its input, output and errors, of the size of theirs', async () => {
    const t = await start(
      block(
        'id=look',
        'test -t 0 && test -t 1 && test -t 2 && echo "all three"; stty size; echo "$TERM"; tty',
      ),
    )
    await consent(t)
    await t.next('all three')
    await t.next('30 80')
    await t.next('xterm-256color')
    await t.next('/dev/pts/')
    expect(await t.exit()).toBe(0)
  })

  test('is answered by what is typed', async () => {
    const t = await start(block('id=ask', 'read -r -p "Name? " name\necho "hello $name"'))
    await consent(t)
    await t.next('Name? ')
    t.type('Ada\r')
    await t.next('hello Ada')
    expect(await t.exit()).toBe(0)
  })

  test('does not show a password that it reads', async () => {
    const t = await start(
      block('id=ask', 'read -r -s -p "Password: " word </dev/tty\necho; echo "${#word} long"'),
    )
    await consent(t)
    await t.next('Password: ')
    t.type('hush-hush\r')
    await t.next('9 long')
    expect(await t.exit()).toBe(0)
    expect(t.text()).not.toContain('hush')
  })

  test('is told when the window changes', async () => {
    const t = await start(
      block('id=size', 'trap "stty size; exit" WINCH\necho ready\nfor i in {1..1000}; do sleep 0.05; done'),
    )
    await consent(t)
    await t.next('ready')
    t.resize(101, 33)
    await t.next('33 101')
    expect(await t.exit()).toBe(0)
  })

  test('takes a paste of many lines whole', async () => {
    const lines = Array.from({length: 600}, (_, n) => `pasted line number ${n} of some length`).join('\n')
    const t = await start(block('id=paste', 'stty -echo\necho ready\ncat > pasted.txt\nstty echo'))
    await consent(t)
    await t.next('ready')
    t.type(`${lines.replaceAll('\n', '\r')}\r\x04`)
    expect(await t.exit()).toBe(0)
    expect(readFileSync(join(t.dir, 'pasted.txt'), 'utf8')).toBe(`${lines}\n`)
  })

  test('keeps a captured value free of what terminals add', async () => {
    const t = await start(
      block('id=get capture=found', 'ls -C --color=auto / >/dev/null; test -t 1 || echo "kept apart"'),
    )
    await consent(t)
    expect(await t.exit()).toBe(0)
    expect(dataOf(await onlyRun(t.dir), 'input.set')).toMatchObject([{name: 'found', value: 'kept apart'}])
  })

  test('cannot leave keys that it did not read to the next step or question', async () => {
    const t = await start(
      block('id=deaf', 'echo begun\nwhile [ ! -e typed ]; do sleep 0.05; done; sleep 0.3'),
      block('id=reads', 'read -r -t 1 word; echo "got <$word>"'),
    )
    await consent(t)
    await t.next('begun')
    t.type('y\ry\rnonsense\rhalf a line')
    await t.sees('half a line')
    writeFileSync(join(t.dir, 'typed'), '')
    await t.next(/Enter runs it|Run it\? y\/N/)
    t.type('y\r')
    await t.next('got <>')
    expect(await t.exit()).toBe(0)
  })
})

describe('programs that take over the terminal', () => {
  test('a pager pages, and goes when it is told to', async () => {
    const t = await start(block('id=page', 'less long.txt'), block('id=next', 'echo "after it"'))
    await consent(t)
    await t.next('long.txt')
    t.type('G')
    await t.next('(END)')
    t.type('q')
    await t.next('✓ 1/2')
    await consent(t)
    await t.next('after it')
    expect(await t.exit()).toBe(0)
  })

  test('an editor edits, and gets Ctrl-C and Ctrl-Z itself', async () => {
    const t = await start(block('id=edit', 'vi -u NONE -n new.txt'))
    await consent(t)
    await t.next('new.txt')
    // what is typed while it deals with a Ctrl-C or comes back from Ctrl-Z is forgotten by the editor itself
    const answers = (sum: string) =>
      expect
        .poll(
          () => {
            t.type(`\x1b:echo ${sum}*2\r`)
            return t.text()
          },
          {interval: 300, timeout: 20_000},
        )
        .toContain(String(Number(sum) * 2))
    t.type('ihello')
    await t.sees('hello')
    t.key('ctrl-c')
    await answers('4321')
    t.type('\x1a')
    await answers('1432')
    t.type('a there\x1b:wq\r')
    expect(await t.exit()).toBe(0)
    expect(readFileSync(join(t.dir, 'new.txt'), 'utf8')).toBe('hello there\n')
    expect(t.text()).not.toContain('not passed on')
  })
})

describe('Ctrl-C', () => {
  test('goes to the program, and a step that dies of it is cancelled with what it started', async () => {
    const t = await start(
      block('id=sleep', 'SET=before\nsleep 1000 & echo "$!" > pid\necho sleeping\nwait\necho never'),
      block('id=next', 'echo "state ${SET-}"'),
    )
    await consent(t)
    await t.next('sleeping')
    t.key('ctrl-c')
    await t.next('cancelled')
    await t.next('› Next')
    t.type('c\r')
    await consent(t)
    await t.next('state before')
    expect(await t.exit()).toBe(1)
    expect(outcomes(await onlyRun(t.dir))).toEqual({sleep: 'cancelled', next: 'success'})
    expect(t.text()).not.toMatch(/^never$/m)
    expect(isRunning(Number(readFileSync(join(t.dir, 'pid'), 'utf8')))).toBe(false)
  })

  test('that the program handles leaves the program its say', async () => {
    const t = await start(
      block('id=trap', 'trap "echo caught; exit 0" INT\necho ready\nfor i in {1..1000}; do sleep 0.05; done'),
    )
    await consent(t)
    await t.next('ready')
    t.key('ctrl-c')
    await t.next('caught')
    expect(await t.exit()).toBe(0)
    expect(outcomes(await onlyRun(t.dir))).toEqual({trap: 'success'})
  })

  test('a second one asks, and Enter lets it go on', async () => {
    const t = await start(
      block('id=deaf', 'trap "" INT\necho deaf\nwhile [ ! -e go ]; do sleep 0.05; done; echo "done at last"'),
    )
    await consent(t)
    await t.next('deaf')
    t.key('ctrl-c')
    await t.next('^C')
    t.key('ctrl-c')
    await t.next('Still running: Ctrl-C again ends it')
    t.key('enter')
    await t.next('It goes on.')
    writeFileSync(join(t.dir, 'go'), '')
    await t.next('done at last')
    expect(await t.exit()).toBe(0)
  })

  test('a third one ends the step with all that it started', async () => {
    const t = await start(block('id=deaf', 'trap "" INT\necho deaf\nfor i in {1..1000}; do sleep 0.05; done'))
    await consent(t)
    await t.next('deaf')
    t.key('ctrl-c')
    await t.next('^C')
    t.key('ctrl-c')
    await t.next('Still running')
    t.key('ctrl-c')
    await t.next('cancelled')
    await t.next('› Next')
    t.type('q\r')
    expect(await t.exit()).toBe(1)
    expect(outcomes(await onlyRun(t.dir))).toEqual({deaf: 'cancelled'})
  })
})

test('Ctrl-Z and Ctrl-\\ are not passed on, and one line says why', async () => {
  const t = await start(block('id=wait', 'echo waiting\nread -r word\necho "got $word"'))
  await consent(t)
  await t.next('waiting')
  t.key('ctrl-z')
  await t.next('Ctrl-Z is not passed on')
  t.key('ctrl-\\')
  await t.next('Ctrl-\\ is not passed on')
  t.type('on\r')
  await t.next('got on')
  expect(await t.exit()).toBe(0)
})

test('what never ends is watched until a key is pressed, which is a success', async () => {
  const t = await start(block('id=watch follow=1h', 'while :; do echo tick; sleep 0.1; done'))
  await consent(t)
  await t.next('Watching for 1 h; q or Enter ends that.')
  await t.next('tick')
  t.type('q')
  expect(await t.exit()).toBe(0)
  expect(dataOf(await onlyRun(t.dir), 'step.finished')).toMatchObject([
    {outcome: {kind: 'success', detail: 'watched until a key was pressed'}},
  ])
})

test('a step that waits for input says so', async () => {
  const t = await start(block('id=ask', 'printf "Well? "\nread -r word\necho "got $word"'))
  await consent(t)
  await t.next('It waits for your input.')
  t.type('fine\r')
  await t.next('got fine')
  expect(await t.exit()).toBe(0)
})

describe('a block marked `interactive`', () => {
  const asks = block('id=ask interactive', 'read -r -p "Word? " word; echo "got $word"')

  test('runs where a person is', async () => {
    const t = await start(asks)
    await consent(t)
    await t.next('Word? ')
    t.key('ctrl-z') // goes to it: suspended, it goes on at once
    t.type('this\r')
    await t.next('got this')
    expect(await t.exit()).toBe(0)
  })

  test('is asked at the terminal also where its standard output is read as JSON', async () => {
    const t = await start(
      block(`id=json interactive expect-json={"a":1}`, `read -r -p '{"a": 2} Word? ' word; echo '{"a": 1}'`),
    )
    await consent(t)
    await t.next('Word? ')
    t.type('this\r')
    expect(await t.exit()).toBe(0)
    expect(dataOf(await onlyRun(t.dir), 'check.evaluated')).toMatchObject([{verdict: 'met'}])
  })

  test('cannot be left running: nobody could type to it', () =>
    cli('plan', 'a.md')
      .file('a.md', `# A\n\n${block('id=ask interactive background', 'read -r word')}`)
      .stdout(['marked `background`, and it needs a person: nobody can type'])
      .exits(0))

  test('needs one', () =>
    cli('run', 'a.md', '--yes')
      .file('a.md', `---\nrunbook: {}\n---\n\n# A\n\n${asks}`)
      .stdout(['needs a person'])
      .exits(3))
})
