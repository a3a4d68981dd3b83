// How long a program takes, of the clock and of processors with all that it starts, and how much memory.
import {spawnSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

/** The command line that is packaged. */
export const runbook = new URL('../dist/runbook.cjs', import.meta.url).pathname

/** An environment with nothing in it that takes time or is secret. */
export const env = {
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  LANG: 'C.UTF-8',
  ...(process.env.TMPDIR ? {TMPDIR: process.env.TMPDIR} : {}),
}

export const median = values => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]

/** The median of what one case took for each time that another took in the same round; of the clock and of processors. */
export const against = (ours, theirs) => ({
  value: median(ours.map(({ms}, round) => ms / theirs[round].ms)),
  cpu: median(ours.map(({cpuMs}, round) => cpuMs / theirs[round].cpuMs)),
})

// bash's own clock begins right before the program: Node takes longer to start one than some programs to run
const script = `TIMEFORMAT='%3U %3S'
begin=$EPOCHREALTIME
{ time "$@" >"$BENCH_OUT" 2>"$BENCH_FILES/said"; } 2>"$BENCH_FILES/times"
code=$?
end=$EPOCHREALTIME
echo "$code $((\${end/./} - \${begin/./}))"`

/** Runs a program: milliseconds of the clock and of processors. Throws where it ends with another code than `codes`. */
export function timed(command, args, {cwd, env: more = {}, codes = [0], out = '/dev/null'}) {
  const files = mkdtempSync(join(tmpdir(), 'runbook-bench-'))
  try {
    const {stdout, stderr} = spawnSync('bash', ['-c', script, 'bench', command, ...args], {
      cwd,
      env: {...env, ...more, BENCH_OUT: out, BENCH_FILES: files},
      encoding: 'utf8',
    })
    const [code, micros] = stdout.trim().split(' ').map(Number)
    if (!codes.includes(code)) {
      const said = readFileSync(join(files, 'said'), 'utf8').slice(-2000)
      throw new Error(`${command} ${args.join(' ')} ended with ${code}: ${said}${stderr}`)
    }
    const [user, system] = readFileSync(join(files, 'times'), 'utf8').trim().split(' ').map(Number)
    return {ms: micros / 1000, cpuMs: (user + system) * 1000}
  } finally {
    rmSync(files, {recursive: true, force: true})
  }
}

/** Most memory that the command line takes, without what it starts. Unit: MiB. */
export function peakOf(args, {cwd, env: more = {}}) {
  const files = mkdtempSync(join(tmpdir(), 'runbook-bench-'))
  const hook = join(files, 'peak.cjs')
  const said = join(files, 'peak')
  writeFileSync(
    hook,
    `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(said)}, String(process.resourceUsage().maxRSS)))`,
  )
  try {
    const {status, stderr} = spawnSync(process.execPath, ['--require', hook, runbook, ...args], {
      cwd,
      env: {...env, ...more},
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
    })
    if (status !== 0) throw new Error(`runbook ${args.join(' ')} ended with ${status}: ${stderr}`)
    return Number(readFileSync(said, 'utf8')) / 1024
  } finally {
    rmSync(files, {recursive: true, force: true})
  }
}
