import {readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {createRedactor} from '../../src/model/redact.ts'

const mark = '‹redacted: by its name›'
const shown: Record<string, string> = {'\\n': '\n', '\\x1b': '\x1b', '\\\\': '\\'}

/** The rows of a fixture; headings apart. */
function rows(name: string): string[] {
  const file = readFileSync(new URL(`../fixtures/printed/${name}.txt`, import.meta.url), 'utf8')
  const lines = file.split('\n').filter(line => line !== '' && !line.startsWith('# '))
  return lines.map(line => line.replaceAll(/\\(?:n|x1b|\\)/g, code => shown[code]!))
}

/** What these chunks become. */
function printed(chunks: readonly Uint8Array[], redactor = createRedactor()): string {
  const masker = redactor.printed()
  return Buffer.concat([...chunks.map(chunk => masker.push(chunk).log), masker.flush().log]).toString()
}

const secret = rows('secret').map(row => ({
  text: row.replaceAll(/\[\[|\]\]/g, ''),
  expected: row.replaceAll(/\[\[.*?\]\]+(?=[^\]]|$)/gs, mark),
}))

test.each(secret)('of $text the value is masked', ({text, expected}) => {
  expect(createRedactor().said(text)).toBe(expected)
  expect(printed([Buffer.from(`first\n${text}\nlast\n`)])).toBe(`first\n${expected}\nlast\n`)
})

test.each(rows('plain'))('%s is left as it is', text => {
  expect(createRedactor().said(text)).toBe(text)
  expect(printed([Buffer.from(`first\n${text}\nlast\n`)])).toBe(`first\n${text}\nlast\n`)
})

test.each(secret)('wherever the stream of $text is cut, the same is masked', ({text, expected}) => {
  const bytes = Buffer.from(`first\n${text}\nlast\n`)
  const whole = `first\n${expected}\nlast\n`
  for (let at = 0; at <= bytes.length; at++)
    expect(printed([bytes.subarray(0, at), bytes.subarray(at)])).toBe(whole)
  expect(printed([...bytes].map(byte => Uint8Array.of(byte)))).toBe(whole)
})

test.each(rows('plain'))('byte by byte, %s is left as it is', text => {
  const bytes = Buffer.from(`first\n${text}\nlast\n`)
  expect(printed([...bytes].map(byte => Uint8Array.of(byte)))).toBe(bytes.toString())
})

test('a value that a machine made is known from then on, in the same chunk and over the end of it, in every spelling', () => {
  const value = 'q7Zr41LmX09pBv55'
  const door = createRedactor()
  const before = printed(
    [Buffer.from(`TOKEN=${value}\nnow ${value} and q7Zr41`), Buffer.from('LmX09pBv55!\n')],
    door,
  )
  expect(before).toBe(`TOKEN=${mark}\nnow ‹redacted› and ‹redacted›!\n`)
  expect(door.text(`bare ${value}`)).toBe('bare ‹redacted›')
  expect(door.said('note: TOKEN=Kx93mQ27vvT1p')).toBe(`note: TOKEN=${mark}`)
  expect(door.text('bare Kx93mQ27vvT1p')).toBe('bare ‹redacted›')
  expect(door.text(Buffer.from(value).toString('base64'))).toBe('‹redacted›')
})

test.each(['hunter2', 'correcthorsebattery', '123456789012', 'aaaa1111aaaa'])(
  'the value %s is masked by its name only: elsewhere it may be a word',
  value => {
    const door = createRedactor()
    expect(door.said(`TOKEN=${value}`)).toBe(`TOKEN=${mark}`)
    expect(door.text(`a ${value}`)).toBe(`a ${value}`)
  },
)

test('no more than 64 values are learnt in a run', () => {
  const door = createRedactor()
  const value = (number: number) => `q7Zr41LmX09pBv${number}`
  for (let number = 100; number < 200; number++) door.said(`TOKEN=${value(number)}\n`)
  const known = Array.from({length: 100}, (_, index) => door.text(value(100 + index)))
  expect(known.filter(text => text === '‹redacted›')).toHaveLength(64)
})

test('a value that is known is called so', () => {
  const door = createRedactor([{name: 'TOKEN', value: 'hunter2'}])
  expect(printed([Buffer.from('TOKEN=hunter2\n')], door)).toBe('TOKEN=‹redacted›\n')
  expect(door.said(`TOKEN=ghp_${'aB3dE5gH7j'.repeat(4)}\n`)).toBe(
    'TOKEN=‹redacted: looks like a GitHub token›\n',
  )
})

test('a prompt is shown at once, and nothing of what is typed behind it', () => {
  const masker = createRedactor().printed()
  const push = (text: string) => masker.push(Buffer.from(text)).screen.toString()
  expect(push('Password: ')).toBe('Password: ')
  for (const letter of 'hunter2') expect(push(letter)).toBe('')
  expect(push('\r\nwelcome\r\n')).toBe(`${mark}\r\nwelcome\r\n`)
})

test.each(['"', ''])(
  'a value without an end (quoted with %j) is one mask, and is not kept until it ends',
  quote => {
    const masker = createRedactor().printed()
    let out = masker.push(Buffer.from(`TOKEN=${quote}`)).log.toString()
    for (let times = 0; times < 500; times++)
      out += masker.push(Buffer.from('xY9'.repeat(1000))).log.toString()
    out += masker.push(Buffer.from(`${quote}\nend\n`)).log.toString()
    expect(out + masker.flush().log.toString()).toBe(`TOKEN=${quote}${mark}${quote}\nend\n`)
  },
)

test('long output around assignments is masked in large chunks as in small ones', () => {
  const line = 'INFO a line of a log with nothing in it, id=17\n'
  const text = `${line.repeat(100)}DB_PASSWORD=hunter2\n${line.repeat(300)}║ A_TOKEN │ s3cr3t ║\n║         │ more ║\n${line.repeat(200)}`
  const expected = text.replaceAll(/hunter2|s3cr3t|(?<=│ )more/g, mark)
  const bytes = Buffer.from(text)
  for (const size of [700, 4096, 5000, 9999, bytes.length]) {
    const chunks = Array.from({length: Math.ceil(bytes.length / size)}, (_, index) =>
      bytes.subarray(index * size, (index + 1) * size),
    )
    expect(printed(chunks)).toBe(expected)
  }
})

test.each(
  'A_TOKEN SECRET DB_PASSWORD MY_PASSPHRASE A_PASSWD API_KEY SENTRY_DSN MYSQL_PWD SMTP_PASS GH_PAT REDISCLI_AUTH A_COOKIE SSHPASS my-pass db.pass adminPass teamPass userPass dbPass'.split(
    ' ',
  ),
)('the value of %s is masked wherever it stands, in a long text as in a short one', name => {
  for (const before of [0, 4000]) {
    for (let at = 0; at < 9; at++) {
      const start = `${'.'.repeat(before + at)}\n`
      const bytes = Buffer.from(`${start}${name}=hunter22\n${'.'.repeat(40)}`)
      expect(printed([bytes])).toBe(`${start}${name}=${mark}\n${'.'.repeat(40)}`)
      expect(printed([bytes.subarray(1, -40)])).toBe(`${start.slice(1)}${name}=${mark}\n`)
    }
  }
})

test('a cell is masked by the name of its column', () => {
  const {cell} = createRedactor()
  expect(cell('api_token', 'two words')).toBe(mark)
  expect(cell('api_token', 'expired')).toBe('expired')
  expect(cell('state', 'two words')).toBe('two words')
  expect(cell('note', 'password=hunter2')).toBe(`password=${mark}`)
})

test('a variable is shown as it is typed', () => {
  const masker = createRedactor().printed()
  expect(masker.push(Buffer.from('$ export TOKEN=$(pa')).screen.toString()).toBe('$ export TOKEN=$(pa')
})

test.each([
  'PASSWORD=\n',
  'A_TOKEN=s3cr3t\n',
  'TOKEN=\'a"',
  '"token":"{\\"secret\\":\\"',
  'TOKEN="\\\\',
  'token=<',
  'KEY = = = KEY: ',
  'a_token "b',
  'TOKEN | ',
  '"TOKEN" , "a":"b","c":"d", ',
  'password: x\x1b[0m',
])('text made of %j takes a bounded time a byte', piece => {
  const time = (size: number) => {
    const bytes = Buffer.alloc(size, piece)
    const began = process.cpuUsage()
    printed([bytes])
    return process.cpuUsage(began).user / size
  }
  time(8000)
  expect(time(64_000)).toBeLessThan(4 * time(8000) + 1) // microseconds
})
