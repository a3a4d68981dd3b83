// Measures how long reading runbooks takes: one large document of several sizes, then a folder of 1,000 of 10 KB.
// Fails if one of them is complained about, or a block of one is not read.
// npm run build && node bench/parse.mjs
import {readFileSync} from 'node:fs'
import {transform} from 'esbuild'
import {describePlan, parseRunbook} from '../dist/index.js'

const handbooks = new URL('../test/parser/handbook.ts', import.meta.url)
const {code} = await transform(readFileSync(handbooks, 'utf8'), {loader: 'ts', format: 'esm'})
const {handbook} = await import(`data:text/javascript,${encodeURIComponent(code)}`)

async function read(text) {
  const {runbook, messages} = await parseRunbook('a.md', text)
  const plan = describePlan({
    runbook,
    procedures: runbook.procedures,
    messages,
    sha256: '',
    known: new Set(),
  })
  if (messages.length > 0) throw new Error(`an ordinary document is complained about: ${messages[0]}`)
  const unread = plan.blocks.find(({broken, shows}) => broken || shows === 'broken')
  if (unread) throw new Error(`an ordinary block is not read: ${unread.guess ?? unread.title}`)
  return plan.blocks.length
}

async function measure(name, texts) {
  const began = performance.now()
  const cpu = process.cpuUsage()
  let blocks = 0
  for (const text of texts) blocks += await read(text)
  const {user, system} = process.cpuUsage(cpu)
  const megabytes = texts.reduce((sum, text) => sum + text.length, 0) / 1e6
  const wall = (performance.now() - began) / 1000
  const busy = (user + system) / 1e6
  const cells = [name, blocks, wall.toFixed(2), busy.toFixed(2), (busy / megabytes).toFixed(2)]
  process.stdout.write(`${cells.map((cell, index) => String(cell).padEnd(index === 0 ? 22 : 10)).join('')}\n`)
}

await measureNothing()
process.stdout.write('documents             blocks    wall s    cpu s     cpu s/MB\n')
for (const megabytes of [0.25, 0.5, 1, 2, 5]) {
  await measure(`one of ${megabytes} MB`, [handbook(megabytes * 1e6)])
}
await measure(
  '1,000 of 10 KB',
  Array.from({length: 1000}, (_, index) => handbook(10_000).replaceAll('service-', `service-${index}-`)),
)

/** Once before all measures, so that none of them pays for loading and compiling. */
async function measureNothing() {
  await read(handbook(50_000))
}
