import fc from 'fast-check'
import {expect, test} from 'vitest'
import {createTerminalText} from '../../src/report/terminal-text.ts'

/** The text of a terminal that was sent these chunks. */
function textOf(...chunks: (string | Uint8Array)[]): string {
  return bytesOf(chunks).toString()
}

function bytesOf(chunks: (string | Uint8Array)[]): Buffer {
  const text = createTerminalText()
  return Buffer.concat([...chunks.map(chunk => text.push(Buffer.from(chunk))), text.flush()])
}

const dockerPull = [
  'Using default tag: latest\r\nlatest: Pulling from library/redis\r\n',
  '\x1b[?25l',
  'a1: Pulling fs layer \r\nb2: Pulling fs layer \r\nc3: Waiting \r\n',
  '\x1b[3A\x1b[2K\ra1: Downloading [=>   ]  1MB/9MB\r\x1b[3B',
  '\x1b[2A\x1b[2K\rb2: Download complete \r\x1b[2B',
  '\x1b[3A\x1b[2K\ra1: Pull complete \r\x1b[3B',
  '\x1b[2A\x1b[2K\rb2: Pull complete \r\x1b[2B\x1b[1A\x1b[2K\rc3: Pull complete \r\x1b[1B',
  '\x1b[?25hDigest: sha256:abc\r\n',
]

test.each<[what: string, sent: string[], seen: string]>([
  ['lines of a terminal end with a newline', ['one\r\ntwo\r\n'], 'one\ntwo\n'],
  ['also where a driver doubles the return', ['one\r\r\ntwo'], 'one\ntwo'],
  [
    'a progress bar is what it was last',
    ['\r  0%', '\r 50%', '\r100% done\r\n', 'next\r\n'],
    '100% done\nnext\n',
  ],
  ['a shorter text leaves the end of the longer one', ['abcdef\rXY\r\n'], 'XYcdef\n'],
  ['unless the line is erased', ['abcdef\r\x1b[KXY\r\n'], 'XY\n'],
  ['a spinner goes back', ['wait |\b/\b-\b\\\bok\r\n'], 'wait ok\n'],
  ['what is typed and taken back is gone', ['lx\b \bs\r\n'], 'ls\n'],
  ['colours are gone', ['\x1b[1;31mred\x1b[0m and \x1b[38;2;1;2;3mblue\x1b[m\r\n'], 'red and blue\n'],
  ['colons in colours too', ['\x1b[38:5:1mred\x1b[0m'], 'red'],
  [
    'titles and queries are gone',
    ['\x1b]0;a title\x07a\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\\x1b[6n\x1b[c\x05'],
    'alink',
  ],
  ['character sets and bells are gone', ['\x1b(0\x0eq\x0f\x1b(B\x07!'], 'q!'],
  [
    'a full-screen program leaves a line',
    ['$ vim\r\n\x1b[?1049h\x1b[H~\r\n~\r\nhello\x1b[?1049lback\r\n'],
    '$ vim\n[full-screen program]\nback\n',
  ],
  ['also amid a line', ['less: \x1b[?1049htext\x1b[?1049l\r\n'], 'less: \n[full-screen program]\n\n'],
  ['and one that never ends', ['\x1b[?1049hsecret screen'], '[full-screen program]\n'],
  [
    'rows some lines up are changed in place',
    dockerPull,
    'Using default tag: latest\nlatest: Pulling from library/redis\na1: Pull complete \nb2: Pull complete \nc3: Pull complete \nDigest: sha256:abc\n',
  ],
  [
    'git counts on one line',
    [
      'remote: Counting: 10% (1/10)\x1b[K\rremote: Counting: 100% (10/10)\x1b[K\rremote: Counting: 100% (10/10), done.\x1b[K\r\n',
    ],
    'remote: Counting: 100% (10/10), done.\n',
  ],
  ['curl draws one line', ['  % Total\r\n\r  0  1256\r100  1256\r\n'], '  % Total\n100  1256\n'],
  [
    'apt draws a bar on the last row',
    ['\x1b7\x1b[50;0f\x1b[42mProgress: [ 10%]\x1b[0m\x1b8Unpacking a\r\n'],
    `Unpacking a\n${'\n'.repeat(48)}Progress: [ 10%]`,
  ],
  [
    'npm erases its spinner',
    ['\x1b[1G\x1b[0K⠙\x1b[1G\x1b[0K⠹\x1b[1G\x1b[0Kadded 3 packages\n'],
    'added 3 packages\n',
  ],
  ['a cleared screen is kept', ['before\r\n\x1b[H\x1b[2J\x1b[3Jafter\r\n'], 'before\n\nafter\n'],
  ['a cursor out of the screen stays in it', ['a\r\n\x1b[99A\x1b[99D!\r\n'], '!\n'],
  ['tabs stay', ['a\tb\r\n\tc\r\n'], 'a\tb\n\tc\n'],
  ['a tab that is written into becomes blanks', ['\tb\r..\r\n'], '..      b\n'],
  ['wide characters take two columns', ['漢字x\r\x1b[4C!\r\n'], '漢字!\n'],
  ['and become a blank where half of one is written over', ['漢字\r!\r\n'], '! 字\n'],
  ['a combining mark stays with its letter', ['e\u0301x\r\x1b[1Cy\r\n'], 'e\u0301y\n'],
  ['characters are taken out and put in', ['abcdef\r\x1b[2Pxy\x1b[1@-\r\n'], 'xy-ef\n'],
  ['an unfinished sequence is nothing', ['a\x1b['], 'a'],
])('%s', (_, sent, seen) => {
  expect(textOf(...sent)).toBe(seen)
  const whole = Buffer.from(sent.join(''))
  expect(textOf(...[...whole].map(byte => Uint8Array.of(byte)))).toBe(seen)
})

const printable = fc.oneof(
  fc.constantFrom('\n', '\t', ' ', 'a', 'é', '漢', '🚀'),
  fc.string({unit: 'grapheme-ascii'}),
)

test('text without control characters stays as it is, however it is cut', () => {
  fc.assert(
    fc.property(fc.array(printable), fc.array(fc.nat(), {maxLength: 5}), (parts, places) => {
      const bytes = Buffer.from(parts.join(''))
      const cuts = [0, ...places.map(place => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
      const chunks = cuts.slice(1).map((end, index) => bytes.subarray(cuts[index], end))
      expect(bytesOf(chunks).equals(bytes)).toBe(true)
    }),
  )
})

test('bytes that are no UTF-8 stay', () => {
  const bytes = Buffer.from([0x61, 0xff, 0xc3, 0x0a, 0x80, 0xe2, 0x82, 0x62, 0x0a])
  expect(bytesOf([bytes]).equals(bytes)).toBe(true)
  expect(bytesOf([Buffer.from('x\ry\n'), bytes]).equals(Buffer.concat([Buffer.from('y\n'), bytes]))).toBe(
    true,
  )
})

test('whatever is sent, the result does not depend on where it was cut, and no escape stays', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '\r',
      '\n',
      '\r\n',
      '\b',
      '\t',
      '\x1b[K',
      '\x1b[A',
      '\x1b[2B',
      '\x1b[3G',
      '\x1b[J',
      '\x1b[31m',
      'é',
      '漢',
      'abc',
    ),
    fc.string({maxLength: 5}),
  )
  fc.assert(
    fc.property(fc.array(piece), fc.array(fc.nat(), {maxLength: 5}), (parts, places) => {
      const bytes = Buffer.from(parts.join(''))
      const cuts = [0, ...places.map(place => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
      const chunks = cuts.slice(1).map((end, index) => bytes.subarray(cuts[index], end))
      const whole = bytesOf([bytes]).toString('latin1')
      expect(bytesOf(chunks).toString('latin1')).toBe(whole)
      expect(whole).not.toContain('\x1b')
    }),
  )
})

test('memory is bounded: what scrolled off is handed over at once, also of a line without an end', () => {
  const text = createTerminalText()
  const lines = 'a line\r\n'.repeat(10_000)
  expect(text.push(Buffer.from(lines)).length).toBeGreaterThan('a line\n'.length * 9900)
  expect(text.push(Buffer.alloc(4 << 20, 'x')).length).toBeGreaterThan(3 << 20)
  expect(text.push(Buffer.from(`\b${'y'.repeat(1 << 20)}`)).length).toBeGreaterThan(1 << 19)
})
