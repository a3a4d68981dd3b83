import {expect, test} from 'vitest'
import {blocksOf} from '../../src/model/content.ts'
import {parseRunbook} from '../../src/parser/parse.ts'

async function kindOfFirst(setting: string, after: string, lead = 'Then:') {
  const fence = (text: string, language = '') => `\`\`\`${language}\n${text}\n\`\`\`\n`
  const {runbook} = await parseRunbook('a.md', `# A\n\n${lead}\n\n${fence(setting)}\n${fence(after, 'bash')}`)
  return [...blocksOf(runbook.section)][0]!.block.kind
}

test('an untagged line that sets what the commands of the document use is one of them', async () => {
  expect(await kindOfFirst('APP=shop', 'heroku ps --app $APP')).toBe('shell')
})

test.each([
  ['nothing uses it', 'APP=shop', 'heroku ps', undefined],
  ['it is said to stand in a file', 'APP=shop', 'heroku ps --app $APP', 'Put this into `.env`:'],
  ['bash would refuse it', 'APP=${{Web.NAME}}', 'heroku ps --app $APP', undefined],
])('it is shown where %s', async (_why, setting, after, lead) => {
  expect(await kindOfFirst(setting, after, lead)).toBe('show')
})
