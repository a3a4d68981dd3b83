// The documents that workloads run or read.
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {transform} from 'esbuild'

const block = (id, text) => `\`\`\`bash {id=${id}}\n${text}\n\`\`\`\n`

/** A runbook of so many blocks; `text` gives what the block of a number does. */
export function runbookOf(count, text = number => `true # ${number}`) {
  const blocks = Array.from({length: count}, (_, index) => block(`s${index + 1}`, text(index + 1)))
  return `---\nrunbook: {}\n---\n\n# Steps\n\n${blocks.join('\n')}`
}

/** The same blocks for zx, which takes the first word after the fence alone. */
export function zxOf(count, text = number => `true # ${number}`) {
  return Array.from({length: count}, (_, index) => `\`\`\`bash\n${text(index + 1)}\n\`\`\`\n`).join('\n')
}

/** A folder with a file for each block. */
export function blockFiles(dir, count, text = number => `true # ${number}`) {
  mkdirSync(dir)
  for (let number = 1; number <= count; number++)
    writeFileSync(join(dir, `${number}.sh`), `${text(number)}\n`)
}

/** What makes ordinary handbooks of so many characters; the tests of the parser have it too. */
export async function handbooks() {
  const source = readFileSync(new URL('../test/parser/handbook.ts', import.meta.url), 'utf8')
  const {code} = await transform(source, {loader: 'ts', format: 'esm'})
  const {handbook} = await import(`data:text/javascript,${encodeURIComponent(code)}`)
  return handbook
}

/** A text of log lines, of about so many bytes. */
export function logOf(bytes) {
  const lines = []
  for (let size = 0, number = 0; size < bytes; number++) {
    const line = `2026-01-02T03:04:05.${number % 1000}Z INFO request ${(number * 2654435761) % 4294967296} took ${number % 977} ms, status 200`
    lines.push(line)
    size += line.length + 1
  }
  return `${lines.join('\n')}\n`
}
