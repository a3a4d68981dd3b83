import {PassThrough} from 'node:stream'
import {describe, expect, test} from 'vitest'
import {readEchoedLine} from '../../src/cli/terminal/echoed-line.ts'
import {type LineQuestion, readLine} from '../../src/cli/terminal/read-line.ts'
import {TypedKeys} from '../../src/cli/terminal/typed-keys.ts'

/** A terminal's keys, and what it is written. */
function fakeTerminal() {
  const stdin = Object.assign(new PassThrough(), {setRawMode: () => stdin}) as unknown as NodeJS.ReadStream &
    PassThrough
  const output = Object.assign(new PassThrough(), {columns: 80, rows: 24}) as unknown as NodeJS.WriteStream &
    PassThrough
  const written = () => String(output.read() ?? '')
  return {stdin, output, written, keys: new TypedKeys(stdin)}
}

const question = (over: Partial<LineQuestion> = {}): LineQuestion => ({
  before: '› Run it? y/N ',
  preset: '',
  signal: new AbortController().signal,
  clears: () => false,
  ...over,
})
const paste = (text: string) => `\x1b[200~${text}\x1b[201~`

const readers = {
  readLine: (terminal: ReturnType<typeof fakeTerminal>, asked = question()) =>
    readLine(terminal.keys, terminal.output, asked),
  readEchoedLine: (terminal: ReturnType<typeof fakeTerminal>, asked = question()) =>
    readEchoedLine(terminal.keys, terminal.output, asked, character => character),
}

describe.each(Object.entries(readers))('%s', (_, read) => {
  const typed = async (...chunks: (string | Buffer)[]) => {
    const terminal = fakeTerminal()
    const answer = read(terminal)
    for (const chunk of chunks) terminal.stdin.write(chunk)
    return answer
  }

  test('a line is what was typed before Enter; what comes after is not of it', async () => {
    expect(await typed('y\r')).toEqual({line: 'y'})
    expect(await typed('s', 'lo', 'w\rmore\r')).toEqual({line: 'slow'})
    expect(await typed('日本\u{1f600}سلام\r')).toEqual({line: '日本\u{1f600}سلام'})
  })

  test('a paste never answers by itself, and its lines become one', async () => {
    expect(await typed(paste('y\n'), ' then', '\r')).toEqual({line: 'y then'})
    expect(await typed(paste('\r\none\r\n\r\ntwo\tthree\r\n'), '\r')).toEqual({line: 'one two three'})
  })

  test('a paste that comes byte by byte is the same, also between the bytes of a character', async () => {
    const bytes = [...Buffer.from(`a${paste('é\n日本\n')}b\r`)].map(byte => Buffer.from([byte]))
    expect(await typed(...bytes)).toEqual({line: 'aé 日本b'})
  })

  test('keys in a paste do nothing, but Ctrl-C and Ctrl-D end it where its end never came', async () => {
    expect(await typed(paste('a\x1b[31mb\x7f\x15c'), '\r')).toMatchObject({
      line: expect.stringMatching(/^a.*bc$/),
    })
    expect(await typed('\x1b[200~cut off', '\x03')).toBe('interrupted')
  })

  test('Ctrl-C, Ctrl-D on an empty line and the end of input are no answers, whatever stands in the line', async () => {
    expect(await typed('y\x03')).toBe('interrupted')
    expect(await typed('\x04')).toBe('gone')
    const terminal = fakeTerminal()
    const answer = read(terminal)
    terminal.stdin.end('y')
    expect(await answer).toBe('gone')
  })

  test('input that has ended before the question is nobody', async () => {
    const terminal = fakeTerminal()
    terminal.stdin.end()
    await new Promise(resolve => terminal.stdin.resume().once('end', resolve))
    expect(await read({...terminal, keys: new TypedKeys(terminal.stdin)})).toBe('gone')
  })

  test('an aborted question is nobody', async () => {
    const terminal = fakeTerminal()
    const stop = new AbortController()
    const answer = read(terminal, question({signal: stop.signal}))
    terminal.stdin.write('y')
    stop.abort()
    expect(await answer).toBe('gone')
    expect(await read(fakeTerminal(), question({signal: stop.signal}))).toBe('gone')
  })

  test('Esc empties the line; Backspace takes one character', async () => {
    const terminal = fakeTerminal()
    const answer = read(terminal)
    const escaped = new Promise(resolve =>
      terminal.keys.on('keypress', (_, {name}) => name === 'escape' && resolve(name)),
    )
    terminal.stdin.write('yes')
    terminal.stdin.write('\x1b')
    await escaped
    terminal.stdin.write('n日\x7fo\r')
    expect(await answer).toEqual({line: 'no'})
  })

  test('what stands in the line beforehand is changed', async () => {
    const terminal = fakeTerminal()
    const answer = read(terminal, question({preset: 'ls /tmp'}))
    terminal.stdin.write('\x7f\x7f\x7fetc\r')
    expect(await answer).toEqual({line: 'ls /etc'})
  })
})

test('where nothing can be drawn, only text is written', async () => {
  const terminal = fakeTerminal()
  const answer = readers.readEchoedLine(terminal)
  terminal.stdin.write('abc日\x7f\x7fd\r')
  expect(await answer).toEqual({line: 'abd'})
  expect(terminal.written()).toBe('› Run it? y/N abc日\b\b  \b\b\b \bd\n')
})

test('what must not be seen is echoed as dots, and nothing shows it', async () => {
  const terminal = fakeTerminal()
  const answer = readEchoedLine(terminal.keys, terminal.output, question({before: 'Password '}), () => '•')
  terminal.stdin.write(`hun\x14${paste('ter2')}\r`)
  expect(await answer).toEqual({line: 'hunter2'})
  expect(terminal.written()).toBe('Password •••••••\n')
})

test('a terminal is asked to mark pastes only while a question stands', async () => {
  const terminal = fakeTerminal()
  const answer = readers.readLine(terminal)
  terminal.stdin.write('y\r')
  await answer
  const written = terminal.written()
  expect(written.indexOf('\x1b[?2004h')).toBe(0)
  expect(written.endsWith('\x1b[?2004l')).toBe(true)
})
