import {join} from 'node:path'
import {against, runbook, timed} from '../measure.mjs'

export const about = '`--help` against a bare node'
export const rounds = 21

export function prepare(cwd) {
  // into a file: /dev/null looks like a terminal, whose width is asked before the help is written
  const into = {cwd, out: join(cwd, 'help.txt')}
  return {
    cases: {
      'node -e 0': () => timed(process.execPath, ['-e', '0'], into),
      'runbook --help': () => timed(process.execPath, [runbook, '--help'], into),
    },
    figures: seen => [
      {figure: '--help / node', ...against(seen['runbook --help'], seen['node -e 0']), most: 1.08},
    ],
  }
}
