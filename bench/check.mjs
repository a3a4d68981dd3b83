// The few figures that stay the same on a busy machine, since they are ratios of processor time in the same run, against bounds
// half as high again as what they are: npm run bench -- --check. Takes some seconds; ends with 1 where one is above its bound.
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {createRedactor} from '../dist/index.js'
import {handbooks, logOf} from './documents.mjs'
import {median, runbook, timed} from './measure.mjs'

const slack = 1.5

/** What each figure is, where nothing else keeps the machine busy or much does. */
const usual = {
  '--help / node -e 0': 1.1,
  '20 secrets masked / a pass of indexOf for each': 0.5,
  'lint of 100 KB / of 25 KB': 4,
}

const cpu = (...args) => timed(process.execPath, args, {codes: [0, 1]}).cpuMs

/** The median of ratios of pairs, each measured in turn. */
function ratioOf(pairs, ours, theirs) {
  return median(Array.from({length: pairs}, () => ours() / theirs()))
}

function masking() {
  const values = Array.from(
    {length: 20},
    (_, n) => `${((n + 1) * 2654435761).toString(36)}-${n * 7919}-token`,
  )
  const bytes = values.map(value => Buffer.from(value))
  const text = Buffer.from(logOf(1 << 20))
  const chunks = Array.from({length: 16}, (_, n) => text.subarray(n << 16, (n + 1) << 16))
  const masker = createRedactor(values.map((value, n) => ({name: `SECRET_${n}`, value}))).stream()
  const spent = act => {
    const before = process.cpuUsage()
    for (let round = 0; round < 4; round++) for (const chunk of chunks) act(chunk)
    const {user, system} = process.cpuUsage(before)
    return user + system
  }
  const mask = () => spent(chunk => masker.push(chunk))
  const search = () => spent(chunk => bytes.map(value => chunk.indexOf(value)))
  ratioOf(5, mask, search) // until the code is warm
  return ratioOf(21, mask, search)
}

async function linting(dir) {
  const handbook = await handbooks()
  const file = size => {
    const path = join(dir, `${size}.md`)
    writeFileSync(path, handbook(size))
    return path
  }
  // the shortest tells what it takes to start
  const [none, one, four] = [file(1000), file(25_000), file(100_000)]
  const lint = path => cpu(runbook, 'lint', path)
  return median(
    Array.from({length: 3}, () => {
      const start = lint(none)
      return (lint(four) - start) / (lint(one) - start)
    }),
  )
}

/** Measures them in a folder that is empty; how many are above their bounds. */
export async function check(dir) {
  const seen = [
    ratioOf(
      9,
      () => cpu(runbook, '--help'),
      () => cpu('-e', '0'),
    ),
    masking(),
    await linting(dir),
  ]
  let above = 0
  for (const [index, [name, value]] of Object.entries(usual).entries()) {
    const bound = value * slack
    const met = seen[index] <= bound
    if (!met) above++
    console.log(
      `${name.padEnd(48)} ${seen[index].toFixed(2).padStart(6)} ≤ ${bound.toFixed(2)} ${met ? '' : 'ABOVE'}`,
    )
  }
  return above
}
