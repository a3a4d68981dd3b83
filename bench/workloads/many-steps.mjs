import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {runbookOf} from '../documents.mjs'
import {against, median, peakOf, runbook, timed} from '../measure.mjs'

export const about = '10,000 trivial steps against 1,000'
export const rounds = 3

export function prepare(cwd) {
  for (const count of [1000, 10_000]) writeFileSync(join(cwd, `${count}.md`), runbookOf(count))
  const run = count => () => timed(process.execPath, [runbook, 'run', `${count}.md`, '--yes'], {cwd})
  return {
    cases: {
      '1,000 steps': run(1000),
      '10,000 steps': run(10_000),
      memory: () => ({mib: peakOf(['run', '10000.md', '--yes'], {cwd})}),
    },
    figures: ({'1,000 steps': few, '10,000 steps': many, memory}) => [
      {figure: '10,000 / 1,000 steps', ...against(many, few), most: 10.5},
      {figure: 'memory', value: median(memory.map(({mib}) => mib)), unit: 'MiB', most: 90},
    ],
  }
}
