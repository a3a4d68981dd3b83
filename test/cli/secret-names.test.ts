import {expect, test} from 'vitest'
import {cli} from '../support/cli.ts'
import {everyFile, onlyRun} from './record.ts'

const mark = '‹redacted: by its name›'
const front = '---\nrunbook:\n  owner: web\n---\n\n'
const document = `${front}# Look

\`\`\`bash {id=env effect=read reason=test}
printf 'JWT_%s=%s\\nPORT=3000\\n' SECRET Zq7X"nobodyknows41"
printf '{"apiToken": "%s", "tokens": 300}\\n' Zq7X"other"
echo "Authorization: Bearer Zq7X""header" >&2
echo Zq7X"nobodyknows41"
export JWT_SECRET=$(echo ready)
\`\`\`

\`\`\`bash {id=check effect=read reason=test expect="is up"}
echo "DB_PASSWORD=Zq7X""inacheck"
\`\`\`
`

test('what a block gave to the name of a secret is masked when it is printed without it', async () => {
  const given = 'Q7c4R8nVbk2Wd9'
  const {dir} = await cli('run', 'a.md', '--yes', '--plain')
    .file('value', given)
    .file(
      'a.md',
      `${front}# Look

\`\`\`bash {effect=local reason=test}
DB_PASSWORD=$(cat value)
other="x$DB_PASSWORD"
\`\`\`

\`\`\`bash {effect=read reason=test}
echo "still $DB_PASSWORD $other"
\`\`\`
`,
    )
    .stdout(/still ‹redacted.*› x‹redacted/)
    .stderr(() => true)
    .exits(0)
  const run = await onlyRun(dir)
  expect(Object.values(everyFile(run.dir)).some(text => text.includes(given))).toBe(false)
})

test('a value that nobody named is masked where it is printed under a name of secrets: on the screen, in every file and in what is made of them', async () => {
  const {dir, stdout, stderr} = await cli('run', 'a.md', '--yes', '--plain', '--operator', 'ada')
    .file('a.md', document)
    .stdout(() => true)
    .stderr(() => true)
    .exits(1)
  const screen = stdout + stderr
  expect(screen).toContain(`JWT_SECRET=${mark}\nPORT=3000\n{"apiToken": "${mark}", "tokens": 300}\n`)
  expect(screen).toContain(`Authorization: Bearer ${mark}\n`)
  const run = await onlyRun(dir)
  // the block's own text stays readable
  expect(run.read('incident.md')).toContain('export JWT_SECRET=$(echo ready)')
  expect(run.read('incident.md')).toContain(`DB_PASSWORD=${mark}`)
  const whole = /Zq7X(?:nobodyknows41|other|header|inacheck)/
  expect(screen).not.toMatch(whole)
  expect(Object.entries(everyFile(run.dir)).filter(([, text]) => whole.test(text))).toEqual([])
  const timeline = await cli('timeline', run.dir, '--level', 'all')
    .stdout(() => true)
    .exits(0)
  expect(timeline.stdout).not.toMatch(whole)
})

test('a note is masked where it is added to a run', async () => {
  const {dir} = await cli('run', 'a.md', '--yes')
    .file('a.md', `${front}# Look\n\n\`\`\`bash {id=one effect=read reason=test}\ntrue\n\`\`\`\n`)
    .stdout(() => true)
    .stderr(() => true)
    .exits(0)
  const run = await onlyRun(dir)
  await cli('note', '--run', run.dir, 'they had password=Zq7Xnoted in the log')
    .stdout(() => true)
    .stderr(() => true)
    .exits(0)
  expect(run.read('journal.jsonl')).toContain(`they had password=${mark} in the log`)
  expect(Object.values(everyFile(run.dir)).some(text => text.includes('Zq7X'))).toBe(false)
})

test('what a command prints that gives a secret is neither shown nor kept where no person is, and known from then on', async () => {
  const {dir, stdout, stderr} = await cli('run', 'a.md', '--yes', '--plain')
    .file(
      'a.md',
      `${front}# Look\n\n${['cat a.key', 'echo Zq7X"givenkey9" >&2'].map((text, index) => `\`\`\`bash {id=s${index} effect=read reason=test}\n${text}\n\`\`\`\n`).join('\n')}`,
    )
    .file('a.key', 'Zq7Xgivenkey9\n')
    .stdout(() => true)
    .stderr(() => true)
    .exits(0)
  expect(stdout + stderr).not.toContain('Zq7Xgivenkey9')
  const run = await onlyRun(dir)
  expect(run.read('outputs/001-s0.1.log')).toBe('[what `cat` prints is a secret: it was not kept]\n')
  expect(run.read('outputs/002-s1.1.log')).toMatch(/^‹redacted/)
  expect(Object.values(everyFile(run.dir)).some(text => text.includes('Zq7Xgivenkey9'))).toBe(false)
})

test('nothing is quoted of what a command prints that gives a secret, and what is kept of it for later is one', async () => {
  const block = (info: string, text: string) =>
    `\`\`\`bash {${info} effect=read reason=test}\n${text}\n\`\`\`\n\n`
  const {dir, stdout, stderr} = await cli('run', 'a.md', '--yes', '--plain')
    .file(
      'a.md',
      `${front}# Look\n\n${block('id=one capture=it', 'cat a.key')}${block('id=two', 'echo "$it"')}${block('id=three expect="up"', 'cat a.key')}`,
    )
    .file('a.key', 'a Zq7X in words\n')
    .stdout(/what `cat` prints is a secret: it was not kept/)
    .stderr(() => true)
    .exits(1)
  const run = await onlyRun(dir)
  expect(run.read('journal.jsonl')).toContain('"observed":"a secret value"')
  expect(stdout + stderr).not.toContain('Zq7X')
  const {'a.key': _, ...kept} = everyFile(run.dir)
  expect(Object.values(kept).some(text => text.includes('Zq7X'))).toBe(false)
})
