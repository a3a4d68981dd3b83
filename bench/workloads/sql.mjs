import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {createInterface} from 'node:readline'
import {build} from 'esbuild'
import {against, runbook, timed} from '../measure.mjs'

export const about =
  '1,000 steps of SQL, against one `psql -f` and a `psql -c` for each; and what nobody can leave out'
export const rounds = 5

const steps = 1000

export async function prepare(cwd) {
  const keeper = spawn(
    process.execPath,
    [new URL('../../test/support/postgres-keeper.mjs', import.meta.url).pathname],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  )
  const [line] = await once(createInterface(keeper.stdout), 'line')
  const DATABASE_URL = `postgres://postgres:postgres@127.0.0.1:${JSON.parse(line).port}/postgres`
  const numbers = Array.from({length: steps}, (_, index) => index + 1)
  const fences = numbers.map(number => `\`\`\`sql {id=s${number}}\nselect ${number}\n\`\`\`\n`)
  writeFileSync(
    join(cwd, 'steps.md'),
    `---\nrunbook:\n  databases:\n    main: {url: $DATABASE_URL}\n---\n\n# Steps\n\n${fences.join('\n')}`,
  )
  writeFileSync(join(cwd, 'all.sql'), numbers.map(number => `select ${number};\n`).join(''))
  const env = {DATABASE_URL}
  const bare = new URL('../../build/bench/bare-sql.mjs', import.meta.url).pathname
  await bundle(bare)
  const each = `for n in {1..${steps}}; do psql -X -c "select $n" "$DATABASE_URL"; done`
  return {
    cases: {
      'psql -f all.sql': () => timed('psql', ['-X', '-f', 'all.sql', DATABASE_URL], {cwd}),
      'runbook run steps.md --yes': () =>
        timed(process.execPath, [runbook, 'run', 'steps.md', '--yes'], {cwd, env}),
      'node bare-sql.mjs steps.md': () =>
        timed(process.execPath, ['--liftoff-only', bare, 'steps.md'], {cwd, env}),
      'psql -c for each': () => timed('bash', ['-c', each], {cwd, env}),
    },
    async end() {
      keeper.stdin.end()
      await once(keeper, 'close')
    },
    figures(seen) {
      const [one, ours, least, many] = Object.values(seen)
      return [
        {figure: 'run / one psql -f', ...against(ours, one), most: 5},
        {figure: 'run / psql -c for each', ...against(ours, many), most: 0.04},
        {figure: 'what nobody can leave out / one psql -f', ...against(least, one)},
        {figure: 'what nobody can leave out / psql -c for each', ...against(least, many)},
      ]
    },
  }
}

/** As the package is bundled: reading many small files takes longer. */
async function bundle(outfile) {
  await build({
    entryPoints: [new URL('../bare-sql.mjs', import.meta.url).pathname],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    external: ['libpg-query', 'pg-native'],
    banner: {
      js: "import {createRequire} from 'node:module';const require=createRequire(import.meta.url);",
    },
  })
}
