import {expect, test} from 'vitest'
import {terminal} from './terminal.ts'

const conversation = `
process.stdout.write('name? ')
process.stdin.once('data', name => {
  console.log('hello ' + String(name).trim() + ', ' + process.stdout.columns + ' wide')
  process.exit(3)
})`

const node = (program: string, options = {}) => terminal.command(process.execPath, ['-e', program], options)

test('a program that asks is answered, and its exit code is known', async () => {
  const t = await node(conversation, {cols: 100})
  await t.sees('name? ')
  t.type('Ada\r')
  await t.next(/hello (\w+), 100 wide/)
  expect(await t.exit()).toBe(3)
  expect(t.screen()).toBe('name? Ada\nhello Ada, 100 wide')
})

test.each(Array.from({length: 5}, (_, index) => index))(
  '5,000 lines arrive complete although the program ends at once (%i)',
  async () => {
    const t = await terminal.command('/bin/bash', [
      '-c',
      'for ((i = 1; i <= 5000; i++)); do echo "line $i"; done',
    ])
    expect(await t.exit()).toBe(0)
    expect(t.text().split('\n')).toEqual(Array.from({length: 5000}, (_, index) => `line ${index + 1}`))
  },
)

test('next does not see what was seen before, nor what was typed over it', async () => {
  const t = await node(`
    process.stdout.write('again? (y/N) ')
    process.stdin.once('data', () => {
      process.stdout.write('\\x1b[1A\\r\\x1b[Kagain: yes\\nagain? (y/N) ')
      process.stdin.once('data', () => process.exit(0))
    })`)
  await t.next('again? (y/N) ')
  await expect(node('', {patienceMs: 1}).then(empty => empty.next('x'))).rejects.toThrow('did not see "x"')
  t.key('enter')
  await t.next('again? (y/N) ')
  t.key('enter')
  expect(await t.exit()).toBe(0)
  expect(t.text()).toBe('again: yes\nagain? (y/N)')
})

test('after a clear screen everything is new', async () => {
  const t = await node(`process.stdout.write('one\\ntwo\\nready')
    process.stdin.once('data', () => { process.stdout.write('\\x1b[2J\\x1b[Hone'); process.exit(0) })`)
  await t.sees('ready')
  t.key('enter')
  await t.next('one')
  expect(await t.exit()).toBe(0)
})

test('a text that the screen wraps is found whole, and shown in rows', async () => {
  const t = await node(`console.log('0123456789 abcdefghij')`, {cols: 10})
  await t.sees('0123456789 abcdefghij')
  expect(t.screen()).toBe('0123456789\n abcdefghi\nj')
})

test('a program that ends without showing the text gives a picture of the screen', async () => {
  const t = await node(`console.log('only this')`)
  await expect(t.sees('that')).rejects.toThrow('did not see "that" before exit 0; the screen:\n│ only this')
})

test('a program that does not end gives a picture of the screen', async () => {
  const t = await node(`console.log('waiting'); process.stdin.resume()`, {patienceMs: 500})
  await t.sees('waiting')
  await expect(t.exit()).rejects.toThrow('the program did not end after 500 ms; the screen:\n│ waiting')
})

test('Ctrl-C interrupts, Ctrl-D ends the input, a resize is noticed', async () => {
  const interrupted = await node(
    `process.on('SIGINT', () => process.exit(42)); console.log('up'); setInterval(() => {}, 1e6)`,
  )
  await interrupted.sees('up')
  interrupted.key('ctrl-c')
  expect(await interrupted.exit()).toBe(42)

  const killed = await node(`console.log('up'); setInterval(() => {}, 1e6)`)
  await killed.sees('up')
  killed.key('ctrl-c')
  expect(await killed.exit()).toBe(130)

  const resized =
    await node(`process.stdout.on('resize', () => console.log(process.stdout.columns)); console.log('up')
    process.stdin.on('end', () => process.exit(0)).resume()`)
  await resized.sees('up')
  resized.resize(123, 30)
  await resized.next('123')
  resized.key('ctrl-d')
  expect(await resized.exit()).toBe(0)
})

test('files are there, home is in the same directory, and nothing of the tester comes along', async () => {
  const t = await terminal.command(
    '/bin/sh',
    ['-c', 'cat a/b.md; echo "$HOME"; env | cut -d= -f1 | sort | tr "\\n" " "'],
    {
      files: {'a/b.md': '# B\n'},
      cols: 200,
      env: {EXTRA: '1'},
    },
  )
  expect(await t.exit()).toBe(0)
  expect(t.text()).toBe(`# B\n${t.dir}/.home\nEXTRA HOME LC_ALL LOGNAME PATH PWD TERM TMPDIR TZ USER`)
})
