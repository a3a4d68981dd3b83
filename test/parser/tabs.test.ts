import {expect, test} from 'vitest'
import {stepsOf} from '../../src/model/content.ts'
import type {Content} from '../../src/model/runbook.ts'
import {parseRunbook} from '../../src/parser/parse.ts'

/** What stands in a document: texts of blocks, and choices as the titles of their branches with what stands in them. */
async function outline(text: string): Promise<unknown[]> {
  const {runbook} = await parseRunbook('a.md', text)
  const of = (content: readonly Content[]): unknown[] =>
    content.flatMap(item => {
      if (item.type === 'section') return of(item.content)
      if (item.type === 'choice') return [item.branches.map(({title, content}) => [title, ...of(content)])]
      return item.type === 'block' ? [item.block.text] : []
    })
  return of(runbook.section.content)
}

async function titles(document: string): Promise<string[]> {
  const {runbook} = await parseRunbook('a.md', document)
  return [...stepsOf(runbook.section)].map(({title}) => title)
}

const fence = (text: string) => `\`\`\`bash\n${text}\n\`\`\`\n`
const indented = (text: string) => text.replaceAll(/^(?=.)/gm, '    ')
const both = [
  [
    ['Docker', 'docker ps'],
    ['Kubernetes', 'kubectl get pods'],
  ],
  'uptime',
]

test.each([
  [
    'MkDocs',
    `=== "Docker"\n\n${indented(fence('docker ps'))}\n=== "Kubernetes"\n\n${indented(fence('kubectl get pods'))}\nThen:\n`,
  ],
  [
    'Docusaurus',
    `<Tabs groupId="where">\n<TabItem value="docker" label="Docker">\n\n${fence('docker ps')}\n</TabItem>\n<TabItem value="Kubernetes">\n\n${fence('kubectl get pods')}\n</TabItem>\n</Tabs>\n`,
  ],
  [
    'GitBook',
    `{% tabs %}\n{% tab title="Docker" %}\n${fence('docker ps')}{% endtab %}\n\n{% tab title="Kubernetes" %}\n${fence('kubectl get pods')}{% endtab %}\n{% endtabs %}\n`,
  ],
  [
    'Hugo',
    `{{< tabs name="where" >}}\n{{% tab name="Docker" %}}\n${fence('docker ps')}{{% /tab %}}\n{{% tab "Kubernetes" %}}\n${fence('kubectl get pods')}{{% /tab %}}\n{{< /tabs >}}\n`,
  ],
])('tabs of %s are a choice', async (_, tabs) => {
  expect(await outline(`# A\n\n${tabs}\n${fence('uptime')}`)).toEqual(both)
})

test('a tab holds all that stands in it, words between its fences and choices too', async () => {
  const tab = `Look at it:\n\n${fence('docker ps')}\nIf it is stopped, start it:\n\n${fence('docker start web')}`
  const tabs = `=== "Docker"\n\n${indented(tab)}\n=== "By hand"\n\n${indented('Ask for it.\n')}`
  expect(await outline(`# A\n\n${tabs}\nThen:\n\n${fence('uptime')}`)).toEqual([
    [
      ['Docker', 'docker ps', [['If it is stopped, start it', 'docker start web']]],
      ['By hand', 'Ask for it.'],
    ],
    'uptime',
  ])
})

test.each([
  ['a single tab', `=== "Docker"\n\n${indented(fence('docker ps'))}\n`, ['docker ps']],
  [
    'words that only look so',
    `A === "B"\n\n${fence('docker ps')}\n=== B\n\n${fence('uptime')}`,
    ['docker ps', 'uptime'],
  ],
  [
    'tabs apart',
    `=== "A"\n\n${indented(fence('docker ps'))}\nThen:\n\n=== "B"\n\n${indented(fence('uptime'))}`,
    ['docker ps', 'uptime'],
  ],
])('%s make no choice', async (_, text, blocks) => {
  expect(await outline(`# A\n\n${text}`)).toEqual(blocks)
})

test('a session opened in one tab does not go on in the next', async () => {
  const tabs = `=== "Remote"\n\n${indented(fence('ssh web-1'))}\n=== "Local"\n\n${indented(fence('uptime'))}`
  const {runbook} = await parseRunbook('a.md', `# A\n\n${tabs}`)
  const [choice] = runbook.section.content.flatMap(item => (item.type === 'section' ? item.content : [item]))
  const local =
    choice?.type === 'choice' ? choice.branches[1]!.content.find(({type}) => type === 'block') : undefined
  expect(local).toMatchObject({block: {kind: 'shell', text: 'uptime'}})
})

test('a block that a tab begins is called like it', async () => {
  const document = `# A\n\n<Tabs>\n<TabItem label="Docker">\n\n${fence('docker ps')}\n</TabItem>\n</Tabs>\n\n=== "By hand"\n\n${indented(fence('uptime'))}`
  expect(await titles(document)).toEqual(['Docker / By hand', 'Docker', 'By hand'])
})

test('a block below the words of a note is called by them, not by its mark', async () => {
  const document = `# A\n\n!!! note "First"\n${indented(`Look at it:\n\n${fence('uptime')}`)}`
  expect(await titles(document)).toEqual(['Look at it'])
})
