import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {runbookOf, zxOf} from '../documents.mjs'
import {against, runbook, timed} from '../measure.mjs'
import {zx} from '../peers.mjs'

export const about = 'one trivial block, unattended, with its journal synced'
export const rounds = 11

const bare = new URL('../bare-steps.mjs', import.meta.url).pathname

export function prepare(cwd) {
  writeFileSync(join(cwd, 'one.md'), runbookOf(1))
  writeFileSync(join(cwd, 'zx.md'), zxOf(1))
  const peer = zx()
  return {
    cases: {
      'node -e 0': () => timed(process.execPath, ['-e', '0'], {cwd}),
      'runbook run one.md --yes': () => timed(process.execPath, [runbook, 'run', 'one.md', '--yes'], {cwd}),
      'runbook plan one.md': () => timed(process.execPath, [runbook, 'plan', 'one.md'], {cwd}),
      'zx one.md': () => timed(process.execPath, [peer, 'zx.md'], {cwd}),
      'limit: a bare program, as durable': () => timed(process.execPath, [bare, 'one.md', 'bare'], {cwd}),
    },
    figures(seen) {
      const [node, ours, plan, theirs, bare] = Object.values(seen)
      return [
        {figure: 'run / node', ...against(ours, node), most: 1.45},
        {figure: 'plan / node', ...against(plan, node)},
        {figure: 'limit / node', ...against(bare, node)},
        {figure: 'run / zx', ...against(ours, theirs), most: 0.65},
        {figure: 'limit / zx', ...against(bare, theirs)},
      ]
    },
  }
}
