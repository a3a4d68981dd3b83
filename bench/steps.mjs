// Measures what a step costs: a runbook of 1,000 blocks that do nothing (or argv[2] of them), run unattended with its journal
// synced before each block, against a plain bash that starts one bash for each block, in the same run.
// npm run build && node bench/steps.mjs [STEPS] [ROUNDS]
import {spawnSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'

const steps = Number(process.argv[2] ?? 1000)
const rounds = Number(process.argv[3] ?? 5)
const runbook = fileURLToPath(new URL('../dist/runbook.js', import.meta.url))
const dir = mkdtempSync(join(tmpdir(), 'runbook-bench-'))

const numbers = Array.from({length: steps}, (_, number) => number + 1)
const block = number => `true # ${number}`
const fences = numbers.map(number => `\`\`\`bash {id=s${number}}\n${block(number)}\n\`\`\`\n`)
writeFileSync(join(dir, 'steps.md'), `---\nrunbook: {}\n---\n\n# Steps\n\n${fences.join('\n')}`)
writeFileSync(join(dir, 'one.md'), `---\nrunbook: {}\n---\n\n# Steps\n\n${fences[0]}`)
mkdirSync(join(dir, 'blocks'))
for (const number of numbers) writeFileSync(join(dir, 'blocks', `${number}.sh`), `${block(number)}\n`)

const env = {PATH: process.env.PATH, HOME: process.env.HOME, LANG: process.env.LANG ?? 'C.UTF-8'}
const milliseconds = (command, args) => {
  rmSync(join(dir, 'incidents'), {recursive: true, force: true})
  const begin = process.hrtime.bigint()
  const {status, stderr} = spawnSync(command, args, {cwd: dir, env, encoding: 'utf8', maxBuffer: 1 << 28})
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}: ${stderr}`)
  return Number(process.hrtime.bigint() - begin) / 1e6
}
const cases = {
  'bash, one for each block': () =>
    milliseconds('bash', ['-c', `for n in {1..${steps}}; do bash --noprofile --norc blocks/$n.sh; done`]),
  'runbook, all steps': () => milliseconds(process.execPath, [runbook, 'run', 'steps.md', '--yes']),
  'runbook, one step': () => milliseconds(process.execPath, [runbook, 'run', 'one.md', '--yes']),
  'runbook plan': () => milliseconds(process.execPath, [runbook, 'plan', 'steps.md']),
}
const seen = Object.fromEntries(Object.keys(cases).map(name => [name, []]))
try {
  // in turns, so that a busy moment of the machine hits all alike
  for (let round = 0; round < rounds; round++)
    for (const [name, measure] of Object.entries(cases)) seen[name].push(measure())
} finally {
  rmSync(dir, {recursive: true, force: true})
}
const median = values => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
const [plain, all, one, plan] = Object.values(seen).map(median)
const ratios = seen['runbook, all steps'].map(
  (value, round) => value / seen['bash, one for each block'][round],
)
const model = /model name\s*: (.*)/.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? 'unknown'
process.stdout.write(
  `${steps} blocks, ${rounds} rounds, medians, ${model}\n` +
    `bash, one for each block  ${plain.toFixed(0)} ms, ${(plain / steps).toFixed(2)} a block\n` +
    `runbook, all steps        ${all.toFixed(0)} ms\n` +
    `runbook, one step         ${one.toFixed(0)} ms; plan of all steps ${plan.toFixed(0)} ms\n` +
    `a step                    ${((all - plan) / steps).toFixed(2)} ms, its reading aside\n` +
    `all steps / bash          ${median(ratios).toFixed(2)}\n`,
)
