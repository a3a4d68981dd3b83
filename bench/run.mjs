// Measures what the packaged command line costs, against peers and limits in the same run, in turns: npm run bench [-- NAME …]
// Prints a table of the figures with their goals, and writes all that was measured to build/bench/NAME.json.
// --check: only the few figures that a busy machine does not change, against bounds.
// --rounds=N: so many rounds instead of the workload's own. --list: the names. Peers are installed into build/bench/peers when needed.
import {mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs'
import {cpus, loadavg, tmpdir} from 'node:os'
import {join} from 'node:path'
import {check} from './check.mjs'
import {median} from './measure.mjs'

const here = new URL('.', import.meta.url).pathname
const results = join(here, '../build/bench')
const args = process.argv.slice(2)
const rounds = Number(args.find(arg => arg.startsWith('--rounds='))?.slice('--rounds='.length))
const all = readdirSync(join(here, 'workloads')).map(file => file.replace('.mjs', ''))
const unknown = args.filter(arg => !arg.startsWith('--') && !all.includes(arg))
if (args.includes('--list') || unknown.length > 0) {
  console.log(
    `${unknown.length > 0 ? `no workload ${unknown.join(', ')}; there are\n` : ''}${all.join('\n')}`,
  )
  process.exit(unknown.length > 0 ? 2 : 0)
}
if (args.includes('--check')) {
  const dir = mkdtempSync(join(tmpdir(), 'runbook-bench-'))
  try {
    process.exitCode = (await check(dir)) > 0 ? 1 : 0
  } finally {
    rmSync(dir, {recursive: true, force: true})
  }
  process.exit()
}
const chosen = args.filter(arg => all.includes(arg))

const commas = value => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2))

/** Runs the cases in turns, so that a busy moment of the machine hits all alike. */
async function inTurns(cases, count) {
  const seen = Object.fromEntries(Object.keys(cases).map(key => [key, []]))
  for (let round = 0; round < count; round++)
    for (const [key, run] of Object.entries(cases)) seen[key].push(await run())
  return seen
}

mkdirSync(results, {recursive: true})
console.log(`${cpus().length} × ${cpus()[0].model}, Node ${process.version}, load ${loadavg()[0].toFixed(1)}`)
for (const name of chosen.length > 0 ? chosen : all) {
  const {about, prepare, rounds: usual = 5} = await import(`./workloads/${name}.mjs`)
  const dir = mkdtempSync(join(tmpdir(), 'runbook-bench-'))
  const load = loadavg()[0]
  try {
    const workload = await prepare(dir)
    const seen = await inTurns(workload.cases, rounds || usual)
    await workload.end?.()
    const figures = workload.figures(seen)
    const facts = {
      about,
      at: new Date().toISOString(),
      cpu: cpus()[0].model,
      cores: cpus().length,
      load,
      node: process.version,
    }
    writeFileSync(
      join(results, `${name}.json`),
      `${JSON.stringify({...facts, figures, seen}, undefined, 2)}\n`,
    )
    console.log(`\n${name}: ${about}`)
    for (const [key, runs] of Object.entries(seen))
      if (runs[0]?.ms !== undefined)
        console.log(
          `  ${key.padEnd(44)} ${commas(median(runs.map(({ms}) => ms))).padStart(8)} ms ${commas(median(runs.map(({cpuMs}) => cpuMs))).padStart(8)} ms of CPU`,
        )
    for (const {figure, value, cpu, unit = '×', most, least} of figures) {
      const goal = most === undefined ? (least === undefined ? '' : `≥ ${least}`) : `≤ ${most}`
      const met = most === undefined ? (least === undefined ? '' : value >= least) : value <= most
      const verdict = met === '' ? '' : met ? 'met' : 'NOT MET'
      const byCpu = cpu === undefined ? '' : `, of CPU ${commas(cpu)}`
      console.log(`  ${figure.padEnd(44)} ${commas(value).padStart(8)} ${unit}${byCpu}  ${goal} ${verdict}`)
    }
  } finally {
    rmSync(dir, {recursive: true, force: true})
  }
}
