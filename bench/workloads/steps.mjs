import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {blockFiles, runbookOf, zxOf} from '../documents.mjs'
import {against, median, runbook, timed} from '../measure.mjs'
import {zx} from '../peers.mjs'

export const about = '1,000 trivial steps, unattended, the start of each on disk before it'

const bare = new URL('../bare-steps.mjs', import.meta.url).pathname
const steps = 1000

export function prepare(cwd) {
  writeFileSync(join(cwd, 'steps.md'), runbookOf(steps))
  writeFileSync(join(cwd, 'one.md'), runbookOf(1))
  writeFileSync(join(cwd, 'zx.md'), zxOf(steps))
  blockFiles(join(cwd, 'blocks'), steps)
  const peer = zx()
  const each = `for n in {1..${steps}}; do bash --noprofile --norc blocks/$n.sh; done`
  return {
    cases: {
      'bash, one for each block': () => timed('bash', ['-c', each], {cwd}),
      'runbook run steps.md --yes': () =>
        timed(process.execPath, [runbook, 'run', 'steps.md', '--yes'], {cwd}),
      'runbook run one.md --yes': () => timed(process.execPath, [runbook, 'run', 'one.md', '--yes'], {cwd}),
      'runbook plan steps.md': () => timed(process.execPath, [runbook, 'plan', 'steps.md'], {cwd}),
      'zx steps.md': () => timed(process.execPath, [peer, 'zx.md'], {cwd}),
      'limit: a bare program, as durable': () => timed(process.execPath, [bare, 'steps.md', 'bare'], {cwd}),
    },
    figures(seen) {
      const [bash, ours, , plan, theirs, bare] = Object.values(seen)
      return [
        {figure: 'run / bash for each block', ...against(ours, bash), most: 0.45},
        {figure: 'limit / bash for each block', ...against(bare, bash)},
        {figure: 'run / zx', ...against(ours, theirs), most: 0.22},
        {
          figure: 'a step, the reading of the document aside',
          value: median(ours.map(({ms}, round) => (ms - plan[round].ms) / steps)),
          cpu: median(ours.map(({cpuMs}, round) => (cpuMs - plan[round].cpuMs) / steps)),
          unit: 'ms',
        },
      ]
    },
  }
}
