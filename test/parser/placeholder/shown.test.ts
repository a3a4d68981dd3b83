import {expect, test} from 'vitest'
import {parseRunbook} from '../../../src/index.ts'
import {stepsOf} from '../../../src/model/content.ts'
import {gapsInShown} from '../../../src/parser/placeholder/shown.ts'

const gaps = (text: string, language = '') => gapsInShown(text, language).map(gap => gap.text)

test.each<[string, string[], string?]>([
  ['SMTP_HOST=<smtp host>\nSMTP_PORT=587', ['<smtp host>'], 'dotenv'],
  ['dsn: postgres://shop:<password>@db/shop', ['<password>'], 'yaml'],
  ['KEY=REPLACE_WITH_SIGNING_KEY', ['REPLACE_WITH_SIGNING_KEY'], 'ini'],
  ['server_name your-domain.com;', ['your-domain.com'], 'nginx'],
  ['name: { app }-export\nvalue: { old queue url }', ['{ app }', '{ old queue url }'], 'yaml'],
  [
    'We see errors in [name of the service] since [TIME].\nNext update at [TIME].',
    ['[name of the service]', '[TIME]', '[TIME]'],
  ],
  ['Region: &lt;region&gt;', ['&lt;region&gt;']],
  ['metadata:\n  name: <>\n  "size": "<>",', ['<>', '<>'], 'yaml'],
  ['if a <> b:\n  pass', []],
  // files of settings and code have marks of their own
  ['List<String> names = of();\n<T> void go();', []],
  ['<VirtualHost *:80>\n  ServerName x\n</VirtualHost>', []],
  ['<div><name></div>', [], 'html'],
  ['<name>[NAME]</name>\n<disk source="rbd/[IMAGE]"/>', ['[NAME]', '[IMAGE]'], 'xml'],
  ['<![CDATA[x]]>\n<a b="[c]"/>', [], 'xml'],
  ['graph TD\n A --> <start>', [], 'mermaid'],
  ['host: "{{ db_host }}"', [], 'yaml'],
  ['[client options]\nuser = app', [], 'ini'],
  ['[first page]: /pages/1\nSee it', [], 'markdown'],
  ['Subject: [INCIDENT] [name of the service] is down', ['[name of the service]']],
  ['limits: { cpu: 2 }\nargs: { }', [], 'yaml'],
  ['awk { print it now }', []],
  ['format: YYYY-MM-DD HH:mm', [], 'yaml'],
  ['# TODO: more', [], 'yaml'],
  ['base = File.dirname(__FILE__)', [], 'ruby'],
  ['args: [--verbose]', [], 'yaml'],
])('what is missing in the text %j', (text, expected, language) => {
  expect(gaps(text, language)).toEqual(expected)
})

const blocksOf = async (text: string) =>
  [...stepsOf((await parseRunbook('a.md', text)).runbook.section)].flatMap(step =>
    step.type === 'block' ? [step.block] : [],
  )

test('a file that is only shown tells what is to be filled in, at its place, and asks for nothing', async () => {
  const text = '# A\n\nPut this into the file:\n\n```ini\n[smtp]\nhost = <smtp host>\n```\n'
  const [block] = await blocksOf(text)
  expect(block).toMatchObject({kind: 'show', placeholders: [{name: 'smtp host', context: 'literal'}]})
  const {start, end} = block!.placeholders[0]!.place
  expect(text.slice(start.offset, end.offset)).toBe('<smtp host>')
})

test('what was seen has nothing to be filled in', async () => {
  const [block] = await blocksOf('# A\n\nExpected output:\n\n```\nhost: <pending>, port: <some port>\n```\n')
  expect(block).toMatchObject({kind: 'show', shows: 'output', placeholders: []})
})

test('marks behind what bash cannot read are missing all the same', async () => {
  const [block] = await blocksOf(
    '# A\n\n```bash\nlsblk | grep <disk>  --- (of step 2)\ncd <mount point>\n```\n',
  )
  expect(block!.placeholders.map(({text}) => text)).toEqual(['<disk>', '<mount point>'])
})

test.each<[string, string[]]>([
  [
    'Affected: [Frontend/Backend/Database]\nStatus: [Investigating / Resolved]\n- [Time]: found\nETA: [1-2 hours] ([X] left)',
    ['[Frontend/Backend/Database]', '[Investigating / Resolved]', '[Time]', '[1-2 hours]', '[X]'],
  ],
  ['Proceed? [y/N]\nMode [on/off]', []],
  ['[database]\nhost = [main]', []],
  ['{"DJANGO_SECRET_KEY": "EXAMPLE"}', ['EXAMPLE']],
])('what a message leaves open in brackets: %j', (text, expected) => {
  expect(gapsInShown(text, '').map(gap => gap.text)).toEqual(expected)
})
