import {execFileSync, spawn} from 'node:child_process'
import {closeSync, openSync, writeFileSync, writeSync} from 'node:fs'
import {join} from 'node:path'
import {env, median, runbook} from '../measure.mjs'

export const about = 'a line on its way through the tool, against `cat`, and a prompt without a line end'
export const rounds = 3

const lines = 300
const pauseMs = 5

/** Sends texts one after another into a named pipe that a program prints, and gives how long each took to come out. */
async function times(cwd, command, args, texts) {
  const child = spawn(command, args, {
    cwd,
    env: {...env, BENCH_TOKEN: 'a-secret-of-the-environment'},
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exit = new Promise(done => child.once('exit', done))
  let waiting
  let seen = ''
  child.stdout.setEncoding('latin1').on('data', chunk => {
    seen = (seen + chunk).slice(-10_000)
    if (waiting && seen.includes(waiting.text)) waiting.done(process.hrtime.bigint())
  })
  const fd = openSync(join(cwd, 'lines'), 'w') // waits for who reads it
  const took = []
  for (const text of ['the first line\n', ...texts]) {
    const arrived = new Promise(done => (waiting = {text: text.trimEnd(), done}))
    const begin = process.hrtime.bigint()
    writeSync(fd, text)
    took.push(Number((await arrived) - begin) / 1e6)
    await new Promise(done => setTimeout(done, pauseMs))
  }
  closeSync(fd)
  if ((await exit) !== 0) throw new Error(`${command} did not end well`)
  return took.slice(1).sort((a, b) => a - b)
}

export function prepare(cwd) {
  execFileSync('mkfifo', [join(cwd, 'lines')])
  writeFileSync(
    join(cwd, 'cat.md'),
    `---\nrunbook: {}\n---\n\n# Cat\n\n\`\`\`bash {id=cat timeout=10m}\ncat ${join(cwd, 'lines')}\n\`\`\`\n`,
  )
  const texts = Array.from({length: lines}, (_, number) => `line ${number} of them\n`)
  const prompts = Array.from({length: 10}, (_, number) => `Password ${number}: `)
  const run = [runbook, 'run', 'cat.md', '--yes']
  return {
    cases: {
      cat: () => times(cwd, 'cat', ['lines'], texts),
      runbook: () => times(cwd, process.execPath, run, texts),
      prompt: () => times(cwd, process.execPath, run, prompts),
    },
    figures({cat, runbook: ours, prompt}) {
      const more = part =>
        median(ours.map((all, round) => all[Math.floor(lines * part)] - cat[round][Math.floor(lines * part)]))
      return [
        {figure: 'half of the lines, more than `cat`', value: more(0.5), unit: 'ms', most: 0.3},
        {figure: '99 of 100 lines, more than `cat`', value: more(0.99), unit: 'ms', most: 5},
        {figure: 'a prompt, at most', value: Math.max(...prompt.flat()), unit: 'ms', most: 50},
      ]
    },
  }
}
