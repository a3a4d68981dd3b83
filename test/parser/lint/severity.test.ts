import {expect, test} from 'vitest'
import {lintRunbook} from '../../../src/parser/lint/lint.ts'
import {parseRunbook} from '../../../src/parser/parse.ts'

const fence = (text: string, language = 'bash') => `\`\`\`${language}\n${text}\n\`\`\`\n`

/** What is said of a document that did not opt in, by one rule. */
async function severitiesOf(rule: string, text: string): Promise<string[]> {
  const parsed = await parseRunbook('a.md', text)
  return lintRunbook(parsed, text, {only: [rule], now: new Date('2026-01-02T03:04:05Z')}).map(
    ({severity}) => severity,
  )
}

test('an unset variable is a warning in any document where its command destroys', async () => {
  expect(
    await severitiesOf('unset-variable', `# A\n\n${fence('rm -rf "$DIR/old"')}\n${fence('ls "$PLACE"')}`),
  ).toEqual(['warning', 'info'])
})

test('a gap that bash would accept is one, too', async () => {
  expect(
    await severitiesOf('placeholder', `# A\n\n${fence('rm -rf <folder> x')}\n${fence('ls <place> x')}`),
  ).toEqual(['warning', 'info'])
})

test('SQL that PostgreSQL cannot read is one where the document is for PostgreSQL alone', async () => {
  const wrong = fence('SELECT * FORM jobs;', 'sql')
  expect(await severitiesOf('syntax', `# A\n\nWith \`psql\`:\n\n${wrong}`)).toEqual(['warning'])
  expect(await severitiesOf('syntax', `# A\n\nWith \`psql\`, or for MySQL:\n\n${wrong}`)).toEqual(['info'])
  expect(await severitiesOf('syntax', `# A\n\n${wrong}`)).toEqual(['info'])
})

test('a step that destroys and is not looked at is one, unless it only rehearses', async () => {
  const rule = 'destroy-unverified'
  expect(await severitiesOf(rule, `# A\n\n${fence('systemctl restart web')}`)).toEqual(['warning'])
  expect(await severitiesOf(rule, `# A\n\n${fence('./remove-all --dry-run')}`)).toEqual([])
  expect(await severitiesOf(rule, `# A\n\n${fence('systemctl restart web')}\nVérifiez le site.\n`)).toEqual(
    [],
  )
})

test('what its author sets is kept', async () => {
  const text = `---\nrunbook:\n  lint: {unset-variable: info}\n---\n\n# A\n\n${fence('rm -rf "$DIR/old"')}`
  expect(await severitiesOf('unset-variable', text)).toEqual(['info'])
})
