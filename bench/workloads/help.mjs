import {against, runbook, timed} from '../measure.mjs'

export const about = '`--help` against a bare node'
export const rounds = 21

export function prepare(cwd) {
  return {
    cases: {
      'node -e 0': () => timed(process.execPath, ['-e', '0'], {cwd}),
      'runbook --help': () => timed(process.execPath, [runbook, '--help'], {cwd}),
    },
    figures: seen => [
      {figure: '--help / node', ...against(seen['runbook --help'], seen['node -e 0']), most: 1.08},
    ],
  }
}
