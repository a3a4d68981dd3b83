import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {handbooks} from '../documents.mjs'
import {against, runbook, timed} from '../measure.mjs'
import {markdownlint} from '../peers.mjs'

export const about =
  '`lint` with all rules: 1,000 runbooks of 10 KB against markdownlint-cli2, and how it grows'
export const rounds = 3

export async function prepare(cwd) {
  const handbook = await handbooks()
  const folder = (name, count) => {
    mkdirSync(join(cwd, name))
    for (let number = 0; number < count; number++)
      writeFileSync(
        join(cwd, name, `${number}.md`),
        handbook(10_000).replaceAll('service-', `service-${number}-`),
      )
  }
  folder('1000', 1000)
  folder('10000', 10_000)
  writeFileSync(join(cwd, 'half.md'), handbook(500_000))
  writeFileSync(join(cwd, 'five.md'), handbook(5_000_000))
  const peer = markdownlint()
  const lint = what => () => timed(process.execPath, [runbook, 'lint', what], {cwd, codes: [0, 1, 2]})
  return {
    cases: {
      'markdownlint-cli2, 1,000': () => timed(process.execPath, [peer, '1000/*.md'], {cwd, codes: [0, 1]}),
      'runbook lint, 1,000': lint('1000'),
      'runbook lint, 10,000': lint('10000'),
      'runbook lint, 0.5 MB': lint('half.md'),
      'runbook lint, 5 MB': lint('five.md'),
    },
    figures(seen) {
      const [theirs, ours, many, half, five] = Object.values(seen)
      return [
        {figure: 'lint / markdownlint-cli2', ...against(ours, theirs), most: 0.5},
        {figure: '10,000 / 1,000', ...against(many, ours), most: 10.5},
        {figure: '5 MB / 0.5 MB', ...against(five, half), most: 12},
      ]
    },
  }
}
