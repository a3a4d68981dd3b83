import {expect, test} from 'vitest'
import {blocksOf, stepsOf} from '../../src/model/content.ts'
import {refusalOf} from '../../src/model/refusal.ts'
import {parseRunbook} from '../../src/parser/parse.ts'

const fence = (text: string, language = 'bash') => `\`\`\`${language}\n${text}\n\`\`\`\n`

async function refusalsOf(...texts: string[]) {
  const {runbook} = await parseRunbook('a.md', `# A\n\n${texts.join('\n')}`)
  return [...blocksOf(runbook.section)].map(({block}) => refusalOf(block, ['main']))
}

test.each([
  ['Do not run this:', 'rm -rf /srv'],
  ['> ⚠️ Never run this in production!', 'rm -rf /srv'],
  ['Never execute the following command!', 'rm -rf /srv'],
  ["Don't do this:", 'rm -rf /srv'],
  ['Ne jamais exécuter :', 'rm -rf /srv'],
  ["N'exécutez pas cette commande :", 'rm -rf /srv'],
  ['À ne pas faire :', 'rm -rf /srv'],
  ['Avoid this:', 'rm -rf /srv'],
  ['**Wrong:**', 'rm -rf /srv'],
  ['## Anti-patterns', 'rm -rf /srv'],
  ['Look:', '# Bad:\nrm -rf /srv'],
  ['Look:', '# ❌ never do this: it deletes all\nrm -rf /srv'],
  ['Look:', 'rm -rf /srv # do not run this'],
])('what %j forbids is not run: %j', async (words, text) => {
  expect(await refusalsOf(`${words}\n`, fence(text))).toEqual([
    expect.stringMatching(/says that it is not to be run$/),
  ])
})

test.each([
  ['Do not run this twice:', 'uptime'],
  ['Never run this command without a backup:', 'uptime'],
  ['Ne jamais exécuter sans sauvegarde :', 'uptime'],
  ['Never run `flushall`. Instead, run:', 'uptime'],
  ["Don't forget to run this:", 'uptime'],
  ['Avoid this error by restarting it:', 'uptime'],
  ['### Wrong password', 'uptime'],
  ['Look:', '# bad blocks\nuptime'],
])('%j forbids nothing: %j', async (words, text) => {
  expect(await refusalsOf(`${words}\n`, fence(text))).toEqual([undefined])
})

test.each([
  'DO NOT RUN THIS:',
  'It is forbidden to run this:',
  'You shouldn’t run this:',
  'Dangerouſ command:',
  'This is an antipattern:',
  'Not recommended:',
  'Incorrect example:',
  'Bad practice:',
  'Don’t:',
  'What not to do:',
  '⛔ rm',
  '🚫 rm',
  'Ne paſ exécuter',
  'Ne lancez jamaiſ cette commande',
  'Mauvaiſe pratique :',
  'Anti-patterns :',
  'À ÉVITER :',
  'Interdit :',
])('%j forbids, however it is written', async words => {
  expect(await refusalsOf(`${words}\n`, fence('rm -rf /srv'))).toEqual([
    expect.stringMatching(/says that it is not to be run$/),
  ])
})

test('what a comment forbids does not keep the group below from being run', async () => {
  expect(await refusalsOf(fence('# Wrong: deletes all\nrm -rf /srv\n\n# Right\nls /srv'))).toEqual([
    '“Wrong: deletes all” says that it is not to be run',
    undefined,
  ])
})

test.each([
  ['tail –f app.log', /^line 4 holds U\+2013, which looks like a hyphen/],
  ['rm\u00a0-rf x', /^line 4 holds U\+00A0, which looks like a blank/],
  ['grep “x” app.log', /^line 4 holds U\+201C, which looks like a quote/],
  ['ec\u200bho x', /^it holds U\+200B, which is not seen/],
  ['uptime # \u202e emit', /^it holds U\+202E, which turns the direction/],
  ['echo "\u2066x"', /^it holds U\+2066, which turns the direction/],
])('a block whose characters are not what they look like is not run: %j', async (text, why) => {
  expect(await refusalsOf(fence(text))).toEqual([expect.stringMatching(why)])
})

test('in strings, comments and here-documents dashes, quotes and blanks are what they are', async () => {
  const texts = ['echo "a – b\u00a0c" # – “x”', 'cat <<E\na – “b”\nE', 'echo "👩‍💻 ✅️"']
  expect(await refusalsOf(...texts.map(text => fence(text)))).toEqual([undefined, undefined, undefined])
  expect(await refusalsOf(fence("SELECT 'a – “b”'; -- “x”", 'sql'))).toEqual([undefined])
  expect(await refusalsOf(fence('SELECT ‘a’ FROM jobs;', 'sql'))).toEqual([
    expect.stringMatching(/looks like a quote/),
  ])
})

test('a group builds on the one that changes the directory, or sets a variable that it uses', async () => {
  const text =
    '# Go\ncd /srv\n\n# Clear\nrm -rf cache\n\n# Name\nNS=prod\n\n# End\nkubectl delete pod -n $NS web\n\n# Look\nls'
  const {runbook} = await parseRunbook('a.md', `# A\n\n${fence(text)}`)
  const steps = [...stepsOf(runbook.section)]
  const cd = {step: steps[0]!.id, directory: 'cd /srv'}
  const ns = {step: steps[2]!.id, variable: 'NS'}
  expect(steps.map(({buildsOn}) => buildsOn)).toEqual([undefined, [cd], [cd], [cd, ns], [cd]])
  expect(steps.map(({needs}) => needs)).toEqual(steps.map(() => undefined))
})

test('a group that goes somewhere itself builds on none; in a branch one builds on what stands above the choice', async () => {
  const text =
    '# Go\ncd /srv\n\n# There\ncd /var && rm -rf x\n\n# Look\ngit status\n\n# Or clear\nrm -rf "$X"\n\n# End\nX=1'
  const {runbook} = await parseRunbook('a.md', `# A\n\n${fence(text)}`)
  expect(
    [...blocksOf(runbook.section)].map(({buildsOn}) => buildsOn?.map(one => Object.values(one)[1])),
  ).toEqual([undefined, undefined, ['cd /var'], ['cd /var'], ['cd /var']])
})

test.each([
  ['For instance, someone once ran:', 'rm -rf /srv'],
  ['Exemple de ce qui a été lancé par erreur :', 'rm -rf /srv'],
  ['Before version 3 one had to run:', 'rm -rf /srv'],
  ['> Historical note: we used', 'rm -rf /srv'],
  ['The cron job runs:', 'rm -rf /srv'],
  ['Le script fait :', 'rm -rf /srv'],
  ['The alert is caused by this command:', 'rm -rf /srv'],
  ['Contenu du script `purge.sh` :', 'rm -rf /srv'],
  ['Create `/usr/local/bin/wipe.sh`:', '#!/bin/bash\nrm -rf /srv'],
  ['This way is deprecated:', 'rm -rf /srv'],
  ['## Deprecated: the manual way', 'rm -rf /srv'],
  ['<details>\n<summary>Old way (do not use)</summary>', 'rm -rf /srv'],
])('%j tells of what is not asked for: %j', async (words, text) => {
  expect(await refusalsOf(`${words}\n`, fence(text))).toEqual([
    expect.stringMatching(
      /(?:tells of it, and does not ask for it|says that it (?:is no longer done|stands in a file))$/,
    ),
  ])
})

test.each([
  ['Run the script that the cron job runs. Then:', 'uptime'],
  ['The following script does this:', 'uptime'],
  ['If someone ran the job, look:', 'uptime'],
  ['The old flag is deprecated. Run:', 'uptime'],
  ['## Deprecated API versions', 'uptime'],
  ['Create a file:', 'touch lock'],
  ['<details>\n<summary>On the command line</summary>', 'uptime'],
])('%j asks for %j', async (words, text) => {
  expect(await refusalsOf(`${words}\n`, fence(text))).toEqual([undefined])
})

test('a group that only tests guards what changes below it in its fence', async () => {
  const needs = async (first: string) => {
    const text = `${first}\n\n# Wipe\nrm -rf /srv\n\n# Look\nls /`
    const {runbook} = await parseRunbook('a.md', `# A\n\n${fence(`# Guard\n${text}`)}`)
    const [guard, ...below] = [...blocksOf(runbook.section)]
    return below.map(step => (step.needs ?? []).map(({step: id, state}) => [id === guard!.id, state]))
  }
  expect(await needs('[[ -d /srv ]]')).toEqual([[[true, 'met']], []])
  expect(await needs('test -f /x')).toEqual([[[true, 'met']], []])
  expect(await needs('ls /x')).toEqual([[], []])
})
