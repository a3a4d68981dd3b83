import {describe, expect, test} from 'vitest'
import {standIn} from '../executor/shell/remote/stand-in.ts'
import {cli} from '../support/cli.ts'
import {startSshServer, withoutSshd} from '../support/ssh-server.ts'
import {terminal} from '../support/terminal.ts'
import {dataOf, onlyRun, outcomes} from './record.ts'

const block = (info: string, text: string) => `\`\`\`bash {${info}}\n${text}\n\`\`\`\n\n`
const document = (...blocks: string[]) =>
  `---\nrunbook:\n  inputs:\n    api-token: {secret: true}\n---\n\n# Elsewhere\n\n${blocks.join('')}`
const anything = () => true
const unattended = (text: string, path: string, ...options: string[]) =>
  cli('run', 'a.md', '--yes', ...options)
    .file('a.md', text)
    .env({PATH: path})
    .stdout(anything)
    .stderr(anything)

describe.skipIf(withoutSshd)('a run whose blocks are for a host', () => {
  test('does them there, and its record says where', async () => {
    const {path, connections} = await startSshServer()
    const {dir} = await unattended(
      document(
        block('id=set host=near effect=change', 'NAME=kept; cd /usr'),
        block('id=look host=near', 'echo "$NAME $PWD ${SSH_CONNECTION+there}"; echo "$RUNBOOK_STEP_ID"'),
        block('id=here', 'echo "${SSH_CONNECTION-here}"'),
      ),
      path,
    ).exits(0)
    const run = await onlyRun(dir)
    expect(run.read('outputs/002-look.1.log')).toBe('kept /usr there\nlook\n')
    expect(run.read('outputs/003-here.1.log')).toBe('here\n')
    expect(dataOf(run, 'step.started').map(({server}) => server)).toEqual([
      {address: 'near'},
      {address: 'near'},
      undefined,
    ])
    expect(connections()).toBe(1)
  })

  test('hands a secret over without showing it', async () => {
    const {path} = await startSshServer()
    const secret = 'tok-4f2a9c81d7'
    const {dir} = await unattended(
      document(block('id=use host=near', 'echo "token: $API_TOKEN ${#API_TOKEN}"')),
      path,
      '--input',
      `api-token=${secret}`,
    ).exits(0)
    const run = await onlyRun(dir)
    expect(run.read('outputs/001-use.1.log')).toMatch(/^token: (?!tok-).* 14\n$/)
    expect(JSON.stringify(run.records)).not.toContain(secret)
  })

  test('does not begin a block there with a variable that only this machine has', async () => {
    const {path} = await startSshServer()
    const {dir} = await unattended(document(block('id=use host=near', 'echo "ran $ONLY_HERE"')), path)
      .env({PATH: path, ONLY_HERE: 'x'})
      .exits(1)
    const run = await onlyRun(dir)
    expect(dataOf(run, 'step.finished').map(({outcome}) => outcome)).toEqual([
      {
        kind: 'error',
        code: 'unset',
        detail:
          'ONLY_HERE has no value on near (over ssh): set it there in a block before, or declare it under `inputs:`',
      },
    ])
  })

  test('ends with what is wrong where a host cannot be reached', async () => {
    const {path} = await startSshServer()
    const {dir} = await unattended(document(block('id=use host=closed', 'echo ran')), path).exits(1)
    expect(outcomes(await onlyRun(dir))).toEqual({use: 'error'})
  })

  test('shows the person where a block runs, lets ssh ask, and wants the name of the host before it destroys', async () => {
    const {path} = await startSshServer()
    const t = await terminal(['run', 'a.md'], {
      env: {PATH: path},
      files: {
        'a.md': `# Elsewhere\n\n${block('id=look host=unseen', 'echo "seen ${SSH_CONNECTION+there}"')}${block('id=drop host=unseen', 'rm -rf /tmp/no-such-directory-at-all')}`,
      },
    })
    await t.next('runs on unseen (over ssh)')
    await t.next('Enter runs it')
    t.type('\r')
    await t.next('Are you sure you want to continue connecting')
    t.type('yes\r')
    await t.next('seen there')
    await t.next('Type unseen to run it')
    t.type('unseen\r')
    expect(await t.exit()).toBe(0)
    expect(outcomes(await onlyRun(t.dir))).toEqual({look: 'success', drop: 'success'})
  })

  test('stops what runs there at Ctrl-C, and goes on', async () => {
    const {path} = await startSshServer()
    const t = await terminal(['run', 'a.md'], {
      env: {PATH: path},
      files: {
        'a.md': `# Elsewhere\n\n${block('id=long host=near', 'echo begun; sleep 1000')}${block('id=next host=near', 'pgrep -f "sleep 100[0]" -g 0; echo "next one"')}`,
      },
    })
    await t.next('Enter runs it')
    t.type('\r')
    await t.next('begun')
    t.key('ctrl-c')
    await t.next('cancelled')
    await t.next('› Next')
    t.type('c\r')
    await t.next('Enter runs it')
    t.type('\r')
    await t.next('next one')
    expect(await t.exit()).toBe(1)
    expect(outcomes(await onlyRun(t.dir))).toEqual({long: 'cancelled', next: 'success'})
  })
})

test('a run behind a prefix needs leave for a prefix that is not known, and says where it ran', async () => {
  const {prefix, root} = standIn()
  const text = document(
    block(`id=look exec="'${prefix[0]}' ${prefix.slice(1).join(' ')}"`, 'echo "$POD"; pwd'),
  )
  await unattended(text, process.env.PATH!).exits(4)
  const {dir} = await unattended(text, process.env.PATH!, '--allow', 'look').exits(0)
  const run = await onlyRun(dir)
  expect(run.read('outputs/001-look.1.log')).toBe(`here\n${root}\n`)
  expect(dataOf(run, 'step.started').map(({exec}) => exec)).toEqual([{prefix}])
})
