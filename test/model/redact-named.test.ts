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
