import {expect, test} from 'vitest'
import {terminal} from '../support/terminal.ts'

test('progress is shown on a terminal and leaves nothing behind', async () => {
  const files = Object.fromEntries(
    Array.from({length: 120}, (_, index) => [`docs/${index}.md`, '# Good\n\n'.repeat(200)]),
  )
  const t = await terminal(['lint', 'docs'], {files})
  await t.sees(/^\d+ files$/m)
  expect(await t.exit()).toBe(0)
  expect(t.text().trim()).toBe('')
})

test('a line that is wider than the terminal is cut around the place', async () => {
  const line = `railway run echo ${'a'.repeat(100)} $DB ${'b'.repeat(100)}`
  const files = {'x.md': `\`\`\`bash\n${line}\n\`\`\`\n`}
  const t = await terminal(['lint', 'x.md', '--rule', 'early-expansion'], {files, cols: 50})
  expect(await t.exit()).toBe(1)
  const excerpt = t
    .text()
    .split('\n')
    .filter(line => /^ {2}.{1,3} \|/.test(line))
  expect(excerpt.map(line => line.length <= 50)).toEqual([true, true])
  expect(excerpt[1]!.indexOf('^')).toBe(excerpt[0]!.indexOf('$DB'))
})

test('the difference is shown without what would steer the terminal', async () => {
  const files = {'x.md': '# \u001b[31mRed\n\n```\nuptime\n```\n'}
  const t = await terminal(['lint', 'x.md', '--fix', '--dry-run'], {files})
  await t.sees('+```bash')
  expect(await t.exit()).toBe(0)
  expect(t.text()).toContain(' # Red')
})
