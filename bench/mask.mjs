// Measures the masking of secrets alone, each figure as a ratio or a rate of one run on the same bytes.
// npm run build && node bench/mask.mjs [--json]
import {createRedactor} from '../dist/index.js'

const size = 32 * 1024 * 1024
const chunk = 64 * 1024
const rounds = 5

/** Random numbers that are the same in every run. */
function numbers(seed) {
  let state = seed
  return limit => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const random = numbers(7)
const word = length => Array.from({length}, () => letters[random(letters.length)]).join('')
const secrets = (count, length) => Array.from({length: count}, () => word(length()))

const words = Array.from({length: 400}, () => word(2 + random(9)).toLowerCase())
function logLines() {
  const lines = []
  for (let bytes = 0; bytes < 1 << 20; ) {
    const line = `2026-01-02T03:04:${String(10 + random(50))}Z INFO ${Array.from({length: 6 + random(8)}, () => words[random(words.length)]).join(' ')} id=${random(1e9)}`
    lines.push(line)
    bytes += line.length + 1
  }
  return `${lines.join('\n')}\n`
}
const full = text => Buffer.alloc(size, text)

/** Seconds of the fastest of a few passes over the chunks of a text. */
function best(text, pass) {
  let fastest = Infinity
  for (let round = 0; round < rounds; round++) {
    const start = process.hrtime.bigint()
    pass(text)
    fastest = Math.min(fastest, Number(process.hrtime.bigint() - start) / 1e9)
  }
  return fastest
}

/** As the output of steps is masked: by the names of assignments too. */
function mask(values) {
  const redactor = createRedactor(values.map((value, index) => ({name: `SECRET_${index}`, value})))
  return text => {
    const masker = redactor.printed()
    let bytes = 0
    for (let at = 0; at < text.length; at += chunk)
      bytes += masker.push(text.subarray(at, at + chunk)).log.length
    return bytes + masker.flush().log.length
  }
}

const indexOf = values => text => {
  let found = 0
  for (const value of values.map(value => Buffer.from(value)))
    for (let at = 0; at < text.length; at += chunk) found += text.subarray(at, at + chunk).indexOf(value)
  return found
}

const rate = seconds => `${(size / seconds / 1e9).toFixed(2)} GB/s`
const text = full(logLines())
const twenty = secrets(20, () => 16 + random(32))
const hundred = secrets(100, () => 16 + random(32))
const json = process.argv.includes('--json')
const row = (name, seconds, more = '') =>
  json || console.log(`${name.padEnd(58)} ${rate(seconds).padStart(10)} ${more}`)

const masked = best(text, mask(twenty))
const searched = best(text, indexOf(twenty))
row(
  '20 secrets, every spelling, log lines',
  masked,
  `${(masked / searched).toFixed(2)} of one indexOf pass a secret (goal 0.5)`,
)
const many = best(text, mask(hundred))
row('100 secrets, every spelling, log lines', many, '(goal 0.8 GB/s)')
const short = ['aaaaab', 'abaaaa', 'aabaaa', 'baaaaa', 'aaaaba', 'aaabaa']
const same = best(full('aaaaaaaaaaaaaaac'), mask(short))
row('adversarial: 6 bytes, all but one letter the same', same, '(goal 0.1 GB/s)')
const nearly = best(full('aaaac aabab baaac abab'), mask(short))
row('adversarial: five of six bytes, again and again', nearly, '(goal 0.1 GB/s)')
if (json) {
  const gigabytes = seconds => size / seconds / 1e9
  const adversarial = gigabytes(Math.max(same, nearly))
  console.log(JSON.stringify({indexOf: masked / searched, hundred: gigabytes(many), adversarial}))
  process.exit()
}
row('no secrets, only shapes and names', best(text, mask([])))
row(
  "an assignment to a secret's name every 60 bytes",
  best(full('token=expired and nothing else that matters on this line, no\n'), mask([])),
)
row('20 secrets, one line', best(full(logLines().replaceAll('\n', ' ')), mask(twenty)))
row('20 secrets and one of 6 bytes', best(text, mask([...twenty, 'hunter'])))
row(
  'a private key',
  best(
    text,
    mask([
      `-----BEGIN PRIVATE KEY-----\n${Array.from({length: 26}, () => word(64)).join('\n')}\n-----END PRIVATE KEY-----\n`,
    ]),
  ),
)
row('coloured words', best(full(logLines().replaceAll(/ (\w+)/g, ' \x1b[32m$1\x1b[0m')), mask(twenty)))
row(
  'adversarial: wrapped beginnings of secrets',
  best(full(twenty.map(value => `${value.slice(0, -2)}\n${value.slice(-2, -1)}`).join('\n')), mask(twenty)),
)
row('secrets everywhere', best(full(twenty.join(' ')), mask(twenty)))
