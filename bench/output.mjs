// Measures what a block's output costs on its way through the tool: 1 GB (or argv[2] MB) forwarded and kept, with 20 secrets
// to be masked and with none, each as a ratio to `cat FILE | tee COPY` in the same run, and how much memory it takes.
// npm run build && node bench/output.mjs [MB]
import {spawn} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'

const megabytes = Number(process.argv[2] ?? 1000)
const rounds = Number(process.argv[3] ?? 3)
const runbook = fileURLToPath(new URL('../dist/runbook.js', import.meta.url))
const dir = mkdtempSync(join(tmpdir(), 'runbook-bench-'))
const data = join(dir, 'data.log')

function log(bytes) {
  const lines = []
  for (let size = 0, number = 0; size < bytes; number++) {
    const line = `2026-01-02T03:04:05.${number % 1000}Z INFO request ${(number * 2654435761) % 4294967296} took ${number % 977} ms, status 200`
    lines.push(line)
    size += line.length + 1
  }
  return `${lines.join('\n')}\n`
}
const piece = log(1e6)
writeFileSync(data, '')
for (let written = 0; written < megabytes; written++) writeFileSync(data, piece, {flag: 'a'})
const document = (script, limit) =>
  `---\nrunbook:\n  output-limit: ${limit}\n---\n\n# Bench\n\n\`\`\`bash {id=print effect=read reason=bench timeout=10m}\n${script}\n\`\`\`\n`
writeFileSync(join(dir, 'print.md'), document(`cat '${data}'`, '4GiB'))
writeFileSync(join(dir, 'cut.md'), document(`cat '${data}'`, '64MiB'))
writeFileSync(join(dir, 'nothing.md'), document('true', '64MiB'))

const bare = Object.fromEntries(
  ['PATH', 'HOME', 'LANG', 'TMPDIR'].flatMap(name => (process.env[name] ? [[name, process.env[name]]] : [])),
)
const secrets = Object.fromEntries(
  Array.from({length: 20}, (_, n) => [
    `BENCH_${n}_TOKEN`,
    `tok-${n}-${((n + 1) * 2654435761).toString(36)}-${n * 7919}`,
  ]),
)

/** Seconds, and the most memory that it took in MiB, read while it ran. */
async function timed(command, args, env) {
  rmSync(join(dir, 'incidents'), {recursive: true, force: true})
  const begin = process.hrtime.bigint()
  const child = spawn(command, args, {cwd: dir, env, stdio: ['ignore', 'pipe', 'inherit']})
  const sink = spawn('cat', [], {stdio: [child.stdout, 'ignore', 'inherit']})
  let peak = 0
  const watch = setInterval(() => {
    try {
      peak =
        Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? peak) / 1024
    } catch {}
  }, 20)
  const code = await new Promise(resolve => child.on('exit', resolve))
  clearInterval(watch)
  child.stdout.destroy()
  sink.kill()
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}`)
  return {seconds: Number(process.hrtime.bigint() - begin) / 1e9, peak}
}

const run = (file, env) => () => timed(process.execPath, [runbook, 'run', file, '--yes'], {...bare, ...env})
const cases = {
  tee: () => timed('bash', ['-c', `cat '${data}' | tee copy`], bare),
  'no secrets, all kept': run('print.md', {}),
  '20 secrets, all kept': run('print.md', secrets),
  '20 secrets, 64 MiB kept': run('cut.md', secrets),
  'a block that prints nothing': run('nothing.md', secrets),
}
const best = {}
try {
  // in turns, so that a busy moment of the machine hits all alike
  for (let round = 0; round < rounds; round++) {
    for (const [name, measure] of Object.entries(cases)) {
      const seen = await measure()
      best[name] = {
        seconds: Math.min(seen.seconds, best[name]?.seconds ?? Infinity),
        peak: Math.max(seen.peak, best[name]?.peak ?? 0),
      }
    }
  }
  const tee = best.tee.seconds
  for (const [name, {seconds, peak}] of Object.entries(best))
    console.log(
      `${name.padEnd(30)} ${seconds.toFixed(2).padStart(6)} s  ${(seconds / tee).toFixed(2).padStart(5)} x tee  ${peak.toFixed(0).padStart(4)} MiB`,
    )
  const idle = best['a block that prints nothing'].peak
  console.log(
    `masking on/off ${(best['20 secrets, all kept'].seconds / best['no secrets, all kept'].seconds).toFixed(2)} (goal 1.25); ${(best['20 secrets, all kept'].peak - idle).toFixed(0)} MiB more than a block that prints nothing (goal 64)`,
  )
} finally {
  rmSync(dir, {recursive: true, force: true})
}
