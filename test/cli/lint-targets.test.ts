import {mkdirSync, readFileSync, symlinkSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {cli} from '../support/cli.ts'
import {temporaryDirectory} from '../support/temporary.ts'
import {bundledCli} from '../support/workplace.ts'

const doubtful = '# Doubtful\n\n```bash\nuptime\n\nThen wait.\n'
const paths = (stdout: string) => [...stdout.matchAll(/^(\S+):\d+:\d+ {2}/gm)].map(([, path]) => path)

test('a folder is searched in the order of paths, without node_modules and hidden folders', async () => {
  const files = ['b.md', 'a/z.markdown', 'a/b/c.MD', 'a.md', 'node_modules/x.md', '.git/x.md', 'a/notes.txt']
  const call = files.reduce((call, path) => call.file(`docs/${path}`, doubtful), cli('lint', 'docs'))
  const {stdout} = await call.stdout(/./).exits(1)
  expect(paths(stdout)).toEqual(['docs/a/b/c.MD', 'docs/a/z.markdown', 'docs/a.md', 'docs/b.md'])
})

test('many documents are looked at beside one another, and told in their order', async () => {
  const few = ['a', 'b'].map(folder =>
    Array.from({length: 10}, (_, index) => [
      `${folder}/${index}.md`,
      `# Doubtful\n\n${'Words.\n\n'.repeat(index % 3 === 0 ? 500 : 1)}\`\`\`bash\nuptime\n\nThen wait ${index}.\n`,
    ]),
  )
  const call = (...given: string[]) =>
    few.flat().reduce((call, [path, text]) => call.file(path!, text!), cli('lint', ...given))
  const [a, b, both] = await Promise.all(
    [['a'], ['b'], ['a', 'b', 'none.md']].map(paths =>
      call(...paths)
        .stdout(/./)
        .exits(paths.length > 2 ? 2 : 1),
    ),
  )
  const told = (stdout: string) => stdout.split('\n').filter(line => /^\S+:\d/.test(line))
  expect(told(both!.stdout)).toEqual([...told(a!.stdout), ...told(b!.stdout)])
  expect(paths(both!.stdout)).toHaveLength(20)
  expect(both!.stdout).toContain('none.md  error')
})

test('a file that is named twice is looked at once', () =>
  cli('lint', 'docs/x.md', 'docs')
    .file('docs/x.md', doubtful)
    .stdout(text => paths(text).length === 1 && text.includes('1 warning in 1 file'))
    .exits(1))

test('links to folders are not followed', () => {
  const dir = temporaryDirectory()
  mkdirSync(join(dir, 'docs'))
  symlinkSync('..', join(dir, 'docs/up'))
  return cli('lint', 'docs').dir(dir).file('docs/x.md', doubtful).stdout(['in 1 file\n']).exits(1)
})

test('`-` is standard input', () => cli('lint', '-').stdin(doubtful).stdout(['-:3:1  warning']).exits(1))

test('standard input is a pipe of any length, of which no more is read than a runbook may have', async () => {
  const script = `printf '%03000000d\\n\\n%s' 0 "$2" | "$0" "$1" lint -; yes | "$0" "$1" lint -`
  await cli
    .command('bash', '-c', script, process.execPath, bundledCli(), doubtful)
    .stdout(['-:5:1  warning', '-  error  Unexpected file of more than 10 MB, expected 10 MB at most'])
    .exits(2)
})

test('an empty folder is right, and said to be empty', () => {
  const dir = temporaryDirectory()
  mkdirSync(join(dir, 'docs'))
  return cli('lint', 'docs')
    .dir(dir)
    .stderr('runbook: warning: no markdown file is there to be looked at\n')
    .exits(0)
})

const unreadable: [string, string, string | Uint8Array | undefined][] = [
  ['a path that is not there', 'Unexpected path, expected a file or folder that is there', undefined],
  [
    'a binary file',
    'Unexpected binary file, expected markdown in UTF-8: a runbook is a markdown text',
    'a\0b',
  ],
  [
    'a file in UTF-16',
    'Unexpected text in UTF-16, expected markdown in UTF-8: save it as UTF-8, such as with `iconv -f UTF-16 -t UTF-8`',
    Buffer.from('\ufeff# A\n', 'utf16le').swap16(),
  ],
  ['a huge file', 'Unexpected file of more than 10 MB, expected 10 MB at most', 'x'.repeat(11 * 1024 * 1024)],
]

test.each(unreadable)(
  '%s is an error that does not hide what is wrong in the others',
  async (_, text, content) => {
    const call = cli('lint', 'bad.md', 'doubtful.md').file('doubtful.md', doubtful)
    await (content === undefined ? call : call.file('bad.md', content))
      .stdout([`bad.md  error  ${text}  unreadable\n`, 'doubtful.md:3:1  warning'])
      .exits(2)
  },
)

test('a reader that stops reading ends it quietly', () => {
  const many = Array.from({length: 300}, (_, index) => `docs/${index}.md`)
  const script = '"$0" "$1" lint docs | head -n 1; test "${PIPESTATUS[1]}" = 0'
  const call = many.reduce(
    (call, path) => call.file(path, doubtful.repeat(20)),
    cli.command('bash', '-c', script, process.execPath, bundledCli()),
  )
  return call.stdout(/^docs\/0\.md:3:1 .*\n$/).exits(0)
})

test('no more files are looked at, and none is mended, once nobody reads', async () => {
  const dir = temporaryDirectory()
  const untagged = '# Look\n\n```\nuptime\n```\n'
  const many = Array.from({length: 3}, (_, index) => `docs/${index}.md`)
  const script =
    '{ until [ -e gone ]; do sleep 0.02; done; "$0" "$1" lint --fix docs; } | { exec 0<&-; touch gone; }'
  const call = many.reduce(
    (call, path) => call.file(path, untagged),
    cli.command('bash', '-c', script, process.execPath, bundledCli()).dir(dir),
  )
  await call.exits(0)
  expect(readFileSync(join(dir, 'docs/1.md'), 'utf8')).toBe(untagged)
})

test('what is wrong with a file is printed before the next one is read', async () => {
  const dir = temporaryDirectory()
  // the second is a pipe that nobody writes to: the first is shown while it waits
  const script =
    'mkfifo pipe; ("$0" "$1" lint x.md pipe > out & echo $! > pid); until grep -qs x.md out; do sleep 0.05; done; kill "$(cat pid)"; cat out'
  await cli
    .command('bash', '-c', script, process.execPath, bundledCli())
    .dir(dir)
    .file('x.md', doubtful)
    .stdout(['x.md:3:1  warning'])
    .exits(0)
})
