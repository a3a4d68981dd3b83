import {execFileSync} from 'node:child_process'
import {median} from '../measure.mjs'

export const about =
  '`timeline` of a journal of 1,000,000 events, against a loop that reads and parses each line'
export const rounds = 5

export function prepare() {
  const script = new URL('../timeline.mjs', import.meta.url).pathname
  const args = [script, '1000000', '1', '^story, markdown$', '--json']
  const measure = () =>
    JSON.parse(execFileSync(process.execPath, args, {encoding: 'utf8', maxBuffer: 1 << 26}))
  return {
    cases: {timeline: measure},
    figures({timeline}) {
      const of = key => median(timeline.map(one => one[key]))
      return [
        {figure: 'timeline / bare loop, of CPU', value: of('ratio'), most: 1.35},
        {figure: 'memory', value: of('mib'), unit: 'MiB', most: 160},
      ]
    },
  }
}
