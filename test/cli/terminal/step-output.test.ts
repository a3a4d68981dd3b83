import {expect, test, vi} from 'vitest'
import {openOutput} from '../../../src/cli/terminal/step-output.ts'
import {createRedactor} from '../../../src/model/redact.ts'

const secret = 'hunter2-hunter2'

/** An attempt's output with what its file and the screen got. */
function open(terminal: boolean) {
  const [file, screen]: [Buffer[], Buffer[]] = [[], []]
  const rests: string[] = []
  const redactor = createRedactor([{name: 'TOKEN', value: secret}])
  const output = openOutput(
    redactor,
    {terminal},
    {
      write: bytes => void file.push(Buffer.from(bytes)),
      rest: bytes => void rests.push(Buffer.from(bytes).toString()),
    },
    bytes => void screen.push(Buffer.from(bytes)),
  )
  const text = (parts: Buffer[]) => Buffer.concat(parts).toString()
  return {output, rests, file: () => text(file), screen: () => text(screen)}
}

test('of a terminal, the screen gets the bytes and the file the text that was seen', async () => {
  const {output, file, screen} = open(true)
  const bytes = '\x1b]0;title\x07 10%\r100%\r\n\x1b[31mred\x1b[0m\r\n'
  await output.write(Buffer.from(bytes), 'stdout')
  await output.end()
  expect(screen()).toBe(bytes)
  expect(file()).toBe('100%\nred\n')
})

test('a secret that a cursor puts together on a terminal is not in the file', async () => {
  const {output, file} = open(true)
  await output.write(Buffer.from(`unter2-hunter2\rh\r\n`.replace('unter', ' unter')), 'stdout')
  for (const character of secret) await output.write(Buffer.from(`${character}\x1b7\x1b8`), 'stdout')
  await output.end()
  expect(file()).toBe('‹redacted›\n‹redacted›')
})

test('what a terminal may still write over is kept soon, without any part of a secret, and changes nothing of the file', async () => {
  const {output, file, rests} = open(true)
  const lines = Array.from({length: 60}, (_, index) => `line ${index}\r\n`).join('')
  await output.write(Buffer.from(`${lines}a ${secret} b\r\nthen hunter2-hu`), 'stdout')
  await vi.waitFor(() => expect(rests.at(-1)).toMatch(/line 59\na ‹redacted› b\nthen $/))
  expect(`${file()}${rests.at(-1)}`).toBe(`${lines.replaceAll('\r', '')}a ‹redacted› b\nthen `)
  await output.write(Buffer.from('nter2, and more'), 'stdout')
  await output.end()
  expect(file()).toBe(`${lines.replaceAll('\r', '')}a ‹redacted› b\nthen ‹redacted›, and more`)
})

test('a prompt that ends like a secret begins is on the screen soon, though nothing follows', async () => {
  const {output, file, screen} = open(false)
  await output.write(Buffer.from('Your h'), 'stdout')
  expect(screen()).toBe('Your ')
  await vi.waitFor(() => expect(screen()).toBe('Your h'))
  expect(file()).toBe('Your ')
  await output.write(Buffer.from('unter2-hunter2!'), 'stdout')
  await output.end()
  expect(file()).toBe('Your ‹redacted›!')
  expect(screen()).toBe('Your h‹redacted›!')
})

test('both streams are masked each by itself', async () => {
  const {output, file} = open(false)
  await output.write(Buffer.from('hunter2-'), 'stdout')
  await output.write(Buffer.from('an error\n'), 'stderr')
  await output.write(Buffer.from('hunter2\n'), 'stdout')
  await output.end()
  expect(file()).toBe('an error\n‹redacted›\n')
})

test('what is held back is let go before others show something, and before a table', async () => {
  const {output, file, screen} = open(false)
  await output.write(Buffer.from('UPDATE: 2 hunter2\n'), 'stdout')
  expect(screen()).toBe('UPDATE: 2 ')
  await output.settle()
  expect(screen()).toBe('UPDATE: 2 hunter2\n')
  await output.write(Buffer.from('again hunter2'), 'stdout')
  await output.pass(Buffer.from('| a table\n'))
  await output.write(Buffer.from(`the ${secret}\n`), 'stdout')
  await output.end()
  expect(file()).toBe('UPDATE: 2 hunter2\nagain hunter2| a table\nthe ‹redacted›\n')
  expect(screen()).toBe(file())
})
