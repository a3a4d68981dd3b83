import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {runbookOf, zxOf} from '../documents.mjs'
import {against, runbook, timed} from '../measure.mjs'
import {zx} from '../peers.mjs'

export const about = 'one trivial block, unattended, with its journal synced'
export const rounds = 11

export function prepare(cwd) {
  writeFileSync(join(cwd, 'one.md'), runbookOf(1))
  writeFileSync(join(cwd, 'zx.md'), zxOf(1))
  const peer = zx()
  return {
    cases: {
      'node -e 0': () => timed(process.execPath, ['-e', '0'], {cwd}),
      'runbook run one.md --yes': () => timed(process.execPath, [runbook, 'run', 'one.md', '--yes'], {cwd}),
      'zx one.md': () => timed(process.execPath, [peer, 'zx.md'], {cwd}),
    },
    figures({'node -e 0': node, 'runbook run one.md --yes': ours, 'zx one.md': theirs}) {
      return [
        {figure: 'run / node', ...against(ours, node), most: 1.45},
        {figure: 'run / zx', ...against(ours, theirs), most: 0.65},
      ]
    },
  }
}
