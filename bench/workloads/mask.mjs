import {execFileSync} from 'node:child_process'
import {median} from '../measure.mjs'

export const about = 'masking alone, of text in memory'

export function prepare() {
  const script = new URL('../mask.mjs', import.meta.url).pathname
  const measure = () => JSON.parse(execFileSync(process.execPath, [script, '--json'], {encoding: 'utf8'}))
  return {
    cases: {mask: measure},
    figures({mask}) {
      const of = key => median(mask.map(one => one[key]))
      return [
        {figure: '20 secrets / a pass of indexOf for each', value: of('indexOf'), most: 0.5},
        {figure: '100 secrets', value: of('hundred'), unit: 'GB/s', least: 0.8},
        {figure: 'adversarial, secrets of 6 bytes', value: of('adversarial'), unit: 'GB/s', least: 0.1},
      ]
    },
  }
}
