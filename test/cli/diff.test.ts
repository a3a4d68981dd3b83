import {execFileSync} from 'node:child_process'
import {mkdirSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {expect, test} from 'vitest'
import {cli} from '../support/cli.ts'
import {temporaryDirectory} from '../support/temporary.ts'

const runbook = (command: string, words = 'Look first.') =>
  `# Backend down\n\n${words}\n\n\`\`\`bash {id=status}\n${command}\n\`\`\`\n`

/** A repository with a commit for each set of files, tagged `c1`, `c2` and so on; undefined removes one. */
function repository(...commits: Record<string, string | undefined>[]): string {
  const dir = temporaryDirectory()
  const git = (...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...words], {
      cwd: dir,
      env: {PATH: process.env.PATH, HOME: dir, GIT_CONFIG_NOSYSTEM: '1'},
    })
  git('init', '-q')
  for (const [at, files] of commits.entries()) {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(dir, path)), {recursive: true})
      if (text === undefined) git('rm', '-q', path)
      else writeFileSync(join(dir, path), text)
    }
    git('add', '-A')
    git('commit', '-q', '--allow-empty', '-m', 'one')
    git('tag', `c${at + 1}`)
  }
  return dir
}

test('two revisions: what would run otherwise is printed, loudest first, and the exit code says so', () =>
  cli('diff', 'c1..c2')
    .dir(
      repository(
        {'book/a.md': runbook('railway status'), 'book/b.md': runbook('uptime')},
        {'book/a.md': runbook('railway down --yes'), 'book/b.md': runbook('uptime', 'Look twice.')},
      ),
    )
    .stdout(`book/a.md
  ! EFFECT RISES from read to destroy: step 1 Backend down
  ~ step 1 Backend down
      -railway status
      +railway down --yes
      effect: read → destroy
`)
    .exits(1))

test('a change of prose, and records of runs, are no difference', () =>
  cli('diff', 'c1..')
    .dir(
      repository(
        {'a.md': runbook('uptime')},
        {
          'a.md': runbook('uptime', 'Other words.'),
          'incidents/20260102T030405Z-x-abcd/journal.jsonl': '',
          'incidents/20260102T030405Z-x-abcd/notes.md': runbook('rm -rf /'),
          'log.md': `<!-- runbook:begin incident run=x sequence=1 -->\n${runbook('uptime')}`,
        },
      ),
    )
    .exits(0))

test('a file is followed through a new name; others can be left out', async () => {
  const dir = repository(
    {'a.md': runbook('uptime', 'w '.repeat(200)), 'c.md': runbook('true')},
    {'a.md': undefined, 'b.md': runbook('reboot', 'w '.repeat(200)), 'c.md': runbook('false')},
  )
  const {stdout} = await cli('diff', 'c1...c2', 'a.md', 'b.md', '--json').dir(dir).stdout(/./).exits(1)
  expect(JSON.parse(stdout)).toEqual([
    {
      before: 'a.md',
      after: 'b.md',
      settings: [],
      steps: [
        {
          kind: 'changed',
          step: {id: 'status', number: 1, title: 'Backend down'},
          facts: [
            {name: 'script', before: 'uptime', after: 'reboot', warning: null},
            {name: 'effect', before: 'read', after: 'destroy', warning: 'effect rises from read to destroy'},
          ],
        },
      ],
    },
  ])
})

test('two files can be compared where there is no git', () =>
  cli('diff', 'old.md', 'new.md')
    .file('old.md', runbook('uptime'))
    .file('new.md', `${runbook('uptime')}\n\`\`\`bash\ndate\n\`\`\`\n`)
    .stdout('old.md → new.md\n  + step 2 Backend down\n      +date\n      effect: none → read\n')
    .exits(1))

test('what cannot be compared is an error: no revision, no file, no repository, a runbook that is wrong', async () => {
  const dir = repository(
    {'a.md': runbook('uptime')},
    {'a.md': '# A\n\n```bash {timeout=soon}\nuptime\n```\n'},
  )
  const fails = (...words: string[]) => cli('diff', ...words).dir(dir)
  await fails('c1..c9').stderr('runbook: c9: git knows no such revision here\n').exits(2)
  await fails('--', '--all..c1').stderr('runbook: --all: git knows no such revision here\n').exits(2)
  await fails('c1..c2', 'x.md').stderr('runbook: x.md: neither revision has such a file\n').exits(2)
  await fails('a.md')
    .stderr(/^runbook: expected two revisions/)
    .exits(2)
  await fails('c1..c2')
    .stdout(/^a\.md\n/)
    .stderr(/^a\.md:3:10: error: Unexpected value for `timeout`/)
    .exits(2)
  await cli('diff', 'a..b').stderr('runbook: this is no git repository\n').exits(2)
})
