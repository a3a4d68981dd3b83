import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {buildSync} from 'esbuild'
import {logOf} from '../documents.mjs'
import {against, median, peakOf, runbook, timed} from '../measure.mjs'

export const about = '1 GB of output, forwarded and kept, against `cat | tee`'
export const rounds = 5

const bare = new URL('../bare-output.mjs', import.meta.url).pathname
const redact = new URL('../../src/model/redact.ts', import.meta.url).pathname
const megabytes = 1000
const secrets = Object.fromEntries(
  Array.from({length: 20}, (_, n) => [
    `BENCH_${n}_TOKEN`,
    `tok-${n}-${((n + 1) * 2654435761).toString(36)}-${n * 7919}`,
  ]),
)

export function prepare(cwd) {
  const piece = logOf(1e6)
  for (let written = 0; written < megabytes; written++)
    writeFileSync(join(cwd, 'data.log'), piece, {flag: 'a'})
  writeFileSync(join(cwd, 'short.log'), piece.repeat(100))
  const document = (file, limit) =>
    `---\nrunbook:\n  output-limit: ${limit}\n---\n\n# Print\n\n\`\`\`bash {id=print timeout=10m}\ncat ${join(cwd, file)}\n\`\`\`\n`
  writeFileSync(join(cwd, 'print.md'), document('data.log', '4GiB'))
  writeFileSync(join(cwd, 'short.md'), document('short.log', '4GiB'))
  const fresh = run => () => {
    // what was kept before goes, or the disk is full of it
    timed('rm', ['-rf', 'incidents', 'copy'], {cwd})
    return run()
  }
  const run = env =>
    fresh(() =>
      timed('bash', ['-c', `"$0" "$1" run print.md --yes | cat`, process.execPath, runbook], {cwd, env}),
    )
  const masking = join(cwd, 'redact.mjs')
  buildSync({entryPoints: [redact], outfile: masking, bundle: true, format: 'esm', platform: 'node'})
  const limit = env =>
    fresh(() =>
      timed(
        'bash',
        ['-c', 'cat data.log | "$0" "$1" copy "$2" 2>/dev/null | cat', process.execPath, bare, masking],
        {
          cwd,
          env,
        },
      ),
    )
  const peak = file => ({mib: peakOf(['run', file, '--yes'], {cwd, env: secrets})})
  return {
    cases: {
      'cat | tee': fresh(() => timed('bash', ['-c', 'cat data.log | tee copy | cat'], {cwd})),
      'no secrets': run({}),
      '20 secrets': run(secrets),
      'limit: a bare program, no secrets': limit({}),
      'limit: a bare program, 20 secrets': limit(secrets),
      memory: fresh(() => peak('print.md')),
      'memory, of a tenth of it': fresh(() => peak('short.md')),
    },
    figures: seen => [
      {figure: '20 secrets / tee', ...against(seen['20 secrets'], seen['cat | tee']), most: 1.6},
      {
        figure: 'limit / tee',
        ...against(seen['limit: a bare program, 20 secrets'], seen['cat | tee']),
      },
      {
        figure: 'limit, no secrets / tee',
        ...against(seen['limit: a bare program, no secrets'], seen['cat | tee']),
      },
      {figure: 'masking on / off', ...against(seen['20 secrets'], seen['no secrets']), most: 1.25},
      {figure: 'memory', value: median(seen.memory.map(({mib}) => mib)), unit: 'MiB', most: 110},
      {
        figure: 'memory, / that of a tenth of it',
        value: median(seen.memory.map(({mib}, round) => mib / seen['memory, of a tenth of it'][round].mib)),
        most: 1.1,
      },
    ],
  }
}
