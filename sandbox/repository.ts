import {execFile} from 'node:child_process'
import {chmodSync, mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {promisify} from 'node:util'

const run = promisify(execFile)

/** Sends what was pushed to the sandbox that SANDBOX_URL names, as the platforms' own hooks at a git host do. */
const hook = `#!/bin/sh
message=$(git log -1 --format=%s main)
commit=$(git log -1 --format=%h main)
exec curl --silent --show-error --max-time 10 --noproxy '*' --data-urlencode "message=$message" --data-urlencode "commit=$commit" --output /dev/null "$SANDBOX_URL/git/push"
`

/** What the repository holds, by path. */
export const repositoryFiles: Readonly<Record<string, string>> = {
  'README.md': '# Token4Good\n',
  'package.json': `${JSON.stringify({
    name: 'token4good',
    private: true,
    scripts: {
      test: 'node --test apps/dapp/page.test.mjs',
      build: 'node --check apps/dapp/page.mjs && echo built',
    },
  })}\n`,
  'apps/dapp/page.mjs': 'export const title = () => "Token4Good"\n',
  'apps/dapp/page.test.mjs':
    "import assert from 'node:assert'\nimport test from 'node:test'\nimport {title} from './page.mjs'\n\ntest('a page has a title', () => assert.equal(title(), 'Token4Good'))\n",
  'token4good-backend/migrations/.keep': '',
}

/** What git is told in the clone, in this order. Both are copied together, so one knows the other by a relative path. */
export const repositoryCommands: readonly string[][] = [
  ['init', '--quiet', '--initial-branch=main'],
  ['config', 'user.name', 'Sandbox'],
  ['config', 'user.email', 'sandbox@example.com'],
  ['add', '.'],
  ['commit', '--quiet', '--message', 'feat: all of it'],
  ['clone', '--quiet', '--bare', '.', '../origin.git'],
  ['remote', 'add', 'origin', '../origin.git'],
  ['fetch', '--quiet', 'origin'],
  ['branch', '--quiet', '--set-upstream-to=origin/main', 'main'],
]

/** Makes the product's repository below a directory, and beside it a clone, `token4good`. A push to its `main` deploys. */
export async function createRepository(directory: string): Promise<void> {
  const [origin, clone] = [join(directory, 'origin.git'), join(directory, 'token4good')]
  for (const [name, content] of Object.entries(repositoryFiles)) {
    mkdirSync(join(clone, name, '..'), {recursive: true})
    writeFileSync(join(clone, name), content)
  }
  for (const args of repositoryCommands) await run('git', args, {cwd: clone})
  writeFileSync(join(origin, 'hooks/post-receive'), hook)
  chmodSync(join(origin, 'hooks/post-receive'), 0o755)
}
