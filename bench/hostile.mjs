// Measures how long a document of 1 MB takes that nobody would write: one of each kind that test/parser/hostile-documents.ts makes. Exits 1 if one takes
// more than 2 s of processor time; what takes more is measured three times, and the least counts.
// npm run build && node bench/hostile.mjs [part of a kind's name] [--size=1000000]
import {readFileSync} from 'node:fs'
import {transform} from 'esbuild'
import {describePlan, parseRunbook} from '../dist/index.js'

const documents = new URL('../test/parser/hostile-documents.ts', import.meta.url)
const {code} = await transform(readFileSync(documents, 'utf8'), {loader: 'ts', format: 'esm'})
const {hostile} = await import(`data:text/javascript,${encodeURIComponent(code)}`)
const mostSeconds = 2
const [wanted = ''] = process.argv.slice(2).filter(word => !word.startsWith('--'))
const size = Number(process.argv.find(word => word.startsWith('--size='))?.slice(7) ?? 1e6)

async function read(text) {
  const {runbook, messages} = await parseRunbook('a.md', text)
  describePlan({runbook, procedures: runbook.procedures, messages, sha256: '', known: new Set()})
  return messages
}

async function secondsFor(text) {
  const began = process.cpuUsage()
  const messages = await read(text)
  const {user, system} = process.cpuUsage(began)
  return {seconds: (user + system) / 1e6, messages: messages.length}
}

// once before all measures, so that none of them pays for loading and compiling
for (const make of Object.values(hostile)) await read(make(3000))
let over = 0
process.stdout.write('cpu s   messages  1 MB of\n')
for (const [name, make] of Object.entries(hostile)) {
  if (!name.includes(wanted)) continue
  const text = make(size)
  let best = await secondsFor(text)
  for (let time = 1; time < 3 && best.seconds > mostSeconds; time++) {
    const again = await secondsFor(text)
    if (again.seconds < best.seconds) best = again
  }
  const slow = best.seconds > mostSeconds
  if (slow) over++
  process.stdout.write(
    `${best.seconds.toFixed(2).padEnd(8)}${String(best.messages).padEnd(10)}${name}${slow ? '  <- too slow' : ''}\n`,
  )
}
process.exitCode = over > 0 ? 1 : 0
