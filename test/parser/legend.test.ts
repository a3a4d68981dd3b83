import {expect, test} from 'vitest'
import type {Content} from '../../src/model/runbook.ts'
import {parseRunbook} from '../../src/parser/parse.ts'

const gapsIn = (content: readonly Content[]): string[] =>
  content.flatMap(item => {
    if (item.type === 'section') return gapsIn(item.content)
    return item.type === 'block' ? item.block.placeholders.map(({text}) => text) : []
  })

async function gaps(...lines: string[]): Promise<string[]> {
  const {runbook} = await parseRunbook('a.md', ['# A', '', ...lines].join('\n'))
  return gapsIn(runbook.section.content)
}

const block = (script: string) => ['', '## Later', '', '```sh', script, '```', '']

test.each<[string, string]>([
  ['Replace `acme` with the name of your site everywhere.', 'acme'],
  ['- `acme`: your site', 'acme'],
  ['`acme` is the name of your site.', 'acme'],
  ['| `acme` | your site |\n|--|--|\n| `x` | y |', 'acme'],
  ['Sustituye `acme` por el nombre de tu sitio.', 'acme'],
  ['Substitua `acme` pelo nome exato.', 'acme'],
  ['Ersetzen Sie `acme` durch Ihren Namen.', 'acme'],
  ['Замените `acme` на свой сайт.', 'acme'],
  ['请将 `acme` 替换为你的站点。', 'acme'],
  ['`acme` は環境に合わせて置き換えてください。', 'acme'],
  ['Thay `acme` bằng tên trang.', 'acme'],
])('%s: said anywhere, it holds for each block', async (said, word) => {
  expect(await gaps(said, ...block(`deploy --site ${word}`))).toEqual([word])
})

test.each([
  'Below we assume that `/tank/home` is the dataset to copy.',
  'In these examples, `/tank/home` is your dataset.',
  'On considère que `/tank/home` est le volume à copier.',
  'Dans cet exemple, `/tank/home` est le volume.',
  'Supongamos que `/tank/home` es el volumen.',
  'Supomos que `/tank/home` é o volume.',
  'Wir nehmen an, dass `/tank/home` das Volume ist.',
])('%s: what is assumed is to be replaced', async said => {
  expect(await gaps(said, ...block('zfs list /tank/home'))).toEqual(['/tank/home'])
})

test.each([
  'We assume that `postgres` is the user.',
  'Consider whether `/tank/home` is needed.',
  'Replace `acme` with `apex`.',
  '- `acme`: the shop',
  'Use your own hands instead of `acme`-like tools.',
])('%s asks for nothing', async said => {
  expect(await gaps(said, ...block('deploy --site acme --user postgres --home /tank/home'))).toEqual([])
})

test('an option of one or two letters is not meant by it', async () => {
  expect(await gaps('Replace `dc` with your alias.', ...block('dc ps | tr -dc 0-9'))).toEqual([])
})

test('a variable of that name keeps its name', async () => {
  expect(await gaps('- `SITE`: your site', ...block('SITE=shop deploy'))).toEqual([])
})

test.each([
  'Note: donde +8G son los gigas que faltan',
  'onde +8G é o tamanho que falta',
  'dove +8G sono i giga che mancano',
  'wobei +8G die fehlende Größe ist',
  'waarbij +8G de grootte is',
  'где +8G — нужный размер',
  '其中 +8G 是缺少的大小',
  'where +8G is the size that is missing',
])('%s: said right below a block of a word that no sentence holds', async said => {
  expect(await gaps('```sh', 'lvextend -L+8G /dev/data/usr', '```', said)).toEqual(['+8G'])
})

test('said below a block of an ordinary word, or elsewhere, it asks for nothing', async () => {
  expect(await gaps('```sh', 'deploy shop', '```', 'onde shop é o serviço')).toEqual([])
  expect(
    await gaps('donde +8G son los gigas', '', 'Then:', ...block('lvextend -L+8G /dev/data/usr')),
  ).toEqual([])
})

test('a title right above a block tells what a word of it is', async () => {
  const fence = ['', '```', 'kubectl cordon node01', '```']
  expect(await gaps('##### where ***node01*** is your worker node name.', ...fence)).toEqual(['node01'])
  expect(await gaps('##### Where the node is your own.', ...fence)).toEqual([])
})
