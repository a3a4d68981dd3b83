import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import {expect, test} from 'vitest'
import {cli} from '../support/cli.ts'
import {temporaryDirectory} from '../support/temporary.ts'
import {bundledCli} from '../support/workplace.ts'

const untagged = '# Look\n\nFirst:\n\n```\nuptime\n```\n\nThen:\n\n```bash {timout=1s}\nw\n```\n'
const fixed = untagged.replace('```\nuptime', '```bash\nuptime').replace('timout', 'timeout')
const diff = `--- a/x.md
+++ b/x.md
@@ -2,12 +2,12 @@
 
 First:
 
-\`\`\`
+\`\`\`bash
 uptime
 \`\`\`
 
 Then:
 
-\`\`\`bash {timout=1s}
+\`\`\`bash {timeout=1s}
 w
 \`\`\`
`

test('--fix prints the difference and writes the file', async () => {
  const {read} = await cli('lint', 'x.md', '--fix').file('x.md', untagged).stdout(diff).exits(0)
  expect(read('x.md')).toBe(fixed)
})

test('--dry-run only prints it, and the exit code is that of the file as it is', async () => {
  const {read} = await cli('lint', 'x.md', '--fix', '--dry-run')
    .file('x.md', untagged)
    .stdout(diff)
    .stderr(['x.md:11:10  error  Unexpected attribute `timout`'])
    .exits(2)
  expect(read('x.md')).toBe(untagged)
})

test('the difference is one that patch takes', async () => {
  const dir = temporaryDirectory()
  const {stdout} = await cli('lint', 'x.md', '--fix', '-n')
    .dir(dir)
    .file('x.md', untagged)
    .stdout(diff)
    .stderr(/./)
    .exits(2)
  const {read} = await cli.command('patch', '-p1', '-s').dir(dir).stdin(stdout).exits(0)
  expect(read('x.md')).toBe(fixed)
})

test('what it cannot mend is still said', () =>
  cli('lint', 'x.md', '--fix')
    .file('x.md', '```\nuptime\n```\n\n```bash {timeout=soon}\nw\n```\n')
    .stdout(['+```bash\n'])
    .stderr(['x.md:5:10  error  ', '1 error in 1 file\n'])
    .exits(2))

test('a file without anything to mend is not touched', async () => {
  const dir = temporaryDirectory()
  await cli('lint', 'x.md').dir(dir).file('x.md', '# Look\n').exits(0)
  const before = statSync(join(dir, 'x.md'))
  await cli('lint', 'x.md', '--fix').dir(dir).exits(0)
  expect(statSync(join(dir, 'x.md')).ino).toBe(before.ino)
})

const bytes: [string, string, string][] = [
  ['a byte order mark', `\ufeff${untagged}`, `\ufeff${fixed}`],
  ['a second byte order mark', `\ufeff\ufeff${untagged}`, `\ufeff\ufeff${fixed}`],
  ['line ends of Windows', untagged.replaceAll('\n', '\r\n'), fixed.replaceAll('\n', '\r\n')],
  ['no line end at the end', untagged.trimEnd(), fixed.trimEnd()],
  [
    'an unclosed fence with line ends of Windows',
    '# Look\r\n\r\n```bash\r\nuptime',
    '# Look\r\n\r\n```bash\r\nuptime\r\n```\r\n',
  ],
  ['a list around it', '- Look:\n\n  ```\n  uptime\n  ```\n', '- Look:\n\n  ```bash\n  uptime\n  ```\n'],
]

test.each(bytes)('%s stays', async (_, before, after) => {
  const {read} = await cli('lint', 'x.md', '--fix')
    .file('x.md', before)
    .stdout(/^--- a\/x\.md\n/)
    .exits(0)
  expect(read('x.md')).toBe(after)
})

test('a file that is not UTF-8 throughout is left as it is', async () => {
  const latin = Buffer.from(untagged.replace('First', 'D\u00e9but'), 'latin1')
  const dir = temporaryDirectory()
  await cli('lint', 'x.md', '--fix')
    .dir(dir)
    .file('x.md', latin)
    .stderr(['runbook: x.md: it is not UTF-8 throughout, so it is left as it is\n'])
    .exits(2)
  expect(readFileSync(join(dir, 'x.md')).equals(latin)).toBe(true)
})

test('the mode stays, a link stays a link, and nothing is left beside it', async () => {
  const dir = temporaryDirectory()
  mkdirSync(join(dir, 'real'))
  await cli('lint', 'real/x.md', '--rule', 'nul').dir(dir).file('real/x.md', untagged).exits(0)
  chmodSync(join(dir, 'real/x.md'), 0o640)
  symlinkSync('real/x.md', join(dir, 'x.md'))
  await cli('lint', 'x.md', '--fix').dir(dir).stdout(diff).exits(0)
  expect(lstatSync(join(dir, 'x.md')).isSymbolicLink()).toBe(true)
  expect(statSync(join(dir, 'x.md')).mode & 0o777).toBe(0o640)
  expect(readFileSync(join(dir, 'real/x.md'), 'utf8')).toBe(fixed)
  expect(readdirSync(join(dir, 'real'))).toEqual(['x.md'])
})

const root = process.getuid?.() === 0

test.skipIf(!root)('the owner stays', async () => {
  const dir = temporaryDirectory()
  await cli('lint', 'x.md', '--rule', 'nul').dir(dir).file('x.md', untagged).exits(0)
  chownSync(join(dir, 'x.md'), 1234, 1235)
  await cli('lint', 'x.md', '--fix').dir(dir).stdout(diff).exits(0)
  expect(statSync(join(dir, 'x.md'))).toMatchObject({uid: 1234, gid: 1235})
})

test.skipIf(root)('a file that is read-only is left as it is', async () => {
  const dir = temporaryDirectory()
  await cli('lint', 'x.md', '--rule', 'nul').dir(dir).file('x.md', untagged).exits(0)
  chmodSync(join(dir, 'x.md'), 0o444)
  const {read} = await cli('lint', 'x.md', '--fix')
    .dir(dir)
    .stderr(['x.md: it cannot be written (EACCES)'])
    .exits(2)
  expect(read('x.md')).toBe(untagged)
})

test('one that is interrupted leaves whole files and nothing beside them', async () => {
  const dir = temporaryDirectory()
  const names = Array.from({length: 200}, (_, index) => `${1000 + index}.md`)
  const script =
    '"$0" "$1" lint --fix docs > out & until grep -q 1005.md out; do sleep 0.02; done; kill -INT $!; wait $!; true'
  const call = names.reduce(
    (call, name) => call.file(`docs/${name}`, untagged),
    cli
      .command('bash', '-c', `exec 2> /dev/null; set -m; ${script}`, process.execPath, bundledCli())
      .dir(dir),
  )
  await call.exits(0)
  const texts = readdirSync(join(dir, 'docs')).map(name => readFileSync(join(dir, 'docs', name), 'utf8'))
  expect(texts.length).toBe(200)
  expect(texts.filter(text => text !== untagged && text !== fixed)).toEqual([])
})

test('a second run finds nothing more to mend', async () => {
  const dir = temporaryDirectory()
  await cli('lint', 'x.md', '--fix').dir(dir).file('x.md', untagged).stdout(diff).exits(0)
  await cli('lint', 'x.md', '--fix').dir(dir).exits(0)
})

test('standard input cannot be written, but its difference shown', async () => {
  await cli('lint', '-', '--fix')
    .stdin(untagged)
    .stderr('runbook: --fix cannot write standard input; add --dry-run for the diff\n')
    .exits(2)
  await cli('lint', '-', '--fix', '-n')
    .stdin(untagged)
    .stdout(diff.replaceAll('x.md', '-'))
    .stderr(/./)
    .exits(2)
})

test('a difference is no JSON', () =>
  cli('lint', 'x.md', '--fix', '--format', 'json')
    .stderr('runbook: --fix prints a diff, not json\n')
    .exits(2))
