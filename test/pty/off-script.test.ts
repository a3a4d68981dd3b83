import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {fold} from '../../src/model/fold.ts'
import {offScriptMarkdown} from '../../src/report/off-script.ts'
import {dataOf, onlyRun} from '../cli/record.ts'
import {temporaryDirectory} from '../support/temporary.ts'
import {terminal} from '../support/terminal.ts'

const document = `# Mend it

\`\`\`bash {id=one}
place=here
mkdir -p sub && cd sub
\`\`\`

\`\`\`bash {id=two}
echo "two in $place of \${PWD##*/}"
\`\`\`

\`\`\`bash {id=three}
ls
\`\`\`
`
const cols = 140
const start = (dir: string, args: string[], files: Record<string, string> = {'a.md': document}) =>
  terminal([...args, '--operator', 'ada'], {cwd: dir, files, cols})

test('a shell has the state of the session and gives it back; what was typed is off-script in the record', async () => {
  const dir = temporaryDirectory()
  const t = await start(dir, ['run', 'a.md'])
  await t.sees('Run it? y/N')
  t.type('y\r')
  await t.next('[2/3]')
  await t.next('Enter runs it')
  t.type('!\r')
  await t.next(/runbook .*sub \$ /)
  t.type('echo "was $place"\r')
  await t.next('was here')
  await t.next(' $ ')
  t.type('place=there; cd ..\r')
  await t.next(' $ ')
  t.type('for i in 1 2; do\r')
  await t.next('> ')
  t.type('echo "round $i"\r')
  await t.next('> ')
  t.type('done; false\r')
  await t.next('round 2')
  await t.next(' $ ')
  t.type('echo began; sleep 100\r')
  await t.next(/^began/m)
  t.key('ctrl-c')
  await t.next(' $ ')
  t.type('ls() { rm -rf x; }\r')
  await t.next(' $ ')
  t.type('exit\r')
  await t.next('off the script: 5 commands')
  await t.next('Enter runs it')
  t.key('enter')
  await t.next('two in there of ')
  await t.next('destroy: ')
  await t.next('Type three to run it')
  t.type('q\r')
  expect(await t.exit()).toBe(1)
  const run = await onlyRun(dir)
  expect(dataOf(run, 'adhoc.started')).toEqual([{number: 1}])
  const [finished] = dataOf(run, 'adhoc.finished')
  expect(finished!.commands.map(({text, exitCode}) => [text, exitCode])).toEqual([
    ['echo "was $place"', 0],
    ['place=there; cd ..', 0],
    ['for i in 1 2; do\necho "round $i"\ndone; false', 1],
    ['echo began; sleep 100', 130],
    ['ls() { rm -rf x; }', 0],
  ])
  expect(readFileSync(join(run.dir, finished!.output!.path), 'utf8')).toContain('was here')
  const incident = run.read('incident.md')
  expect(incident).toContain('## Off the script')
  expect(incident).toContain('`echo began; sleep 100`: exit 130')
})

test('one command runs in the session: what reads at once, another after a yes, by default not; also after resume', async () => {
  const dir = temporaryDirectory()
  const first = await start(dir, ['run', 'a.md'])
  await first.sees('Run it? y/N')
  first.type('! echo "in ${PWD##*/}"\r')
  await first.next('✓ off the script')
  await first.next('Run it? y/N')
  first.type('! place=typed\r')
  await first.next('y run it · n do not')
  await first.next('Run it? y/N')
  first.type('y\r')
  await first.next('✓ off the script: place=typed')
  await first.next('Run it? y/N')
  first.type('! touch made\r')
  await first.next('local: `touch`')
  await first.next('Run it? y/N')
  first.key('enter')
  await first.next('s skip · e edit')
  await first.next('Run it? y/N')
  first.type('!rm <file>\r')
  await first.next('guard off-script')
  await first.next('Run it? y/N')
  first.type('!rm -rf "$nothing/"\r')
  await first.next('$nothing has no value')
  await first.next('Run it? y/N')
  first.type('q\r')
  expect(await first.exit()).toBe(1)

  const t = await start(dir, ['resume'])
  await t.sees('Run it? y/N')
  t.type('! touch made\r')
  await t.next('local: `touch`')
  await t.next('Run it? y/N')
  t.type('y\r')
  await t.next('✓ off the script: touch made')
  await t.next('Run it? y/N')
  t.type('j two\r')
  await t.next('[2/3]')
  await t.next('Enter runs it')
  t.key('enter')
  await t.next('two in typed of')
  await t.next('[3/3]')
  await t.next('Enter runs it')
  t.key('enter')
  await t.next('made')
  await t.next('✓ Run: success')
  expect(await t.exit()).toBe(0)
  const run = await onlyRun(dir)
  expect(dataOf(run, 'adhoc.started')).toMatchObject([
    {number: 1, text: 'echo "in ${PWD##*/}"', effect: 'read'},
    {number: 2, text: 'place=typed', effect: 'local'},
    {number: 3, text: 'touch made', effect: 'local'},
  ])
})

test('a run that only reads opens no shell; a secret that is typed is masked', async () => {
  const dir = temporaryDirectory()
  const t = await terminal(['run', 'a.md', '--read-only'], {
    cwd: dir,
    files: {'a.md': '# Look\n\n```bash {id=look}\nls\n```\n'},
    env: {API_TOKEN: 'hunter2-hunter2'},
    cols,
  })
  await t.sees('Enter runs it')
  t.type('!\r')
  await t.next('this run only reads')
  await t.next('Enter runs it')
  t.type('! echo hunter2-hunter2\r')
  await t.next('this run only reads')
  await t.next('Enter runs it')
  t.type('q\r')
  expect(await t.exit()).toBe(1)
  expect((await onlyRun(dir)).read('journal.jsonl')).not.toContain('hunter2-hunter2')
})

test('what is typed in a shell is on record as it is typed: a run that is killed there loses none of it', async () => {
  const dir = temporaryDirectory()
  const t = await start(dir, ['run', 'a.md'])
  await t.sees('Run it? y/N')
  t.type('!\r')
  await t.next('runbook ')
  t.type('echo "fir""st"\r')
  await t.next('first')
  t.type('echo "sec""ond"; cat\r')
  await t.next('second')
  const run = await onlyRun(dir)
  await expect.poll(() => run.read('journal.jsonl'), {timeout: 10_000}).toContain('; cat')
  t.kill('SIGKILL')
  await t.exit()
  const killed = await onlyRun(dir)
  expect(dataOf(killed, 'adhoc.typed')).toEqual([
    {number: 1, text: 'echo "fir""st"'},
    {number: 1, text: 'echo "sec""ond"; cat'},
  ])
  expect(offScriptMarkdown(fold(killed.events).offScript[0]!)).toBe(
    '`echo "fir""st"` (no end on record); `echo "sec""ond"; cat` (no end on record)',
  )
})
