// Measures how long a document of 1 MB takes that nobody would write: one of each kind that test/parser/hostile-documents.ts makes, and an ordinary one. Exits 1 if to read and
// plan one, or to lint what was read, takes more than 2 s of processor time; what takes more is measured three times, and the least counts.
// npm run build && node bench/hostile.mjs [part of a kind's name] [--size=1000000]
import {readFileSync} from 'node:fs'
import {build, transform} from 'esbuild'
import {describePlan, makePlan, parseRunbook, renderPlan} from '../dist/index.js'
import {handbooks} from './documents.mjs'

const documents = new URL('../test/parser/hostile-documents.ts', import.meta.url)
const {code} = await transform(readFileSync(documents, 'utf8'), {loader: 'ts', format: 'esm'})
const {hostile} = await import(`data:text/javascript,${encodeURIComponent(code)}`)
/** Beside those, what people do write. */
const kinds = {...hostile, 'an ordinary handbook': await handbooks()}
const mostSeconds = 2
const [wanted = ''] = process.argv.slice(2).filter(word => !word.startsWith('--'))
const size = Number(process.argv.find(word => word.startsWith('--size='))?.slice(7) ?? 1e6)

// no part of what others may use as a library
const {outputFiles} = await build({
  entryPoints: [new URL('../src/parser/lint/lint.ts', import.meta.url).pathname],
  bundle: true,
  write: false,
  platform: 'node',
  format: 'esm',
  supported: {'regexp-unicode-property-escapes': true},
  banner: {
    js: `import {createRequire} from 'node:module';const require=createRequire(${JSON.stringify(import.meta.url)});`,
  },
})
const {lintRunbook} = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`)

const colors = new Proxy({}, {get: () => text => text})
const style = {columns: 80, colors}

async function read(text) {
  const {runbook, messages} = await parseRunbook('a.md', text)
  describePlan({runbook, procedures: runbook.procedures, messages, sha256: '', known: new Set()})
  return {runbook, messages}
}

function print({runbook}) {
  const {procedures} = runbook
  const several = procedures.length > 1
  for (const procedure of procedures)
    renderPlan(makePlan(runbook, several ? procedure : undefined, new Set()), style)
}

async function measured(work) {
  const began = process.cpuUsage()
  const done = await work()
  const {user, system} = process.cpuUsage(began)
  return {done, seconds: (user + system) / 1e6}
}

async function secondsFor(text) {
  const {done, seconds} = await measured(() => read(text))
  const lint = await measured(() => lintRunbook(done, text, {now: new Date(), exists: () => false}))
  const shown = await measured(() => print(done))
  return {seconds: [seconds, lint.seconds, shown.seconds], messages: done.messages.length}
}

const most = ({seconds}) => Math.max(...seconds)

// once before all measures, so that none of them pays for loading and compiling
for (const make of Object.values(kinds)) await secondsFor(make(3000))
let over = 0
process.stdout.write('read s  lint s  show s  messages  1 MB of\n')
for (const [name, make] of Object.entries(kinds)) {
  if (!name.includes(wanted)) continue
  const text = make(size)
  let best = await secondsFor(text)
  for (let time = 1; time < 3 && most(best) > mostSeconds; time++) {
    const again = await secondsFor(text)
    if (most(again) < most(best)) best = again
  }
  const slow = most(best) > mostSeconds
  if (slow) over++
  const cells = [...best.seconds.map(one => one.toFixed(2).padEnd(8)), String(best.messages).padEnd(10), name]
  process.stdout.write(`${cells.join('')}${slow ? '  <- too slow' : ''}\n`)
}
process.exitCode = over > 0 ? 1 : 0
