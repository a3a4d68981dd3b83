import {expect, test} from 'vitest'
import {cli} from '../support/cli.ts'

const numbers = Array.from({length: 60}, (_, index) => String(index).padStart(2, '0'))
const sql = '```sql\nSELECT 1;\n```\n'
const documentOf = (number: string) =>
  `# ${number}\n\n${Number(number) % 3 === 0 ? sql : ''}\n\`\`\`bash\nuptime\n`

test('many files are reported on in the order of their paths, whoever is ready first', async () => {
  const call = numbers.reduce(
    (call, number) => call.file(`docs/${number}.md`, documentOf(number)),
    cli('lint', 'docs'),
  )
  const {stdout} = await call.stdout(/./).exits(1)
  const paths = [...stdout.matchAll(/^docs\/(\d+)\.md:\d+:\d+ {2}/gm)].map(([, path]) => path)
  expect([...new Set(paths)]).toEqual(numbers)
  expect(paths).toEqual(paths.toSorted())
})

test('a file among many that cannot be read hides nothing of the others', async () => {
  const call = numbers.reduce(
    (call, number) => call.file(`docs/${number}.md`, number === '30' ? '\0' : documentOf(number)),
    cli('lint', 'docs'),
  )
  const {stdout} = await call.stdout(/./).exits(2)
  expect([...new Set([...stdout.matchAll(/docs\/(\d+)\.md/g)].map(([, path]) => path))]).toEqual(numbers)
})
