import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {cli} from '../../support/cli.ts'
import {temporaryDirectory} from '../../support/temporary.ts'

const textOf = (...path: string[]) => readFileSync(join(...path), 'utf8')

test('a new runbook takes from those beside it what they have in common, has no complaints and runs as it stands', async () => {
  const dir = temporaryDirectory()
  const call = (...words: string[]) => cli(...words).dir(dir)
  await call('new', 'Queue is "stuck"')
    .file('runbooks/a.md', '---\nrunbook: {owner: "#ops", environment: staging}\n---\n# A\n')
    .stdout(/^runbooks\/queue-is-stuck\.md was written\. /)
    .exits(0)
  const text = textOf(dir, 'runbooks/queue-is-stuck.md')
  expect(text).toContain('\n  severity: "P2"\n  owner: "#ops"\n  environment: "staging"\n')
  await call('new', 'runbooks/queue-is-stuck.md')
    .stderr('runbook: runbooks/queue-is-stuck.md is there already; nothing was written\n')
    .exits(2)
  expect(textOf(dir, 'runbooks/queue-is-stuck.md')).toBe(text)
  await call('lint', 'runbooks/queue-is-stuck.md', '--severity', 'info').exits(0)
  await call('run', 'runbooks/queue-is-stuck.md', '--yes', '--answers', 'a.yaml')
    .file('a.yaml', 'steps: {announce: done, close: done}')
    .stdout(/✓ Run: success/)
    .exits(0)
})

const down = (name: string, more = '') =>
  `---\nrunbook: {severity: P0, owner: "#ops"}\n---\n# ${name}\n\n\`\`\`bash\nuptime\n\`\`\`\n\n## Escalation\n\n- Lead: lead@example.org\n${more}`

test('the index of a folder lists its runbooks and whom to call; what people write around it stays', async () => {
  const dir = temporaryDirectory()
  const call = (...words: string[]) => cli('docs', ...words).dir(dir)
  await call()
    .file('runbooks/b.md', down('B', '- Vendor: [here](vendor.md)\n'))
    .file('runbooks/deep/a.md', down('A', '- See [there](../contacts.md)\n'))
    .file('runbooks/contacts.md', '# Contacts\n\n| who | how |\n|---|---|\n| CTO | phone |\n')
    .file('runbooks/b.test.yaml', 'scenarios: [{name: x}, {name: y}]\n')
    .stdout('runbooks/README.md was written\n')
    .exits(0)
  const page = textOf(dir, 'runbooks/README.md')
  expect(page.replace(/digest=\w+/, 'digest=…')).toBe(`# Runbooks

<!-- runbook:begin index -->

| severity | runbook | owner | steps | review due | practised by |
| --- | --- | --- | --- | --- | --- |
| P0 | [B](b.md) | \\#ops | 1 step: 1 read |  | [2 scenarios](b.test.yaml) |
| P0 | [A](deep/a.md) | \\#ops | 1 step: 1 read |  |  |

## Escalation

From [Contacts](contacts.md):

| who | how |
|---|---|
| CTO | phone |

| contact | in |
| --- | --- |
| Lead: lead@example.org | all |
| Vendor: [here](vendor.md) | [B](b.md) |
| See [there](contacts.md) | [A](deep/a.md) |

<!-- runbook:end index digest=… -->
`)
  await call('--check').stdout('runbooks/README.md is up to date\n').exits(0)
  const ours = `${page.replace('# Runbooks\n', '# Ours\n\nRead this first.\n')}\nAnd this.\n`
  await call('--check')
    .file('runbooks/README.md', ours)
    .file('runbooks/c.md', down('C'))
    .stderr('runbooks/README.md: error: it is not up to date; runbook docs runbooks writes it\n')
    .exits(1)
  await call().stdout('runbooks/README.md was written\n').exits(0)
  const fresh = textOf(dir, 'runbooks/README.md')
  expect(fresh).toMatch(/^# Ours\n\nRead this first\.\n/)
  expect(fresh).toMatch(/\n\nAnd this\.\n$/)
  expect(fresh).toContain('[C](c.md)')
  await call()
    .file('runbooks/README.md', fresh.replace('1 step: 1 read', 'one step'))
    .stderr(/its generated part was changed by hand/)
    .exits(1)
})

const book =
  '# Book\n\n## One\n\n### Resolution\n\n- [ ] a [b](x.md)\n\n## Two\n\n### Resolution\n\n- [ ] b\n'

test('split says what it would make, makes it where nothing is in the way, and leaves the handbook alone', async () => {
  const dir = temporaryDirectory()
  const call = (...words: string[]) => cli('split', 'docs/book.md', ...words).dir(dir)
  await call()
    .file('docs/book.md', book)
    .stdout(`DIR/one.md
  One: 1 step, 0 of them blocks; lines 3–8
DIR/two.md
  Two: 1 step, 0 of them blocks; lines 9–13
DIR/index.md
  Book: what belongs to no procedure, and links to them; lines 1–2

Nothing was written: \`runbook split docs/book.md --write DIR\` makes these 3 files. docs/book.md stays as it is.
`)
    .exits(0)
  expect(readdirSync(join(dir, 'docs'))).toEqual(['book.md'])
  await call('--write', 'runbooks')
    .stdout(/\n3 files were written\./)
    .exits(0)
  expect(textOf(dir, 'runbooks/one.md')).toBe(
    '---\ntitle: "One"\n---\n\n## One\n\n### Resolution\n\n- [ ] a [b](../docs/x.md)\n\n',
  )
  expect(textOf(dir, 'docs/book.md')).toBe(book)
  await call('--write', 'runbooks')
    .stderr(
      'runbook: runbooks/one.md is there already; nothing was written: choose another folder with --write\n',
    )
    .exits(2)
  await cli('split', 'runbooks/one.md')
    .dir(dir)
    .stderr(/holds one procedure: there is nothing to split\n$/)
    .exits(2)
  expect(existsSync(join(dir, 'DIR'))).toBe(false)
})
