import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {dataOf, everyFile, linesOf, onlyRun, outcomes} from '../cli/record.ts'
import {cli} from '../support/cli.ts'
import {terminal} from '../support/terminal.ts'

const bundle = join(import.meta.dirname, '../../dist/runbook.cjs')
const block = (info: string, text: string) => `\`\`\`bash {${info}}\n${text}\n\`\`\`\n\n`
const say = `# Say it\n\n${block('id=say', 'echo "said it"')}`

describe('values', () => {
  const inputs = (lines: string, text: string) =>
    `---\nrunbook:\n  inputs:\n    ${lines}\n---\n\n# In\n\n${block('id=use', text)}`
  const start = (text: string) => terminal(['run', 'a.md'], {files: {'a.md': text}})

  test('a value that does not match is asked for again, and the block is shown with it filled in', async () => {
    const t = await start(inputs('size: {prompt: How many, pattern: "\\\\d+"}', 'echo "size <size>"'))
    await t.next('How many [empty skips the step]')
    t.type('many\r')
    await t.next('size must match \\d+')
    await t.next('How many')
    t.type('42\r')
    await t.next('│ echo "size 42"')
    await t.next('Enter runs it')
    t.key('enter')
    await t.next(/^size 42$/m)
    expect(await t.exit()).toBe(0)
    expect(dataOf(await onlyRun(t.dir), 'input.set')).toEqual([
      {name: 'size', value: '42', secret: false, source: 'operator'},
    ])
  })

  test('Enter takes the default, which is shown', async () => {
    const t = await start(inputs('who: {default: everyone}', 'echo "for <who>"'))
    await t.next('Value for who (everyone)')
    t.key('enter')
    await t.next('│ echo "for everyone"')
    await t.next('Enter runs it')
    t.type('s\r')
    await t.next('Why?')
    t.type('x\r')
    expect(await t.exit()).toBe(1)
    expect(t.text()).not.toContain('empty skips')
  })

  test('no value skips the step', async () => {
    const t = await start(inputs('size: {}', 'echo "size <size>"'))
    await t.next('Value for size')
    t.key('enter')
    await t.next('skipped: no value for size')
    expect(await t.exit()).toBe(1)
    expect(outcomes(await onlyRun(t.dir))).toEqual({})
  })

  test('a secret is not echoed, not shown in the block, and not recorded', async () => {
    const t = await start(inputs('pass: {secret: true}', 'printf %s "<pass>" | wc -c; echo "<pass>"'))
    await t.next('Value for pass')
    t.type('s3cr3t-value\r')
    await t.next('‹secret›')
    await t.next(/Enter runs it|Run it\? y\/N/)
    t.type('y\r')
    await t.next(/^12$/m)
    await t.next('‹redacted›')
    expect(await t.exit()).toBe(0)
    expect(t.text()).not.toContain('s3cr3t')
    const {dir} = await onlyRun(t.dir)
    expect(Object.values(everyFile(dir)).filter(text => text.includes('s3cr3t'))).toEqual([])
  })
})

describe('the terminal', () => {
  test('nothing of ours is wider than 80 columns, and resizing while asked is no crash', async () => {
    const words = 'a long title that goes on and on '.repeat(6).trim()
    const t = await terminal(['run', 'a.md'], {
      files: {
        'a.md': `# ${words}\n\n## Resolution\n\n${block('id=long effect=change', 'echo x > y && mv y z')}`,
      },
    })
    await t.next('Run it? y/N')
    for (const line of t.text().split('\n')) expect(line.length).toBeLessThanOrEqual(80)
    t.resize(40, 20)
    t.resize(132, 50)
    t.type('y\r')
    await t.next('✓ Run: success')
    expect(await t.exit()).toBe(0)
  })

  test('colours are for terminals, and can be switched off', async () => {
    const plan = (env: Record<string, string>) => cli('plan', 'a.md').file('a.md', say).env(env)
    await plan({})
      .stdout(text => !text.includes('\u001b'))
      .exits(0)
    await plan({FORCE_COLOR: '1'}).stdout(['\u001b[']).exits(0)
    await plan({FORCE_COLOR: '1', NO_COLOR: '1'})
      .stdout(text => !text.includes('\u001b'))
      .exits(0)
  })

  test('with standard output in a pipe the questions come on standard error, and are waited for', async () => {
    const t = await terminal.command(
      '/bin/sh',
      ['-c', `node '${bundle}' run a.md | cat > out; cat out | sed 's/^/out: /'`],
      {
        files: {'a.md': say},
      },
    )
    await t.next('Enter runs it')
    t.key('enter')
    await t.next('said it')
    expect(await t.exit()).toBe(0)
    expect(t.text()).not.toContain('out: ')
    expect(outcomes(await onlyRun(t.dir))).toEqual({say: 'success'})
  })

  test('with --json the events are on standard output and the questions on standard error', async () => {
    const t = await terminal.command('/bin/sh', ['-c', `node '${bundle}' run a.md --json > out`], {
      files: {'a.md': say},
    })
    await t.next('Enter runs it')
    t.key('enter')
    expect(await t.exit()).toBe(0)
    const {read, dir} = await onlyRun(t.dir)
    expect(everyFile(t.dir).out).toBe(Buffer.from(read('journal.jsonl')).toString('latin1'))
    expect(linesOf(read('journal.jsonl')).length).toBe(5)
    expect(dir).toBeTruthy()
  })

  test('without a terminal for its input it does not ask', async () => {
    const t = await terminal.command('/bin/sh', ['-c', `echo y | node '${bundle}' run a.md`], {
      files: {'a.md': say},
    })
    expect(await t.exit()).toBe(3)
    expect(t.text()).toContain('there is no terminal to ask at')
  })

  test('a handbook asks which procedure to run', async () => {
    const part = (title: string) =>
      `## ${title}\n\n### Resolution\n\n${block(`id=${title.toLowerCase()}`, `echo "this is ${title}"`)}`
    const t = await terminal(['run', 'a.md'], {
      files: {'a.md': `# Book\n\n${part('First')}${part('Second')}`},
    })
    await t.next('2 Second')
    await t.next('Which procedure?')
    t.key('enter')
    await t.next('Nothing was picked.')
    await t.next('Which procedure?')
    t.type('nd\r')
    await t.next('Enter runs it')
    t.key('enter')
    await t.next('this is Second')
    expect(await t.exit()).toBe(0)
    expect(outcomes(await onlyRun(t.dir))).toEqual({second: 'success'})
  })

  test('Ctrl-C where a procedure is chosen runs nothing and leaves nothing', async () => {
    const part = (title: string) =>
      `## ${title}\n\n### Resolution\n\n${block(`id=${title.toLowerCase()}`, 'touch ran')}`
    const t = await terminal(['run', 'a.md'], {
      files: {'a.md': `# Book\n\n${part('First')}${part('Second')}`},
    })
    await t.next('Which procedure?')
    t.key('ctrl-c')
    expect(await t.exit()).toBe(130)
    expect(Object.keys(everyFile(t.dir))).toEqual(['a.md'])
  })
})
