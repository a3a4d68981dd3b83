import {spawnSync} from 'node:child_process'
import {existsSync, readdirSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {fc, test as property} from '@fast-check/vitest'
import {expect, test} from 'vitest'
import {SyntaxChecker} from '../../../src/executor/shell/checker.ts'
import {rounds} from '../../support/rounds.ts'
import {afterwards, temporaryDirectory} from '../../support/temporary.ts'

function openChecker(bash = 'bash') {
  const dir = temporaryDirectory()
  const env = {PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8'}
  const checker = new SyntaxChecker({bash, dir, env, token: 'a-word-that-no-program-prints'})
  afterwards(() => checker.close())
  return {checker, dir, env}
}

test.each([
  ['echo a\nfi', false, {kind: 'unreadable', line: 2, complaint: "syntax error near unexpected token `fi'"}],
  [
    "echo 'a\nb",
    false,
    {kind: 'unreadable', line: 1, complaint: "unexpected EOF while looking for matching `''"},
  ],
  ['ls @(a|b)', false, {kind: 'unreadable', line: 1, complaint: "syntax error near unexpected token `('"}],
  ['ls @(a|b)', true, {kind: 'readable'}],
  ['', false, {kind: 'readable'}],
  ['# ünï 🚀', false, {kind: 'readable'}],
] as const)('%j, with extglob %s, is %j', async (script, extglob, found) => {
  expect(await openChecker().checker.check(script, {extglob})).toEqual(found)
})

test('nothing of a text runs, whatever it holds', async () => {
  const {checker, dir} = openChecker()
  const canary = `touch ${join(dir, 'canary')}`
  for (const script of [
    canary,
    `set +n\n${canary}`,
    `$(${canary})`,
    `cat <<< "$(${canary})"`,
    `trap '${canary}' EXIT DEBUG ERR`,
    `${canary} &`,
    `exit 3; ${canary}`,
    `printf '\\036a-word-that-no-program-prints\\0360\\036a-word-that-no-program-prints\\036'\n)`,
  ])
    await checker.check(script, {extglob: false})
  expect(existsSync(join(dir, 'canary'))).toBe(false)
  expect(await checker.check('echo', {extglob: false})).toEqual({kind: 'readable'})
  expect(readdirSync(dir)).toEqual(['check'])
})

test('several texts at once are each told what is theirs', async () => {
  const {checker} = openChecker()
  const texts = ['echo a', 'if', 'echo b', 'fi', 'echo c']
  const found = await Promise.all([
    checker.version(),
    ...texts.map(text => checker.check(text, {extglob: false})),
  ])
  expect(found.slice(1).map(one => (one as {kind: string}).kind)).toEqual([
    'readable',
    'unreadable',
    'readable',
    'unreadable',
    'readable',
  ])
  expect(found[0]).toMatch(/^\d+\.\d+/)
})

test('a bash that is not there is said, and so is one that ends', async () => {
  expect(await openChecker('/nowhere/bash').checker.check('echo', {extglob: false})).toEqual({
    kind: 'missing',
    bash: '/nowhere/bash',
    reason: 'ENOENT',
  })
  expect(await openChecker('true').checker.check('echo', {extglob: false})).toMatchObject({kind: 'missing'})
})

const {checker, dir, env} = openChecker()
const line = fc.constantFrom(
  'if true; then',
  'fi',
  'for x in a b; do',
  'done',
  'case $x in',
  'a) ;;',
  'esac',
  '{',
  '}',
  '(',
  ')',
  'f() {',
  'echo "',
  "echo '",
  'cat <<EOF',
  'EOF',
  'echo `',
  '$(',
  '[[ a',
  ']]',
  '((',
  '))',
  'echo a |',
  '&&',
  'echo \\',
  '# x',
  'x=(1',
  'echo ${a',
  'echo a; ;',
)

property.prop([fc.array(line, {maxLength: 6})], {numRuns: rounds(60)})(
  'says what `bash -n` says, at the same line',
  async lines => {
    const script = lines.join('\n')
    const path = join(dir, 'same')
    writeFileSync(path, `${script}\n`)
    const {stderr} = spawnSync('bash', ['--noprofile', '--norc', '-n', path], {env, encoding: 'utf8'})
    const said = /line (\d+): (.*)/.exec(stderr.split('\n').find(text => !text.includes(': warning: ')) ?? '')
    const found = await checker.check(script, {extglob: false})
    expect(found).toMatchObject(
      !said ? {kind: 'readable'} : {kind: 'unreadable', line: Number(said[1]), complaint: said[2]},
    )
  },
)

test('it makes named pipes that only their owner may open, also beside a function of that name', async () => {
  const dir = temporaryDirectory()
  const env = {PATH: process.env.PATH ?? '', 'BASH_FUNC_mkfifo%%': '() { false; }'}
  const checker = new SyntaxChecker({bash: 'bash', dir, env, token: 'a-word-that-no-program-prints'})
  afterwards(() => checker.close())
  const paths = [join(dir, 'one'), join(dir, "it's two")]
  await checker.makePipes(paths)
  for (const path of paths) {
    expect(statSync(path).isFIFO()).toBe(true)
    expect(statSync(path).mode & 0o777).toBe(0o600)
  }
  await expect(checker.makePipes([join(dir, 'none/x')])).rejects.toThrow('none/x')
})

test.each([
  ['bash', ''],
  ['/no/such/bash', process.env.PATH ?? ''],
])('%s with the path %j leaves the making of named pipes to a process of its own', async (name, PATH) => {
  const dir = temporaryDirectory()
  const bash = name === 'bash' ? spawnSync('which', [name], {encoding: 'utf8'}).stdout.trim() : name
  const checker = new SyntaxChecker({bash, dir, env: {PATH}, token: 'a-word-that-no-program-prints'})
  afterwards(() => checker.close())
  await checker.makePipes([join(dir, 'one')])
  expect(statSync(join(dir, 'one')).isFIFO()).toBe(true)
})
