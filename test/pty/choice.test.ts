import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {dataOf, onlyRun, outcomes} from '../cli/record.ts'
import {terminal} from '../support/terminal.ts'

const block = (info: string, text: string) => `\`\`\`bash {${info}}\n${text}\n\`\`\`\n\n`
const choice = `# Queue stuck

## Resolution

### If the consumers are gone

${block('id=start', 'echo "starting them"')}${block('id=restart effect=destroy', 'touch restarted')}Then call the owner.

### If the disk is full

${block('id=clean effect=change', 'touch cleaned')}### If nothing helps

Call the vendor.

### If it is the pool

[The pool runbook](sub/pool.md#pool)

`
const last = `## Verification\n\n${block('id=verify', 'echo "all is well"')}`

const start = (text: string) =>
  terminal(['run', 'a.md', '--operator', 'ada'], {files: {'a.md': text}, rows: 60})
type Session = Awaited<ReturnType<typeof start>>
const ran = (t: Session, name: string) => existsSync(join(t.dir, name))

describe('a choice', () => {
  test('is a numbered list with the worst of each; what is picked runs, then what comes after', async () => {
    const t = await start(choice + last)
    await t.next('Which one?')
    const shown = t.text()
    expect(shown).toContain('  1  If the consumers are gone\n     destroy, 2 steps\n')
    expect(shown).toContain('  2  If the disk is full\n     change, 1 step\n')
    expect(shown).toContain('  0  none of these\n')
    for (const line of shown.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
    t.type('1\r')
    await t.next('picked If the consumers are gone')
    await t.next('Enter runs it')
    t.key('enter')
    await t.next('starting them')
    await t.next('Type restart to run it')
    t.type('s not now\r')
    await t.next('Then call the owner.')
    await t.next('│ echo "all is well"')
    await t.next('Enter runs it')
    t.key('enter')
    await t.next('✓ Run: success')
    expect(await t.exit()).toBe(0)
    expect(ran(t, 'cleaned')).toBe(false)
    expect(t.text()).not.toContain('touch cleaned')
    expect(t.text()).toContain(
      '– steps 4–5: skipped: not picked at step 1, where “If the consumers are gone” was',
    )
    const run = await onlyRun(t.dir)
    expect(dataOf(run, 'prompt.answered')[0]).toMatchObject({
      question: 'choice',
      answer: 'choose',
      picked: [1],
    })
    expect(outcomes(run)).toMatchObject({start: 'success', verify: 'success'})
  })

  test.each(['', 'y', '7', '1 2', '-1', '1.0', 'If the disk is full', '0 1'])(
    'takes nothing from %j, and asks again',
    async typed => {
      const t = await start(choice)
      await t.next('Which one?')
      t.type(`${typed}\r`)
      await t.next(typed === '' ? 'Nothing was done.' : 'means nothing here.')
      await t.next('Which one?')
      t.type('q\r')
      expect(await t.exit()).toBe(1)
      expect((await onlyRun(t.dir)).types).toEqual(['run.started', 'prompt.answered', 'run.finished'])
    },
  )

  test('none of them passes over all, and the keys are explained', async () => {
    const t = await start(choice + last)
    await t.next('Which one?')
    t.type('?\r')
    await t.next('0 or n     picks none of them')
    await t.next('Which one?')
    t.type('0\r')
    await t.next('picked none of these')
    await t.next('Enter runs it')
    t.key('enter')
    expect(await t.exit()).toBe(0)
    expect(outcomes(await onlyRun(t.dir))).toMatchObject({verify: 'success'})
  })

  test('that leads to another document says what to type next, when it is picked and at the end', async () => {
    const links = '- If it is the pool: [pool](sub/pool.md#pool)\n- If it is the disk: [disk](disk.md)\n'
    const t = await start(`# Which\n\n${links}`)
    await t.next('leads to sub/pool.md#pool, a run of its own')
    await t.next('Which one?')
    t.type('1\r')
    await t.next('Next: runbook run sub/pool.md#pool')
    await t.next('✓ Run: success')
    await t.next('Next:         runbook run sub/pool.md#pool')
    expect(await t.exit()).toBe(0)
  })
})

describe('a wait', () => {
  const wait = (text: string) =>
    `# Wait\n\n## Resolution\n\n${text}\n\n${block('id=after', 'echo "after it"')}`

  test('lasts the least on Enter, says until when, counts down in place, and the run goes on', async () => {
    const t = await start(wait('Wait 2-3 seconds.'))
    await t.next('the document asks for a wait of 2 s to 3 s')
    await t.next('Enter waits 2 s')
    t.key('enter')
    await t.next(/waiting 2 s, until \d\d:\d\d UTC/)
    await t.sees('left; Ctrl-C ends the wait')
    await t.sees(/✓ 1\/2 Wait 2-3 seconds\.: waited {2}2\.\d s/)
    await t.sees('Enter runs it')
    t.key('enter')
    expect(await t.exit()).toBe(0)
    expect(t.text()).not.toContain('left; Ctrl-C')
  })

  test('ends on Ctrl-C, is recorded as ended early, and the run asks what now', async () => {
    const t = await start(wait('Wait 5 minutes.'))
    await t.next('Enter waits 5 min')
    t.type('10m\r')
    await t.next('waiting 10 min')
    await t.next(/\d:\d\d left/)
    t.key('ctrl-c')
    await t.next('cancelled: ended early')
    await t.next('Enter waits 5 min')
    t.type('d it is up\r')
    await t.next('Enter runs it')
    t.key('enter')
    expect(await t.exit()).toBe(0)
    const run = await onlyRun(t.dir)
    expect(dataOf(run, 'step.started').map(({waitMs}) => waitMs)).toEqual([600_000, undefined, undefined])
    expect(dataOf(run, 'step.finished').map(({outcome}) => outcome)).toEqual([
      {kind: 'cancelled', detail: expect.stringMatching(/^ended early, after .* of 10 min 00 s$/)},
      {kind: 'success', by: 'operator', detail: 'it is up'},
      {kind: 'success'},
    ])
  })

  test('is ended with the run by a signal from outside', async () => {
    const t = await start(wait('Wait 5 minutes.'))
    await t.next('Enter waits 5 min')
    t.key('enter')
    await t.next(/\d:\d\d left/)
    t.kill('SIGTERM')
    expect(await t.exit()).toBe(143)
    expect(dataOf(await onlyRun(t.dir), 'run.interrupted')).toEqual([{signal: 'SIGTERM'}])
  })

  test('is skipped with a reason', async () => {
    const t = await start(wait('Wait 5 minutes.'))
    await t.next('Enter waits 5 min')
    t.type('s no time\r')
    await t.next('skipped: no time')
    await t.next('Enter runs it')
    t.type('q\r')
    expect(await t.exit()).toBe(1)
  })
})
