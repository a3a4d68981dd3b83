import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {dataOf, onlyRun, outcomes} from '../cli/record.ts'
import {terminal} from '../support/terminal.ts'

const block = (info: string, text: string) => `\`\`\`bash {${info}}\n${text}\n\`\`\`\n\n`
const document = (...blocks: string[]) => `# Mend it\n\n${blocks.join('')}`
const read = block('id=look', 'echo "looked at it"')
const change = block('id=mend effect=change', 'echo done > mended')
const destroy = block('id=wipe effect=destroy', 'echo done > wiped')
const last = block('id=last', 'echo "the last one"')

const start = (text: string, options: {env?: Record<string, string>; args?: string[]} = {}) =>
  terminal(['run', 'a.md', '--operator', 'ada', ...(options.args ?? [])], {
    files: {'a.md': text},
    ...(options.env ? {env: options.env} : {}),
  })
type Session = Awaited<ReturnType<typeof start>>

const ran = (t: Session, name: string) => existsSync(join(t.dir, name))
const answers = async (t: Session) =>
  dataOf(await onlyRun(t.dir), 'prompt.answered').map(({question, answer, detail}) =>
    [question, answer, detail].filter(Boolean).join(' '),
  )

describe('consent', () => {
  test('what only reads runs on Enter; the screen says what, why and where', async () => {
    const t = await start(document(read))
    await t.sees('Enter runs it')
    const shown = t.text()
    expect(shown).toContain('[1/1] Mend it\n')
    expect(shown).toContain('  │ echo "looked at it"\n')
    expect(shown).toContain('read: `echo` only reads')
    expect(shown).toMatch(/runs on this machine \(\S+\)/)
    t.key('enter')
    await t.next('looked at it')
    await t.next('✓ Run: success')
    expect(await t.exit()).toBe(0)
    expect(await answers(t)).toEqual(['step run'])
  })

  test.each([
    ['enter', '', 'Nothing was done.'],
    ['esc', '', undefined],
    ['tab', '', undefined],
    ['up', '', undefined],
    ['space', '', 'Nothing was done.'],
  ] as const)('a change does not run on %s, and runs on y', async (key, _, said) => {
    const t = await start(document(change))
    await t.sees('Run it? y/N')
    t.key(key)
    if (said) t.type(key === 'enter' ? '' : '\r')
    else t.type('\x15\r')
    await t.next('Nothing was done.')
    await t.next('Run it? y/N')
    expect(ran(t, 'mended')).toBe(false)
    t.type('y\r')
    await t.next('✓ Run: success')
    expect(await t.exit()).toBe(0)
    expect(ran(t, 'mended')).toBe(true)
    expect(await answers(t)).toEqual(['step run'])
  })

  test('n skips a change with a reason, and it did not run', async () => {
    const t = await start(document(change, last))
    await t.sees('Run it? y/N')
    t.type('n\r')
    await t.next('Why?')
    t.type('not during business hours\r')
    await t.next('skipped: not during business hours')
    await t.next('Enter runs it')
    t.key('enter')
    expect(await t.exit()).toBe(0)
    expect(ran(t, 'mended')).toBe(false)
    expect(outcomes(await onlyRun(t.dir))).toEqual({last: 'success'})
  })

  test('what destroys runs only when its word is typed', async () => {
    const t = await start(`---\nrunbook: {environment: production}\n---\n\n${document(destroy)}`)
    await t.sees('Type production to run it')
    for (const typed of ['', 'y', 'yes', 'run', 'Production', 'production now', 'wipe']) {
      t.type(`${typed}\r`)
      await t.next(typed === '' ? 'Nothing was done.' : `“${typed}” means nothing here`)
      await t.next('Type production to run it')
      expect(ran(t, 'wiped')).toBe(false)
    }
    t.type('production\r')
    await t.next('✓ Run: success')
    expect(await t.exit()).toBe(0)
    expect(ran(t, 'wiped')).toBe(true)
  })

  test('a step skipped with a reason on the same line is recorded with it', async () => {
    const t = await start(document(read))
    await t.sees('Enter runs it')
    t.type('s seen already\r')
    expect(await t.exit()).toBe(1)
    expect(dataOf(await onlyRun(t.dir), 'step.skipped')).toEqual([{reason: 'seen already', by: 'operator'}])
  })

  test('a note of a kind is kept, and the step is asked about again', async () => {
    const t = await start(document(read))
    await t.sees('Enter runs it')
    t.type('+ decision: fail over at noon\r')
    await t.next('Enter runs it')
    t.type('+\r')
    await t.next('Note (')
    t.type('load is 40\r')
    await t.next('Enter runs it')
    t.key('enter')
    expect(await t.exit()).toBe(0)
    const run = await onlyRun(t.dir)
    expect(dataOf(run, 'note.added')).toEqual([
      {kind: 'decision', text: 'fail over at noon'},
      {kind: 'observation', text: 'load is 40'},
    ])
    expect(outcomes(run)).toEqual({look: 'success'})
    expect(run.read('incident.md')).toContain('fail over at noon')
  })

  test('the key line and ? explain every key', async () => {
    const t = await start(document(destroy))
    await t.sees('s skip · e edit · j jump · + note · q quit · ? help')
    await t.next('Type wipe to run it')
    t.type('?\r')
    await t.next('wipe       runs it: typing it says that you looked where it runs')
    await t.next('Ctrl-C     while a step runs: stops the step; at a prompt: ends the run')
    await t.next('Type wipe to run it')
    t.type('q had enough\r')
    await t.next('■ Run: stopped: had enough')
    expect(await t.exit()).toBe(1)
    expect(ran(t, 'wiped')).toBe(false)
  })

  test('what is typed while a step runs does not answer the next question', async () => {
    const t = await start(
      document(block('id=slow', 'echo slow; while [ ! -e go ]; do sleep 0.02; done'), change),
    )
    await t.sees('Enter runs it')
    t.key('enter')
    await t.next('slow')
    t.type('y\ry\r')
    await t.next('y')
    await go(t)
    await t.next('Run it? y/N')
    t.type('?\r')
    await t.next('y          runs it')
    await t.next('Run it? y/N')
    expect(ran(t, 'mended')).toBe(false)
    t.type('q\r')
    expect(await t.exit()).toBe(1)
    expect(outcomes(await onlyRun(t.dir))).toEqual({slow: 'success'})
  })
})

describe('people', () => {
  const list = '# List\n\n## Verification\n\n- [ ] one\n- [ ] two\n- [x] three\n- [ ] four\n'

  test('a checklist is answered done, not applicable or failed, in words that are kept', async () => {
    const t = await start(list)
    for (const [title, typed] of [
      ['one', 'd http://example.org/1'],
      ['two', 'n no replica here'],
      ['three', 'f'],
    ] as const) {
      await t.next(title)
      await t.next('Done?')
      t.type(`${typed}\r`)
    }
    await t.next('What happened?')
    t.type('it said no\r')
    await t.next('four')
    await t.next('Done?')
    t.key('enter')
    await t.next('Nothing was done.')
    await t.next('Done?')
    t.type('s\r')
    await t.next('Why?')
    t.type('later\r')
    await t.next('✗ Run: failed')
    expect(await t.exit()).toBe(1)
    const run = await onlyRun(t.dir)
    expect(dataOf(run, 'checklist.changed')).toEqual([
      {state: 'done', note: 'http://example.org/1'},
      {state: 'not-applicable', note: 'no replica here'},
      {state: 'failed', note: 'it said no'},
    ])
    expect(dataOf(run, 'step.skipped')).toEqual([{reason: 'later', by: 'operator'}])
  })
})

describe('after a failure', () => {
  const flaky = block('id=flaky', '[ -e fixed ] || { touch fixed; exit 3; }')
  const failing = block('id=bad', 'exit 3')
  const rollback = `## Rollback\n\n${block('id=back effect=change', 'touch rolled-back')}`
  const consented = async (t: Session, text = 'Run it? y/N') => {
    await t.next(text)
    t.type('y\r')
  }

  test('retry shows the step again, asks again, and runs it', async () => {
    const t = await start(document(flaky))
    await consented(t)
    await t.next('✗ 1/1 Mend it: failed: exit 3')
    await t.next('› Next')
    t.type('r\r')
    await consented(t)
    await t.next('✓ 1/1 Mend it (attempt 2)')
    expect(await t.exit()).toBe(0)
    expect(await answers(t)).toEqual(['step run', 'failure retry', 'step run'])
  })

  test('continue goes on, and the run is no success', async () => {
    const t = await start(document(failing, last))
    await t.next('Mend it')
    await t.next(/Enter runs it|Run it\? y\/N/)
    t.type('y\r')
    await t.next('› Next')
    t.type('c\r')
    await t.next('Enter runs it')
    t.key('enter')
    await t.next('the last one')
    await t.next('✗ Run: failed')
    expect(await t.exit()).toBe(1)
    expect(outcomes(await onlyRun(t.dir))).toEqual({bad: 'failure', last: 'success'})
  })

  test('rollback goes to the rollback section, past what is left', async () => {
    const t = await start(document(failing, last, rollback))
    await t.next(/Enter runs it|Run it\? y\/N/)
    t.type('y\r')
    await t.next('b rollback')
    await t.next('› Next')
    t.type('b\r')
    await consented(t)
    expect(await t.exit()).toBe(1)
    expect(ran(t, 'rolled-back')).toBe(true)
    expect(outcomes(await onlyRun(t.dir))).toEqual({bad: 'failure', back: 'success'})
  })

  test('quit ends the run, which failed', async () => {
    const t = await start(document(failing, last))
    await t.next(/Enter runs it|Run it\? y\/N/)
    t.type('y\r')
    await t.next('› Next')
    t.key('enter')
    await t.next('Nothing was done.')
    await t.next('Next')
    t.type('q\r')
    await t.next('✗ Run: failed')
    expect(await t.exit()).toBe(1)
    expect(dataOf(await onlyRun(t.dir), 'run.finished')).toMatchObject([{result: 'failure'}])
  })
})

async function go(t: Session) {
  const {writeFileSync} = await import('node:fs')
  writeFileSync(join(t.dir, 'go'), '')
}
